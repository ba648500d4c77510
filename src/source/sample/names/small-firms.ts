import type { NameList } from '../networks.ts';

/** Smaller firms of many countries, as registries spell them; made ones, in common forms. */
export const smallFirms: NameList = {
  manufacturer: `
# DE
schmidt feinwerktechnik gmbh
gebr. hofmann werkzeugbau kg
praezisionsteile wagner gmbh & co. kg
lohmann kunststofftechnik gmbh
oberland glas verpackung gmbh
Maschinenfabrik Lindner GmbH
# AT
hinteregger metallbau gmbh
# CH
feinmechanik aeschlimann ag
uhrenteile jura sa
# FR
ateliers mecaniques du forez -> (not set)
decolletage mont-blanc sarl
# IT
officine meccaniche bertoli srl
stampaggio lamiere valtrompia s.n.c.
ceramiche del secchia spa
# ES
mecanizados del norte s.l.
talleres urrutia s.l.u.
# PT
moldes do lis lda
# GB
hartley precision castings ltd
pennine springs & pressings ltd
wye valley cheese company
# IE
shannon injection moulding ltd
# NL
van den berg metaalbewerking b.v.
# BE
glasfabriek de leie bvba
# SE
smalands gjuteri ab
# NO
fjordplast as -> unknown.unknown
# DK
vestjysk stalteknik a/s
# FI
pohjanmaan konepaja oy
# PL
zaklad obrobki metali kowalczyk sp. j.
odlewnia zeliwa slask sp. z o.o.
# CZ
slevarna morava s.r.o.
# SK
strojaren turiec s.r.o.
# HU
alfold femipari kft.
# RO
turnatoria prahova srl
# BG
balkan hydraulics ood
# HR
drvna industrija slavonija d.o.o.
# SI
orodjarna savinja d.o.o.
# RS
livnica sumadija d.o.o.
# GR
kerameia makedonias a.e.
# TR
anadolu dokum sanayi ltd. sti.
# US
lakeshore tool & die inc -> (not set)
great plains castings llc
blue mesa packaging co
tri-county plastics
Hudson Valley Optics, Inc.
# CA
fraser valley sawmills ltd
fonderie saguenay inc.
# MX
autopartes del bajio s.a. de c.v.
# BR
metalurgica serra gaucha ltda
# AR
talleres metalurgicos rosario s.r.l.
# JP
kita kanto seimitsu co. ltd.
# KR
changwon precision co. ltd.
# CN
ningbo haitian fastener co. ltd.
suzhou xinda optical instrument co. ltd.
dongguan jinli plastic mould factory
# TW
taichung linear motion co. ltd.
# VN
binh duong wood processing jsc
# TH
rayong stamping co. ltd.
# MY
penang wafer services sdn bhd
# IN
pune auto components pvt ltd
coimbatore pumps & castings private limited
# AU
geelong fabrication pty ltd
# NZ
canterbury dairy equipment ltd
# ZA
vaal foundry (pty) ltd
# IL
galil precision optics ltd
# LT
kauno baldu fabrikas uab
# EE
tartu puidutoostus ou
# LV
kurzemes metals sia
# UA
zaporizhzhia tool works llc
# AE
sharjah aluminium extrusions llc
`,
};
