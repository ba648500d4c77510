import type { NameList } from '../networks.ts';

/** Governments, from ministries to villages, and armed forces. */
export const publicBodies: NameList = {
  government: `
# US
state of ohio department of administrative services
commonwealth of massachusetts
state of california department of transportation
city of seattle
city and county of denver
county of los angeles
miami-dade county
maricopa county superior court
town of brookline
village of schaumburg
township of lower merion
national institute of standards and technology -> nist.gov
united states department of agriculture
u.s. food and drug administration
u.s. department of energy oak ridge
usaisc
navy network information center (nnic)
lawrence livermore national laboratory
texas department of information resources
port authority of new york and new jersey
washington metropolitan area transit authority
# CA
government of ontario
ville de montreal
shared services canada
national research council of canada
city of calgary
# MX
instituto mexicano del seguro social
# BR
prefeitura municipal de curitiba
servico federal de processamento de dados - serpro
# AR
gobierno de la ciudad de buenos aires
# CL
ministerio de obras publicas chile
# GB
ministry of defence uk
hm revenue and customs
kent county council
birmingham city council
leeds city council
blackburn with darwen borough council
scottish government
health and safety executive
west yorkshire police
# IE
office of public works
cork county council
# DE
bundesanstalt fuer materialforschung und -pruefung
physikalisch-technische bundesanstalt
landeshauptstadt muenchen
stadt koeln
landratsamt bodenseekreis
informationstechnikzentrum bund
kommunale datenverarbeitungszentrale rhein-erft-rur
bundeswehr
# AT
bundesrechenzentrum gmbh
magistrat der stadt wien
# CH
bundesamt fuer informatik und telekommunikation
kanton zuerich
stadt winterthur
# FR
ministere de l'interieur
direction generale des finances publiques
ville de paris
conseil departemental du rhone
commissariat a l'energie atomique
# NL
gemeente utrecht
rijkswaterstaat
belastingdienst
# BE
vlaamse overheid
stad gent
# LU
centre des technologies de l'information de l'etat
# IT
comune di milano
regione emilia-romagna
ministero dell'economia e delle finanze
# ES
ayuntamiento de barcelona
junta de andalucia
agencia estatal de administracion tributaria
# PT
camara municipal do porto
# SE
goteborgs stad
trafikverket
# NO
oslo kommune
# DK
aarhus kommune
statens it
# FI
helsingin kaupunki
# PL
urzad miasta krakowa
# CZ
magistrat mesta brna
# HU
budapest fovaros onkormanyzata
# RO
serviciul de telecomunicatii speciale
# GR
region of attica
# EE
riigi infosusteemi amet
# LT
vilniaus miesto savivaldybe
# TR
ankara buyuksehir belediyesi
# IL
government of israel tehila
# AE
dubai municipality
# SA
ministry of energy saudi arabia
# ZA
city of cape town
# KE
kenya revenue authority
# IN
national informatics centre
indian space research organisation
# SG
government technology agency singapore
# HK
hong kong housing authority
# JP
tokyo metropolitan government
# KR
seoul metropolitan government
# TW
ministry of economic affairs taiwan
# AU
department of defence australia
brisbane city council
service nsw
# NZ
auckland council
ministry of primary industries
# PH
department of science and technology philippines
# LK
information and communication technology agency of sri lanka
`,
};
