import type { NameList } from '../networks.ts';

/** Fixed-line carriers of Asia, Oceania and Africa by country, those with the most customers first. */
export const carriersElsewhere: NameList = {
  carrier: `
# IN India
bharti airtel ltd. -> airtelbroadband.in
national internet backbone -> bsnl.in
atria convergence technologies pvt. ltd. -> actcorp.in
hathway ip over cable internet
tata communications limited
mahanagar telephone nigam limited
you broadband india ltd.
tikona infinet ltd.
asianet satellite communications ltd
gtpl broadband pvt. ltd.
# CN China
chinanet guangdong province network
china unicom beijing province network
chinanet shanghai province network
chinanet jiangsu province network
china unicom shandong province network
china tietong telecommunications corporation
beijing gehua catv network co.ltd
# HK Hong Kong
netvigator -> netvigator.com
hong kong broadband network ltd -> ctinets.com
i-cable webserve limited
hutchison global communications
# TW Taiwan
chunghwa telecom data communication business group -> hinet.net
taiwan fixed network co. ltd.
kbro co. ltd.
# JP Japan
open computer network -> ocn.ne.jp
kddi corporation -> dion.ne.jp
softbank bb corp. -> bbtec.net
jupiter telecommunications co. ltd. -> zaq.ne.jp
so-net entertainment corporation -> so-net.ne.jp
biglobe inc. -> mesh.ad.jp
k-opticom corporation -> eonet.ne.jp
asahi net inc. -> asahi-net.or.jp
# KR South Korea
korea telecom -> kornet.net
sk broadband co ltd
lg dacom corporation
lg powercomm
dlive
# SG Singapore
singnet pte ltd -> singnet.com.sg
starhub cable vision ltd -> starhub.net.sg
myrepublic ltd
viewqwest pte ltd
# MY Malaysia
telekom malaysia berhad -> tm.net.my
time dotcom berhad
# TH Thailand
true internet co. ltd. -> trueinternet.co.th
triple t broadband public company limited
tot public company limited -> totisp.net
# VN Vietnam
vietnam posts and telecommunications group -> vnpt.vn
fpt telecom company
viettel group
# ID Indonesia
pt telekomunikasi indonesia -> telkom.net.id
pt link net tbk
pt. indonesia comnets plus
biznet networks
# PH Philippines
philippine long distance telephone company -> pldt.net
converge ict solutions inc.
sky broadband
# PK Pakistan
pakistan telecommunication company limited
nayatel (pvt) ltd
# BD Bangladesh
link3 technologies ltd.
# LK Sri Lanka
sri lanka telecom plc
# KZ Kazakhstan
jsc kazakhtelecom
# AU Australia
telstra internet -> bigpond.net.au
optus internet -> optusnet.com.au
tpg internet pty ltd. -> tpgi.com.au
iinet limited -> iinet.net.au
aussie broadband
internode pty ltd -> internode.on.net
exetel pty ltd
dodo australia pty ltd
# NZ New Zealand
spark new zealand trading ltd -> xtra.co.nz
vodafone new zealand ltd.
orcon internet ltd
vocus communications nz
# IL Israel
bezeq international-ltd -> bezeqint.net
hot-net internet services ltd.
013 netvision ltd -> netvision.net.il
# AE United Arab Emirates
emirates telecommunications corporation
emirates integrated telecommunications company pjsc
# SA Saudi Arabia
saudi telecom company jsc
saudinet
# QA Qatar
ooredoo q.s.c.
# BH Bahrain
bahrain telecommunications company
# EG Egypt
te data -> tedata.net
link egypt
# ZA South Africa
telkom sa ltd. -> telkomsa.net
mweb connect (pty) ltd -> mweb.co.za
afrihost (pty) ltd
rsaweb (pty) ltd
# KE Kenya
wananchi group (kenya) limited
jamii telecommunications limited
# NG Nigeria
spectranet limited
# MA Morocco
itissalat al-maghrib
# TN Tunisia
topnet
# DZ Algeria
telecom algeria
# GH Ghana
ghana telecommunications company limited
`,
};
