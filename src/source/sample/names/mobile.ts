import type { NameList } from '../networks.ts';

/** Mobile operators by country, those with the most customers first. */
export const mobile: NameList = {
  mobile: `
# US United States
t-mobile usa inc.
cellco partnership dba verizon wireless -> myvzw.com
at&t mobility llc -> mycingular.net
sprint pcs -> spcsdns.net
united states cellular corp.
# CA Canada
rogers wireless
bell mobility inc.
freedom mobile inc.
# MX Mexico
radiomovil dipsa s.a. de c.v.
# BR Brazil
tim celular s.a. -> timbrasil.com.br
claro s.a.
# AR Argentina
amx argentina s.a.
# CL Chile
wom s.a.
# GB United Kingdom
ee limited
telefonica o2 uk
hutchison 3g uk limited
vodafone limited
# IE Ireland
hutchison 3g ireland limited
# FR France
orange mobile
free mobile sas
bouygues telecom mobile
# DE Germany
t-mobile deutschland gmbh
vodafone d2 gmbh
o2 deutschland mobile
e-plus mobilfunk gmbh
drillisch online gmbh
# AT Austria
t-mobile austria gmbh
hutchison drei austria gmbh
# CH Switzerland
salt mobile sa
# NL Netherlands
t-mobile netherlands b.v.
vodafone libertel b.v.
# BE Belgium
orange belgium sa
base company nv
# ES Spain
telefonica moviles espana
vodafone espana s.a.u.
xfera moviles s.a.
# PT Portugal
meo - servicos de comunicacoes moveis
# IT Italy
iliad italia s.p.a.
h3g s.p.a.
postemobile s.p.a.
# SE Sweden
hi3g access ab
telenor sverige ab
# NO Norway
telenor mobil as
ice communication norge as
# DK Denmark
hi3g denmark aps
telia danmark mobil
# FI Finland
elisa mobile
# PL Poland
polkomtel sp. z o.o.
p4 sp. z o.o.
t-mobile polska s.a.
# CZ Czechia
t-mobile czech republic a.s.
vodafone czech republic a.s.
# SK Slovakia
orange slovensko a.s.
# HU Hungary
vodafone magyarorszag mobile tavkozlesi zrt.
# RO Romania
orange romania s.a.
# BG Bulgaria
a1 bulgaria ead
# GR Greece
cosmote mobile telecommunications s.a.
vodafone-panafon hellenic telecommunications company sa
# HR Croatia
vipnet d.o.o.
# RS Serbia
telenor d.o.o. beograd
# UA Ukraine
pjsc kyivstar
# RU Russia
pjsc megafon
pjsc vimpelcom
# TR Türkiye
turkcell iletisim hizmetleri a.s.
# IL Israel
pelephone communications ltd.
cellcom israel ltd.
# AE United Arab Emirates
du mobile
# SA Saudi Arabia
etihad etisalat company (mobily)
# EG Egypt
vodafone data egypt
# ZA South Africa
vodacom (pty) ltd
mtn sa
# NG Nigeria
mtn nigeria communication limited
# KE Kenya
safaricom limited
# IN India
reliance jio infocomm limited
vodafone idea ltd.
bharti airtel ltd. mobility
# CN China
china mobile communications corporation
# HK Hong Kong
smartone mobile communications ltd
# TW Taiwan
far eastone telecommunication co. ltd.
# JP Japan
ntt docomo inc. -> spmode.ne.jp
softbank mobile corp. -> panda-world.ne.jp
rakuten mobile network inc.
# KR South Korea
sk telecom
lg uplus mobile
# SG Singapore
singtel mobile
# MY Malaysia
maxis mobile services sdn bhd
celcom axiata berhad
# TH Thailand
advanced wireless network co. ltd.
# VN Vietnam
mobifone corporation
# ID Indonesia
pt. telekomunikasi selular
pt xl axiata
# PH Philippines
globe telecom inc.
smart communications inc.
# AU Australia
telstra mobile data
vodafone hutchison australia pty ltd
# NZ New Zealand
two degrees mobile limited
`,
};
