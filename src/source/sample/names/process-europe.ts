import type { NameList } from '../networks.ts';

/** Chemicals, medicines, food and drink, paper, glass, packaging, textiles, building materials: Europe. */
export const processEurope: NameList = {
  manufacturer: `
# DE chemicals, medicines
evonik industries ag
lanxess deutschland gmbh
covestro deutschland ag
wacker chemie ag
henkel ag & co. kgaa -> henkel.com
beiersdorf ag
symrise ag
boehringer ingelheim pharma gmbh & co. kg
biontech se
schott ag
gerresheimer ag
freudenberg se
# DE food, packaging, materials
dr. august oetker kg
haribo gmbh & co. kg
suedzucker ag
tchibo gmbh
bitburger braugruppe gmbh
molkerei alois mueller gmbh & co. kg
sig combibloc gmbh
heidelberg materials ag
knauf gips kg
villeroy & boch ag
adidas ag
hugo boss ag
# FR
air liquide s.a.
sanofi-aventis groupe
danone sa
lactalis groupe
l'oreal sa
pernod ricard
arkema france
servier
bonduelle
verallia packaging
# CH
lonza ag
givaudan sa
sika technology ag
clariant international ag
barry callebaut ag
lindt & spruengli ag
emmi schweiz ag
siegfried ag
# NL
akzo nobel n.v.
dsm-firmenich
royal frieslandcampina n.v.
heineken nederland b.v.
avebe u.a.
# BE
solvay s.a.
ucb pharma sa
umicore
ab inbev
puratos group nv
# GB
astrazeneca uk limited
glaxosmithkline services
johnson matthey plc
diageo plc
pilkington group limited
croda international plc
warburtons limited
tate & lyle plc
# IE
kerry group plc
glanbia plc
smurfit westrock
# SE
svenska cellulosa aktiebolaget sca
tetra pak ab
hoganas ab
essity hygiene and health ab
# NO
norsk hydro asa
yara international asa
orkla asa
elkem asa
# DK
arla foods amba
carlsberg breweries a/s
chr. hansen a/s
novozymes a/s
lego system a/s
rockwool a/s
velux a/s
# FI
upm-kymmene oyj
stora enso oyj
kemira oyj
valio oy
orion oyj
# IT
barilla g. e r. fratelli
ferrero s.p.a.
luigi lavazza spa
buzzi unicem
menarini industrie farmaceutiche
mapei s.p.a.
italcementi
# ES
roca sanitario s.a.
grifols s.a.
ebro foods
mahou san miguel
porcelanosa grupo
# PT
corticeira amorim
the navigator company s.a.
# PL
grupa azoty s.a.
maspex sp. z o.o.
# CZ
plzensky prazdroj, a.s.
spolchemie a.s.
# SK
slovnaft, a.s.
# HU
richter gedeon nyrt.
# HR
podravka d.d.
pliva hrvatska d.o.o.
# SI
krka, d.d., novo mesto
lek farmacevtska druzba d.d.
# RS
hemofarm a.d. vrsac
# RO
antibiotice sa iasi
# BG
sopharma ad
# GR
titan cement company s.a.
# IS
ossur hf
alvotech hf
# TR
sisecam
# UA
mhp agro
# IL
teva pharmaceutical industries ltd.
strauss group ltd.
`,
};
