import type { NameList } from '../networks.ts';

/** What carriers wrote into a registry for a block of their customers' addresses. */
export const customerBlocks: NameList = {
  block: `
# GB
pool for broadband dsl customers -> unknown.unknown
static ip block
adsl customers dynamic range
broadband pool - manchester
business dsl static
leased line customers
bt-central-plus
dynamic pools -> (not set)
# FR
pop lyon
bsput652 puteaux bloc 1
bspan152 pantin bloc 2
bslyo651 lyon part dieu bloc 2
ldcou257 courbevoie bloc 1
ip2000-adsl-bas
dynamic pool - ftth bordeaux
# DE
dsl einwahl dynamisch
dynamischer ip-pool kabelkunden
ftth pool koeln
pppoe customers muenchen
backbone pop frankfurt
privatkunden-netz 12
static customer assignments
# NL
ip-pool consumer fttx
cablemodem customers region 4
# BE
dynamic adsl ranges
# AT
xdsl dynamic pool wien
cable modem users graz
# CH
residential customers zuerich
vdsl-dynamic-pool-3
# IT
pool adsl residenziale
ip dinamici fibra milano
# ES
red de acceso adsl
pool dinamico ftth madrid
# PT
clientes residenciais adsl
# SE
residential broadband customers
lan-to-home malmo
# NO
customers in bergen, dhcp
# PL
neostrada plus
abonenci kablowi krakow
# CZ
customers - vdsl prague
# RO
residential ftth bucharest
# RU
dynamic ip pool for broadband customers
pppoe clients termination in samara
# UA
home subscribers network
# TR
adsl dinamik havuz
# US
dsl subscribers pool 7
dialup access servers
cable modem dhcp - atlanta
residential ppp pool
ip pool for wireless customers
static ip customers - business class
# BR
pool dinamico velox
assinantes banda larga
# AR
clientes adsl buenos aires
# IN
broadband multiplay project, o/o dgm bb
bng pool chennai
# CN
adsl user address pool hangzhou
# JP
flets pool tokyo
# KR
apartment lan customers
# AU
nbn customers dynamic
dsl pool - brisbane
# ZA
customer assigned ip space
# SG
fibre home users
# SA
dsl home customers riyadh
# *
provider local registry
infrastructure ip's
customer link addresses -> (not set)
hotspot users nat pool
gprs/umts nat pool
lte dynamic address pool
`,
};
