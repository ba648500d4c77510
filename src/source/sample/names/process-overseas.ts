import type { NameList } from '../networks.ts';

/** Chemicals, medicines, food and drink, paper, glass, packaging, textiles, building materials: overseas. */
export const processOverseas: NameList = {
  manufacturer: `
# US
dow chemical company
dupont de nemours inc.
ecolab inc.
ppg industries inc.
sherwin-williams company
international paper company
ball corporation
owens-illinois inc.
merck & co. inc.
eli lilly and company
bristol-myers squibb company
amgen inc.
coca-cola company
pepsico inc.
kraft heinz foods company
general mills inc.
kellogg company
mars incorporated
tyson foods inc.
cargill inc.
archer daniels midland company
hormel foods corporation
kimberly-clark corporation
colgate-palmolive company
nike inc.
levi strauss & co.
owens corning
# CA
mccain foods limited
cascades inc.
nutrien ltd.
saputo inc.
# MX
grupo bimbo s.a.b. de c.v.
alpek polyester
# BR
braskem s.a
jbs s.a.
suzano s.a.
natura cosmeticos s/a
# AR
arcor s.a.i.c.
# CL
cmpc celulosa s.a.
# CO
grupo nutresa s.a.
cementos argos
# PE
alicorp s.a.a.
# JP
takeda pharmaceutical company limited
toray industries inc.
shin-etsu chemical co. ltd.
asahi kasei corporation
kao corporation
ajinomoto co. inc.
kirin holdings company limited
agc inc.
# KR
lg chem ltd.
celltrion inc.
amorepacific corporation
# CN
sinopec shanghai petrochemical
yili industrial group
# TW
formosa plastics corporation
# IN
asian paints limited
dr. reddy's laboratories limited
sun pharmaceutical industries ltd.
ultratech cement
itc limited foods division
britannia industries
# TH
charoen pokphand foods
scg packaging
# VN
vinamilk
# ID
pt indofood sukses makmur tbk
# PH
san miguel corporation
# MY
ioi corporation berhad
# AU
csl limited
amcor limited
orica limited
# NZ
fonterra co-operative group
# ZA
sappi southern africa
tiger brands
# NG
dangote cement plc
# KE
bidco africa ltd
# MA
cosumar
# EG
elsewedy electric
# SA
saudi basic industries corporation
`,
};
