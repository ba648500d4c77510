import type { NameList } from '../networks.ts';

/** Banks, insurers, retailers, hotels, law firms, software houses, advisers, agencies, media of Europe and Israel. */
export const servicesEurope: NameList = {
  service: `
# GB banks, insurers, retailers
barclays bank plc
lloyds banking group plc
aviva plc
legal & general group plc
prudential assurance company
admiral group plc
j sainsbury plc
tesco stores limited
marks and spencer plc
john lewis plc
dunelm soft furnishings
screwfix direct limited
# GB law firms, agencies, media, hotels
clifford chance llp
linklaters llp
slaughter and may
ernst & young llp
kpmg llp
british broadcasting corporation
guardian news & media limited
whitbread group plc
capita business services
the sage group plc
wpp group
# IE
allied irish banks p.l.c.
musgrave group
a&l goodbody solicitors
ryanair dac
# DE banks and insurers
commerzbank ag
landesbank baden-wuerttemberg
kfw bankengruppe
muenchener rueckversicherungs-gesellschaft
debeka krankenversicherungsverein
huk-coburg
sparkasse koelnbonn
# DE retailers, hotels, advisers, software, media
lidl stiftung & co. kg
rewe-zentralfinanz eg
otto gmbh & co kg
dm-drogerie markt gmbh + co. kg
obi group holding se
steigenberger hotels ag
gleiss lutz rechtsanwaelte
noerr partnerschaftsgesellschaft mbb
roland berger gmbh
software ag
datev eg
bechtle ag
axel springer se
norddeutscher rundfunk
messe frankfurt gmbh
adesso se
# FR
societe generale
credit agricole s.a.
covea
carrefour hypermarches
decathlon sa
leroy merlin france
accor sa
capgemini technology services
atos information technology
sopra steria group
gide loyrette nouel
publicis groupe
ouest-france
# ES
banco bilbao vizcaya argentaria
mapfre familiar
mercadona s.a.
inditex s.a.
melia hotels international
garrigues abogados
indra sistemas
# PT
millennium bcp
jeronimo martins
vieira de almeida advogados
# IT
intesa sanpaolo spa
unicredit services
assicurazioni generali
esselunga spa
engineering ingegneria informatica
studio legale chiomenti
rai radiotelevisione italiana
# NL
abn amro bank n.v.
ing bank n.v.
rabobank nederland
achmea b.v.
albert heijn b.v.
bol.com b.v.
de brauw blackstone westbroek
wolters kluwer n.v.
booking.com b.v.
# BE
kbc bank nv
colruyt group
ageas insurance
# LU
banque internationale a luxembourg
elvinger hoss prussen
rtl group s.a.
# CH
ubs ag
credit suisse
swiss reinsurance company
zurich insurance company ltd
migros-genossenschafts-bund
coop genossenschaft
baer & karrer ag
kempinski hotels s.a.
# AT
erste group bank ag
raiffeisen bank international ag
wiener staedtische versicherung
spar oesterreichische warenhandels-ag
schoenherr rechtsanwaelte gmbh
red bull gmbh
# SE
skandinaviska enskilda banken
svenska handelsbanken ab
ikea it ab
h & m hennes & mauritz gbc ab
mannheimer swartling
spotify ab
# NO
dnb bank asa
gjensidige forsikring
rema 1000 as
schibsted media
# DK
danske bank a/s
salling group a/s
plesner advokatpartnerselskab
netcompany a/s
# FI
op financial group
kesko oyj
roschier attorneys ltd.
# IS
landsbankinn hf
icelandair ehf
# PL
pko bank polski
powszechny zaklad ubezpieczen s.a.
allegro sp. z o.o.
cd projekt s.a.
comarch s.a.
# CZ
ceska sporitelna, a.s.
alza.cz a.s.
avast software s.r.o.
# SK
tatra banka, a.s.
eset, spol. s r.o.
# HU
otp bank nyrt.
prezi.com kft.
# RO
banca transilvania s.a.
emag dante international
# BG
dsk bank
telerik ad
# GR
national bank of greece
alpha bank
# HR
zagrebacka banka d.d.
infobip d.o.o.
# SI
nova ljubljanska banka d.d.
# RS
delta holding
# EE
lhv pank as
nortal as
# LV
air baltic corporation
# LT
maxima grupe
vinted uab
# UA
privatbank
softserve inc
# CY
bank of cyprus
# MT
corinthia hotels
# TR
turkiye is bankasi
akbank t.a.s.
migros ticaret a.s.
# IL
bank hapoalim
check point software technologies ltd.
wix.com ltd
`,
};
