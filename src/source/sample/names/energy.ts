import type { NameList } from '../networks.ts';

/** Utilities, oil, gas and mining. */
export const energy: NameList = {
  manufacturer: `
# DE
e.on energie deutschland gmbh
rwe ag
enbw energie baden-wuerttemberg ag
vattenfall europe information services gmbh
eins energie in sachsen gmbh & co. kg
stadtwerke muenchen services gmbh
mainova ag
50hertz transmission gmbh
# FR
electricite de france
engie sa
totalenergies se
rte reseau de transport d'electricite
orano sa
# GB
national grid plc
sse plc
centrica plc
severn trent water limited
thames water utilities limited
bp international limited
# NL
shell information technology international b.v.
tennet tso b.v.
# BE
elia system operator sa
# ES
iberdrola s.a.
repsol s.a.
naturgy energy group
# PT
edp - energias de portugal
# IT
enel s.p.a.
eni s.p.a.
snam rete gas
a2a spa
# CH
axpo services ag
alpiq ag
# AT
verbund ag
omv aktiengesellschaft
wien energie gmbh
# NO
equinor asa
statkraft as
aker solutions as
# SE
boliden mineral ab
lkab
# FI
fortum oyj
neste oyj
# DK
orsted a/s
# PL
pkn orlen s.a.
tauron polska energia
# CZ
cez, a. s.
# HU
mol nyrt.
# GR
public power corporation s.a.
# RO
omv petrom s.a.
# IS
landsvirkjun
# US
duke energy corporation
southern company services
dominion energy
pacific gas and electric company
tennessee valley authority
exelon business services company
exxonmobil corporation
chevron corporation
conocophillips
halliburton energy services
baker hughes company
schlumberger limited
kinder morgan inc.
freeport-mcmoran
alcoa corporation
# CA
hydro-quebec
suncor energy services
teck resources limited
# MX
petroleos mexicanos
# BR
vale s.a.
eletrobras eletronorte
# CL
codelco chile
enap refinerias
# CO
ecopetrol s.a.
# PE
compania minera antamina
# JP
tokyo electric power company holdings
eneos corporation
# KR
korea electric power corporation
# IN
ntpc limited
reliance industries limited
indian oil corporation ltd
# CN
state grid corporation of china
petrochina company limited
# AU
bhp billiton limited
rio tinto services limited
woodside energy ltd
agl energy limited
# NZ
meridian energy limited
# ZA
eskom holdings soc ltd
sasol limited
anglo american platinum
# SA
saudi aramco
# AE
abu dhabi national oil company
# QA
qatargas operating company
# NG
nnpc limited
# KZ
kazatomprom
# TR
tupras turkiye petrol rafinerileri
# MY
petroliam nasional berhad
# TH
ptt public company limited
# VN
petrovietnam gas
# ID
pertamina persero
# SG
sembcorp industries
# UA
dtek holdings
# LT
ignitis grupe ab
`,
};
