import type { NameList } from '../networks.ts';

/** Builders and engineering offices; railways, airlines, ports, post and freight. */
export const transport: NameList = {
  service: `
# DE
hochtief ag
bilfinger se
goldbeck gmbh
tuev sued ag
dekra se
dornier consulting international gmbh
ingenieurbuero mueller & partner
ferchau gmbh
drees & sommer se
deutsche bahn ag -> bahn.de
dhl express germany gmbh
db schenker ag
fraport ag
hapag-lloyd ag
# FR
vinci construction
bouygues batiment
bureau veritas sa
eiffage energie
sncf reseau
la poste
cma cgm
# GB
ove arup & partners international limited
balfour beatty group
mott macdonald limited
network rail infrastructure limited
royal mail group limited
heathrow airport limited
wincanton plc
# NL
arcadis nederland b.v.
royal haskoningdhv
havenbedrijf rotterdam n.v.
schiphol nederland b.v.
# BE
jan de nul n.v.
# CH
sgs societe generale de surveillance sa
kuehne + nagel management ag
schweizerische bundesbahnen sbb
implenia schweiz ag
# AT
strabag se
oebb infrastruktur ag
oesterreichische post ag
# ES
ferrovial s.a.
acciona construccion
idom consulting
# IT
webuild s.p.a.
rina services
trenitalia spa
# SE
skanska ab
sweco ab
# NO
det norske veritas as
multiconsult norge as
# DK
ramboll danmark a/s
cowi a/s
a.p. moller - maersk a/s
dsv a/s
# FI
poyry finland oy
finnair oyj
# PL
pkp polskie linie kolejowe
# CZ
ceske drahy, a.s.
# PT
mota-engil
# LV
latvijas dzelzcels
# GR
piraeus port authority
# US
bechtel corporation
fluor corporation
jacobs engineering group inc.
aecom
burns & mcdonnell
kiewit corporation
ul llc
fedex corporation
united parcel service inc.
union pacific railroad company
bnsf railway
delta air lines inc.
ryder system inc.
j.b. hunt transport
# CA
snc-lavalin inc.
canadian national railway
# BR
odebrecht engenharia
# JP
kajima corporation
obayashi corporation
east japan railway company
nippon yusen kabushiki kaisha
# KR
samsung c&t corporation
# CN
cosco shipping lines
# HK
mtr corporation limited
cathay pacific airways limited
# SG
psa corporation limited
singapore airlines limited
# IN
tata consulting engineers
container corporation of india
# AU
worley services
qantas airways limited
aurizon operations limited
# NZ
fletcher construction
# AE
dp world fze
emirates airline
# ZA
transnet soc ltd
# EG
orascom construction
# KE
kenya airways plc
# PA
copa airlines
# CL
latam airlines group
# PH
aboitiz construction
`,
};
