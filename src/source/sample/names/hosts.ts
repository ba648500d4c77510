import type { NameList } from '../networks.ts';

/** Clouds, hosts and data centres, then VPN and security proxies; the busiest of a country first. */
export const hosts: NameList = {
  host: `
# US
amazon technologies inc. -> amazonaws.com
amazon.com inc. -> compute.amazonaws.com
google cloud -> googleusercontent.com
google llc -> google.com
microsoft corporation -> microsoft.com
microsoft azure
digitalocean llc
facebook inc. -> fbsv.net
linode llc -> linode.com
oracle public cloud
rackspace inc.
cloudflare inc.
softlayer technologies inc. -> softlayer.com
choopa llc -> choopa.net
vultr holdings llc
godaddy.com llc -> secureserver.net
internap network services corporation
equinix inc.
akamai technologies inc. -> akamai.com
fastly inc.
colocrossing
quadranet enterprises llc
psychz networks
hurricane electric llc -> he.net
dreamhost llc
bluehost inc.
liquid web l.l.c
nobis technology group llc
hivelocity inc.
datashack lc
egihosting
apple inc. private relay egress
automattic inc.
# CA
ovh hosting inc.
iweb technologies inc.
# DE
hetzner online gmbh -> your-server.de
contabo gmbh -> contaboserver.net
ionos se -> onlinehome-server.info
strato ag -> stratoserver.net
myloc managed it ag
leaseweb deutschland gmbh
netcup gmbh
host europe gmbh
plusserver gmbh
t-systems international gmbh open telekom cloud
# FR
ovh sas -> ovh.net
online s.a.s. -> poneytelecom.eu
gandi sas
ikoula net sas
# NL
leaseweb netherlands b.v.
worldstream b.v.
transip b.v.
nforce entertainment b.v.
serverius holding b.v.
i3d.net b.v
# GB
iomart cloud services limited
ukfast.net limited
memset ltd
fasthosts internet limited
m247 ltd
# CH
infomaniak network sa
hostpoint ag
# AT
anexia internetdienstleistungs gmbh
# IT
aruba s.p.a. - cloud services
seeweb s.r.l.
# ES
acens technologies s.l.
# SE
glesys ab
# DK
one.com a/s
# FI
upcloud ltd
# PL
home.pl s.a.
nazwa.pl sp.z.o.o.
# CZ
wedos internet a.s.
# LT
uab cherry servers
hostinger international ltd
# BG
telepoint ood datacenter
# RU
selectel ltd
timeweb ltd.
# UA
hosting ukraine ltd
# CN
hangzhou alibaba advertising co. ltd.
shenzhen tencent computer systems company limited
huawei cloud service data center
# SG
alibaba.com singapore e-commerce private limited
# JP
sakura internet inc. -> sakura.ne.jp
gmo internet inc.
# IN
ctrls datacenters ltd.
# AU
synergy wholesale pty ltd
# BR
locaweb servicos de internet s/a
# ZA
xneelo (pty) ltd
`,
  proxy: `
# US
zscaler inc. -> zscaler.com
palo alto networks prisma access
netskope inc
cisco umbrella
opendns llc
menlo security inc.
forcepoint cloud services
symantec web security service
iboss inc.
barracuda networks web filter
mcafee web gateway cloud service
proofpoint isolation
cato networks ltd
private internet access
tunnelbear inc.
ipvanish vpn
privacy protected customer
tor exit node hosting
# GB
websense hosted security network
mimecast services limited
clouvider vpn gateway
# CH
proton ag vpn
private layer inc
# SE
mullvad vpn ab
31173 services ab
# DE
avira phantom vpn exit
sophos cloud web gateway
# RO
cyberghost s.a. vpn servers
# PA
nordvpn s.a. exit nodes
tefincom s.a.
# HK
expressvpn international limited
# SG
packethub s.a. vpn pool
# NL
surfshark b.v. endpoints
hide.me vpn amsterdam
`,
};
