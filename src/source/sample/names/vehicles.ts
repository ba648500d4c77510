import type { NameList } from '../networks.ts';

/** Makers of cars, trucks, trains, ships and aircraft, and their suppliers. */
export const vehicles: NameList = {
  manufacturer: `
# DE
porsche ag
audi ag -> audi.de
man truck & bus se
mahle gmbh
hella gmbh & co. kgaa
brose fahrzeugteile se & co. kg
leoni bordnetz-systeme gmbh
eberspaecher gruppe gmbh & co. kg
webasto se
knorr-bremse ag
mtu aero engines ag -> mtu.de
lufthansa technik ag
meyer werft gmbh & co. kg
ElringKlinger AG
draexlmaier group
# FR
plastic omnium
forvia faurecia
dassault aviation
stellantis auto sas
chantiers de l'atlantique
thales alenia space
# IT
brembo s.p.a. -> brembo.it
iveco group
marelli europe s.p.a.
fincantieri s.p.a.
ducati motor holding s.p.a.
# ES
seat s.a.
gestamp automocion
cie automotive s.a.
construcciones y auxiliar de ferrocarriles s.a.
grupo antolin irausa
# GB
jaguar land rover limited
mclaren automotive limited
aston martin lagonda limited
spirit aerosystems belfast
cammell laird shipbuilders ltd
# SE
scania cv ab -> scania.com
volvo car corporation
saab ab
autoliv development ab
# AT
magna steyr fahrzeugtechnik
ktm ag
avl list gmbh
# CZ
skoda auto a.s. -> skoda-auto.cz
iveco czech republic a.s.
# SK
kia slovakia s.r.o.
u. s. steel kosice
# HU
audi hungaria zrt.
suzuki hungary corporation
# RO
automobile dacia s.a.
# PL
solaris bus & coach sp. z o.o.
newag s.a.
# NL
daf trucks n.v.
damen shipyards group
vdl groep b.v.
# BE
van hool nv
# CH
stadler rail ag
pilatus flugzeugwerke ag
# TR
ford otomotiv sanayi a.s.
tofas turk otomobil fabrikasi a.s.
turkish aerospace industries
# US
tesla inc.
paccar inc
cummins inc.
borgwarner inc.
lear corporation
harley-davidson motor company
oshkosh corporation
raytheon technologies
northrop grumman corporation
general dynamics land systems
textron aviation inc.
pratt & whitney
wabtec corporation
aptiv services us llc
dana incorporated
american axle & manufacturing
bell flight textron
goodyear tire & rubber company
thor industries inc
# CA
magna international inc.
bombardier inc.
linamar corporation
cae inc.
# MX
nemak s.a.b. de c.v.
# BR
marcopolo s.a.
weg equipamentos eletricos s/a
# JP
nissan motor co. ltd.
mazda motor corporation
subaru corporation
suzuki motor corporation
denso corporation
aisin corporation
kawasaki heavy industries ltd.
yamaha motor co. ltd.
bridgestone corporation
# KR
kia corporation
hyundai mobis
hd hyundai heavy industries
hankook tire & technology
# CN
byd company limited
saic motor corporation limited
geely holding group
catl contemporary amperex technology
crrc corporation limited
great wall motor
# IN
mahindra & mahindra ltd.
tata motors limited
bajaj auto limited
ashok leyland ltd
bharat forge limited
# TH
thai summit autoparts
# AU
austal ships pty ltd
# ZA
bell equipment company sa
`,
};
