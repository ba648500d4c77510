import type { NameList } from '../networks.ts';

/** Makers of chips, boards, displays, cameras, medical devices and other electronics. */
export const electronics: NameList = {
  manufacturer: `
# DE
osram gmbh
aixtron se
rohde & schwarz gmbh & co. kg
jenoptik ag
sartorius ag
draegerwerk ag & co. kgaa -> draeger.com
b. braun melsungen ag
fresenius medical care ag
siltronic ag
giesecke+devrient gmbh
miele & cie. kg
ottobock se & co. kgaa
karl storz se & co. kg
biotronik se & co. kg
globalfoundries dresden module one
x-fab semiconductor foundries
# AT
ams-osram ag
at&s austria technologie & systemtechnik
infineon technologies austria ag
kapsch trafficcom ag
# CH
stmicroelectronics international n.v.
logitech europe s.a.
sonova ag
straumann holding ag
leica geosystems ag
# FR
soitec
essilor international
sagemcom broadband sas
biomerieux sa
lynred
# NL
nxp semiconductors netherlands b.v.
besi netherlands b.v.
thermo fisher scientific eindhoven
# BE
imec vzw
melexis technologies nv
# GB
oxford instruments plc
smith & nephew plc
arm limited
halma plc
# IE
analog devices international
boston scientific galway
trend technologies ireland
# SE
axis communications ab
getinge ab
mycronic ab
elekta ab
# DK
demant a/s
coloplast a/s
foss analytical a/s
b&o bang & olufsen a/s
# NO
nordic semiconductor asa
# FI
vaisala oyj
murata electronics oy
# IT
luxottica group s.p.a.
datalogic s.p.a. -> datalogic.com
sorin group italia
stevanato group
# ES
fagor electronica
premo s.l.
# PT
bosch car multimedia portugal
# HU
mediso kft.
videoton holding zrt.
# CZ
foxconn cz s.r.o.
tescan orsay holding
thermo fisher scientific brno
# PL
lg display poland
# EE
ericsson eesti as
# LV
mikrotikls sia
# RO
microchip technology srl bucuresti
# IL
tower semiconductor ltd.
elbit systems ltd.
orbotech ltd.
nova measuring instruments
# US
applied materials inc.
lam research corporation
kla corporation
texas instruments incorporated
micron technology inc.
onsemi
corning incorporated
medtronic inc.
stryker corporation
abbott laboratories
boston scientific corporation
becton dickinson and company
edwards lifesciences llc
intuitive surgical inc.
zebra technologies
garmin international
jabil inc.
sanmina corporation
amphenol corporation
te connectivity
keysight technologies
national instruments
teradyne inc.
illumina inc.
dexcom inc.
bose corporation
first solar inc.
# CA
celestica inc.
teledyne dalsa inc.
# MX
flextronics manufacturing guadalajara
# CR
establishment labs s.a.
# JP
sony group corporation
tokyo electron limited
renesas electronics corporation
murata manufacturing co. ltd.
kyocera corporation
tdk corporation
nikon corporation
canon inc.
olympus corporation
seiko epson corporation
shimadzu corporation
hamamatsu photonics k.k.
advantest corporation
terumo corporation
# KR
sk hynix inc.
lg display co. ltd.
samsung sdi co. ltd.
# TW
hon hai precision industry co. ltd.
mediatek inc.
delta electronics inc.
asustek computer inc.
au optronics corp.
advantech co. ltd.
# CN
boe technology group
hikvision digital technology
smic semiconductor manufacturing international
longi green energy technology
luxshare precision industry
# HK
asm pacific technology
vtech holdings limited
# SG
venture corporation limited
st engineering electronics
# MY
inari amertron berhad
top glove corporation bhd
# VN
vinfast trading and production
# TH
hana microelectronics
# PH
integrated micro-electronics inc.
# IN
bharat electronics limited
dixon technologies
# AU
resmed ltd
`,
};
