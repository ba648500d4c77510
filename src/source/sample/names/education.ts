import type { NameList } from '../networks.ts';

/** Universities, research networks' members, colleges and schools. */
export const education: NameList = {
  education: `
# US universities and colleges
massachusetts institute of technology -> mit.edu
stanford university -> stanford.edu
university of michigan -> umich.edu
purdue university
carnegie mellon university
georgia institute of technology -> gatech.edu
university of california at berkeley
virginia polytechnic institute and state univ.
the pennsylvania state university -> psu.edu
iowa state university
university of texas at austin
rensselaer polytechnic institute
oregon state university
university of wisconsin madison
north carolina state university
harvey mudd college
valencia community college
northern virginia community college
# US schools
fairfax county public schools
chicago public schools
wake county public school system
mesa unified school district
cypress-fairbanks isd
lincoln public schools
# CA
university of waterloo -> uwaterloo.ca
mcgill university
university of british columbia
toronto district school board
british columbia institute of technology
# MX
instituto tecnologico y de estudios superiores de monterrey
universidad nacional autonoma de mexico
# BR
universidade de sao paulo -> usp.br
universidade estadual de campinas
senai departamento regional de sao paulo
# AR
universidad de buenos aires
# CL
pontificia universidad catolica de chile
# CO
universidad de los andes
# PE
universidad nacional de ingenieria
# GB universities
university of cambridge -> cam.ac.uk
imperial college london
university of manchester -> manchester.ac.uk
loughborough university
cranfield university
university of strathclyde
university of sheffield
# GB schools
east midlands public services network schools
london grid for learning trust
eton college
harrogate grammar school
# IE
university college dublin
technological university of the shannon
heanet schools broadband
# DE universities
technische universitaet muenchen -> tum.de
rheinisch-westfaelische technische hochschule aachen -> rwth-aachen.de
karlsruher institut fuer technologie
technische universitaet dresden
universitaet stuttgart
hochschule fuer angewandte wissenschaften hamburg
technische hochschule ingolstadt
fraunhofer-gesellschaft zur foerderung der angewandten forschung
max-planck-institut fuer informatik
# DE schools
gymnasium am kaiserdom
berufliches schulzentrum leonberg
landesmedienzentrum baden-wuerttemberg
# AT
technische universitaet graz
fachhochschule oberoesterreich
htl moessingerstrasse klagenfurt
# CH
eidgenoessische technische hochschule zuerich -> ethz.ch
ecole polytechnique federale de lausanne
kantonsschule baden
# FR
telecom paris
institut mines-telecom
ecole polytechnique
universite grenoble alpes
insa lyon
centre national de la recherche scientifique
lycee louis-le-grand
rectorat de l'academie de nantes
# NL
technische universiteit delft -> tudelft.nl
technische universiteit eindhoven
stichting fontys hogescholen
kennisnet scholen
# BE
katholieke universiteit leuven
universite catholique de louvain
# LU
universite du luxembourg
# IT
politecnico di milano -> polimi.it
politecnico di torino
universita degli studi di bologna
istituto tecnico industriale avogadro
# ES
universidad politecnica de madrid
universitat politecnica de catalunya
mondragon unibertsitatea
# PT
instituto superior tecnico
universidade do porto
# SE
kungliga tekniska hogskolan
chalmers tekniska hogskola ab
linkopings universitet
stockholms stad skolor
# NO
norges teknisk-naturvitenskapelige universitet
universitetet i oslo
# DK
danmarks tekniske universitet
aalborg universitet
# FI
tampereen korkeakoulusaatio
aalto-yliopisto
# IS
haskoli islands
# PL
politechnika warszawska
akademia gorniczo-hutnicza w krakowie
zespol szkol technicznych w rybniku
# CZ
ceske vysoke uceni technicke v praze
vysoke uceni technicke v brne
# SK
slovenska technicka univerzita
# HU
budapesti muszaki es gazdasagtudomanyi egyetem
# RO
universitatea politehnica din bucuresti
# BG
technical university of sofia
# GR
national technical university of athens
aristotle university of thessaloniki
# HR
sveuciliste u zagrebu
# SI
univerza v ljubljani
# RS
univerzitet u novom sadu
# EE
tallinna tehnikaulikool
# LV
rigas tehniska universitate
# LT
kauno technologijos universitetas
# UA
national technical university of ukraine kpi
# RU
tomsk polytechnic university
# TR
orta dogu teknik universitesi
istanbul teknik universitesi
# IL
technion - israel institute of technology
weizmann institute of science
# EG
cairo university
# ZA
stellenbosch university
university of cape town
# NG
covenant university
# KE
strathmore university
# MA
universite mohammed vi polytechnique
# SA
king abdullah university of science and technology
# AE
khalifa university
# QA
texas a&m university at qatar
# IN
indian institute of technology madras
indian institute of science
vellore institute of technology
national institute of technology warangal
delhi public school society
# PK
national university of sciences and technology
# BD
bangladesh university of engineering and technology
# LK
university of moratuwa
# CN
tsinghua university
zhejiang university
shanghai jiao tong university
# HK
hong kong polytechnic university
# TW
national taiwan university
# JP
university of tokyo -> u-tokyo.ac.jp
kyoto university
toyohashi university of technology
# KR
korea advanced institute of science and technology
pohang university of science and technology
# SG
nanyang technological university
national university of singapore
# MY
universiti teknologi malaysia
# TH
chulalongkorn university
# VN
hanoi university of science and technology
# ID
institut teknologi bandung
# PH
university of the philippines diliman
# AU
university of melbourne
unsw sydney
catholic education office parramatta
# NZ
university of canterbury
auckland grammar school
`,
};
