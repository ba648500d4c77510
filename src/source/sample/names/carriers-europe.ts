import type { NameList } from '../networks.ts';

/** Fixed-line carriers of Europe by country, those with the most customers first. */
export const carriersEurope: NameList = {
  carrier: `
# DE Germany
deutsche telekom ag -> t-ipconnect.de
vodafone gmbh
vodafone kabel deutschland gmbh -> kabel-deutschland.de
telefonica germany gmbh & co. ohg -> telefonica.de
1&1 versatel deutschland gmbh -> versanet.de
unitymedia nrw gmbh -> unitymediagroup.de
m-net telekommunikations gmbh -> mnet-online.de
netcologne gmbh -> netcologne.de
ewe tel gmbh -> ewe-ip-backbone.de
arcor ag -> arcor-ip.net
tele columbus ag
deutsche glasfaser wholesale gmbh
hansenet telekommunikation gmbh -> alicedsl.de
htp gmbh -> htp-tel.de
wilhelm.tel gmbh
inexio informationstechnologie und telekommunikation gmbh
# GB United Kingdom
british telecommunications plc -> btcentralplus.com
virgin media limited -> virginm.net
sky uk limited
talktalk communications limited -> as13285.net
plusnet technologies ltd -> plus.com
bt public internet service
zen internet ltd -> zen.co.uk
kcom group limited -> karoo.kcom.com
hyperoptic ltd
community fibre limited
gamma telecom holdings ltd
daisy communications ltd
andrews & arnold ltd -> aa.net.uk
# FR France
orange s.a. -> wanadoo.fr
free sas -> proxad.net
sfr sa -> sfr.net
bouygues telecom sa -> bbox.fr
numericable sa -> numericable.fr
proxad / free sas
societe francaise du radiotelephone
completel sas
nerim sas
# NL Netherlands
kpn b.v. -> kpn.net
ziggo services b.v. -> ziggo.nl
xs4all internet bv -> xs4all.nl
t-mobile thuis b.v.
delta fiber nederland b.v.
caiw diensten b.v.
solcon internetdiensten b.v. -> solcon.nl
# BE Belgium
proximus nv -> skynet.be
telenet bvba -> telenet.be
voo s.a.
scarlet belgium
edpnet nv
# LU Luxembourg
entreprise des postes et telecommunications
luxembourg online s.a.
# CH Switzerland
swisscom (schweiz) ag -> bluewin.ch
upc schweiz gmbh -> hispeed.ch
sunrise communications ag
quickline ag
netplus.ch sa
init7 (switzerland) ltd. -> init7.net
# AT Austria
a1 telekom austria ag -> highway.a1.net
upc telekabel wien gmbh
liwest kabelmedien gmbh
kabelplus gmbh
tele2 telecommunication gmbh
# IT Italy
telecom italia s.p.a. -> telecomitalia.it
fastweb spa -> fastwebnet.it
wind tre s.p.a.
vodafone italia s.p.a.
tiscali spa -> tiscali.it
eolo s.p.a.
linkem spa
brennercom spa
# ES Spain
telefonica de espana sau -> rima-tde.net
vodafone ono, s.a. -> ono.com
orange espagne sa
jazz telecom s.a. -> jazztel.es
euskaltel s.a.
digi spain telecom s.l.u.
adamo telecom iberia s.a.u.
r cable y telecable telecomunicaciones, s.a.u.
# PT Portugal
servicos de comunicacoes e multimedia s.a. -> telepac.pt
nos comunicacoes s.a. -> netcabo.pt
nowo communications s.a.
# IE Ireland
eircom limited -> eircom.net
virgin media ireland limited
digiweb ltd
magnet networks limited
# SE Sweden
telia company ab -> telia.com
comhem ab -> comhem.se
bredband2 ab
bahnhof ab -> bahnhof.se
tele2 sverige ab
ownit broadband ab
# NO Norway
telenor norge as -> online.no
altibox as -> altibox.net
get as
nextgentel as
# DK Denmark
tdc a/s
stofa a/s -> stofanet.dk
fibia p/s
fastspeed a/s
# FI Finland
elisa oyj -> elisa-laajakaista.fi
dna oyj -> dnainternet.fi
telia finland oyj -> inet.fi
lounea oy
# IS Iceland
siminn hf -> simnet.is
hringdu ehf
# PL Poland
orange polska spolka akcyjna -> neoplus.adsl.tpnet.pl
upc polska sp. z o.o. -> chello.pl
netia sa -> internetia.net.pl
vectra s.a. -> vectranet.pl
multimedia polska s.a.
inea s.a.
toya sp. z o.o.
# CZ Czechia
o2 czech republic, a.s. -> o2.cz
upc ceska republika, s.r.o.
poda a.s.
starnet, s.r.o.
# SK Slovakia
slovak telekom, a.s.
upc broadband slovakia, s.r.o.
slovanet a.s.
# HU Hungary
magyar telekom plc. -> t-online.hu
digi tavkozlesi es szolgaltato kft. -> digikabel.hu
invitech ict services kft.
# RO Romania
rcs & rds sa -> rdsnet.ro
telekom romania communication s.a
nextgen communications srl
# BG Bulgaria
bulgarian telecommunications company plc.
blizoo media and broadband
# GR Greece
ote sa (hellenic telecommunications organisation) -> otenet.gr
forthnet -> forthnet.gr
hellas online s.a.
# HR Croatia
hrvatski telekom d.d. -> t-com.hr
optima telekom d.d.
# SI Slovenia
telekom slovenije, d.d. -> siol.net
t-2, d.o.o. -> t-2.net
# RS Serbia
telekom srbija a.d.
serbia broadband-srpske kablovske mreze d.o.o. -> sbb.rs
# BA Bosnia and Herzegovina
bh telecom d.d. sarajevo
# EE Estonia
telia eesti as -> estpak.ee
# LV Latvia
sia tet -> lattelecom.net
# LT Lithuania
telia lietuva, ab -> zebra.lt
cgates uab
# UA Ukraine
jsc ukrtelecom -> ukrtel.net
kyivstar broadband
volia kyiv -> volia.net
# RU Russia
pjsc rostelecom
jsc er-telecom holding
net by net holding llc
# TR Türkiye
turk telekomunikasyon anonim sirketi -> ttnet.com.tr
superonline iletisim hizmetleri a.s. -> superonline.net
turknet iletisim hizmetleri a.s.
# CY Cyprus
cyprus telecommunications authority
# MT Malta
melita limited
`,
};
