import type { NameList } from '../networks.ts';

/** Makers of machines, tools, metal goods, robots and instruments. */
export const machinery: NameList = {
  manufacturer: `
# DE
kuka deutschland gmbh -> kuka.com
trumpf se + co. kg
dmg mori ag
festo se & co. kg -> festo.net
voith gmbh & co. kgaa
krones ag
gea group ag
heidelberger druckmaschinen ag
koenig & bauer ag
liebherr-international deutschland gmbh
claas kgaa mbh
wittenstein se
sew-eurodrive gmbh & co kg
phoenix contact gmbh & co. kg
weidmueller interface gmbh & co. kg
wago gmbh & co. kg
pilz gmbh & co. kg
sick ag
ifm electronic gmbh
endress+hauser se+co. kg
basler ag
isra vision gmbh
stihl ag & co. kg
alfred kaercher se & co. kg
wuerth industrie service gmbh
viessmann climate solutions se
vaillant gmbh
grob-werke gmbh & co. kg
arburg gmbh + co kg
kraussmaffei technologies gmbh
multivac sepp haggenmueller
salzgitter flachstahl gmbh
georgsmarienhuette gmbh
trelleborg sealing solutions germany
Rheinmetall Waffe Munition GmbH
# AT
andritz ag -> andritz.com
voestalpine stahl gmbh
palfinger ag
engel austria gmbh
doppelmayr seilbahnen gmbh
plansee se
fronius international gmbh
# CH
buehler ag
georg fischer ag
schindler aufzuege ag
rieter ag
bystronic laser ag
sulzer management ag
mettler-toledo gmbh
oerlikon surface solutions
# IT
danieli & c. officine meccaniche
ima industria macchine automatiche spa
sacmi imola s.c.
comau s.p.a.
prima industrie spa
carraro s.p.a.
tenaris dalmine
marposs s.p.a.
bonfiglioli riduttori
# FR
fives group
legrand france
groupe seb
haulotte group
poclain hydraulics
manitou bf
# ES
fagor arrasate s. coop.
danobat s. coop.
acerinox europa
# GB
renishaw plc -> renishaw.com
jcb excavators ltd
spirax-sarco engineering
weir group plc
imi precision engineering
edwards vacuum
# NL
stork food & dairy systems b.v.
marel poultry b.v.
vanderlande industries b.v.
# BE
bekaert nv
picanol nv
barco nv
# SE
alfa laval corporate ab
husqvarna ab
hexagon ab
ssab ab
epiroc rock drills ab
electrolux ab
# FI
valmet oyj
wartsila oyj abp
metso outotec oyj
cargotec oyj
konecranes oyj
outokumpu oyj
ponsse oyj
# DK
danfoss a/s -> danfoss.com
grundfos holding a/s
flsmidth a/s
universal robots a/s
# NO
kongsberg gruppen asa
tomra systems asa
# PL
fabryki mebli forte s.a.
kghm polska miedz s.a.
amica s.a.
# CZ
zetor tractors a.s.
trinecke zelezarny, a.s.
linet spol. s r.o.
# SI
kolektor group d.o.o.
gorenje d.o.o.
# HR
koncar - elektroindustrija d.d.
# RS
gorenje mdm valjevo
# BG
arsenal kazanlak jsco
# LT
freda furniture uab
# EE
harmet ou
# TR
arcelik a.s.
eregli demir ve celik fabrikalari
# US
cognex corporation -> cognex.com
rockwell automation inc.
parker hannifin corporation
illinois tool works inc.
stanley black & decker inc.
dover corporation
nordson corporation
lincoln electric company
timken company
kennametal inc.
hubbell incorporated
generac power systems
agco corporation
haas automation inc
gleason works
nucor corporation
steelcase inc.
whirlpool corporation
toro company
snap-on incorporated
xylem inc.
# CA
ats automation tooling systems
# BR
gerdau acos longos s.a.
tupy s.a.
# JP
keyence corporation -> keyence.co.jp
fanuc corporation
yaskawa electric corporation
komatsu ltd.
omron corporation
makita corporation
daifuku co. ltd.
nidec corporation
shimano inc.
# KR
doosan enerbility
posco holdings
# CN
haier group corporation
midea group co. ltd.
sany heavy industry co. ltd.
# TW
hiwin technologies corp.
# IN
godrej & boyce mfg. co. ltd.
jsw steel limited
thermax limited
# AU
bluescope steel limited
cochlear limited
# NZ
fisher & paykel appliances limited
gallagher group limited
# ZA
hulamin operations
# ID
pt krakatau steel
# TH
sahaviriya steel industries
`,
};
