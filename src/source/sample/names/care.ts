import type { NameList } from '../networks.ts';

/** Hospitals and health systems; charities, associations, churches, museums, international bodies. */
export const care: NameList = {
  health: `
# US
mayo clinic -> mayo.edu
cleveland clinic foundation
kaiser permanente
johns hopkins hospital
massachusetts general hospital
hca healthcare
intermountain health care
sutter health
geisinger health system
children's hospital of philadelphia
banner health
# CA
university health network toronto
alberta health services
# BR
hospital israelita albert einstein
# CL
clinica las condes
# GB
guy's and st thomas' nhs foundation trust
nhs greater glasgow and clyde
leeds teaching hospitals nhs trust
bupa hospitals
# IE
st. james's hospital dublin
# DE
helios kliniken gmbh -> helios-gesundheit.de
charite - universitaetsmedizin berlin
asklepios kliniken gmbh & co. kgaa
universitaetsklinikum heidelberg
sana kliniken ag
# AT
oberoesterreichische gesundheitsholding gmbh
# CH
universitaetsspital basel
hirslanden ag
# FR
assistance publique - hopitaux de paris
hospices civils de lyon
# NL
erasmus medisch centrum
stichting radboud universitair medisch centrum
# BE
universitair ziekenhuis gent
# IT
ospedale san raffaele srl
# ES
hospital clinic de barcelona
# SE
region stockholm karolinska universitetssjukhuset
# NO
helse vest ikt as
# DK
rigshospitalet region hovedstaden
# FI
helsingin ja uudenmaan sairaanhoitopiiri
# PL
szpital uniwersytecki w krakowie
# CZ
fakultni nemocnice v motole
# TR
acibadem saglik grubu
# IL
sheba medical center
# AE
cleveland clinic abu dhabi
# ZA
netcare hospitals (pty) ltd
# IN
apollo hospitals enterprise limited
# SG
singapore general hospital
# TH
bumrungrad hospital
# JP
st. luke's international hospital
# KR
asan medical center
# AU
ramsay health care
# NZ
canterbury district health board
`,
  nonprofit: `
# US
american red cross
bill & melinda gates foundation
world wildlife fund inc.
american society for testing and materials
society of manufacturing engineers
smithsonian institution
habitat for humanity international
ymca of the usa
the nature conservancy
church of jesus christ of latter-day saints
# CA
canadian standards association
# GB
oxfam gb
the national trust
royal national lifeboat institution
british museum
cancer research uk
institution of mechanical engineers
# DE
deutsches rotes kreuz e.v.
verband deutscher maschinen- und anlagenbau e.v.
verein deutscher ingenieure e.v.
caritasverband fuer die dioezese trier e.v.
deutsches museum
bayerischer fussball-verband e.v.
# AT
wirtschaftskammer oesterreich
# CH
international committee of the red cross
world health organization -> who.int
european organization for nuclear research cern
international telecommunication union -> itu.int
# FR
medecins sans frontieres
united nations educational scientific and cultural organization
# BE
european chemical industry council
# NL
stichting natuurmonumenten
# IT
fondazione bruno kessler
food and agriculture organization of the united nations
# ES
fundacion tecnalia research & innovation
# SE
radda barnens riksforbund
# NO
kirkens nodhjelp
# DK
dansk industri
# FI
teknologiateollisuus ry
# LU
european investment bank
# KE
united nations environment programme
# IN
confederation of indian industry
# SG
singapore chinese chamber of commerce & industry
# JP
japan external trade organization
# AU
royal flying doctor service
`,
};
