import type { NameList } from '../networks.ts';

/** Fixed-line carriers of North and South America by country, those with the most customers first. */
export const carriersAmerica: NameList = {
  carrier: `
# US United States: cable, telephone, fibre, satellite
comcast cable communications inc. -> comcast.net
charter communications inc -> charter.com
at&t services inc. -> sbcglobal.net
verizon online llc -> verizon.net
road runner holdco llc -> rr.com
cox communications inc. -> cox.net
centurylink communications llc -> centurylink.net
time warner cable internet llc -> rr.com
frontier communications corporation -> frontiernet.net
optimum online -> optonline.net
comcast business communications llc -> comcastbusiness.net
sbc internet services inc. -> sbcglobal.net
bellsouth.net inc. -> bellsouth.net
qwest communications company llc -> qwest.net
windstream communications llc -> windstream.net
mediacom communications corp -> mchsi.com
suddenlink communications -> suddenlink.net
rcn -> rcn.com
wideopenwest finance llc -> wowway.com
cable one inc. -> cableone.net
level 3 communications inc.
earthlink inc. -> earthlink.net
hughes network systems
viasat communications inc.
space exploration holdings llc
google fiber inc. -> googlefiber.net
tds telecom -> tds.net
consolidated communications inc.
cincinnati bell telephone -> fuse.net
hawaiian telcom services company inc. -> hawaiiantel.net
gci communication corp -> gci.net
ziply fiber
atlantic broadband finance llc
midcontinent communications -> midco.net
armstrong cable services -> zoominternet.net
metronet -> metronetinc.net
insight communications company l.p.
bresnan communications llc
service electric cablevision inc.
blue ridge communications -> ptd.net
buckeye cablevision inc. -> bex.net
zayo bandwidth
cogent communications
sonic.net inc. -> sonic.net
wave broadband
alaska communications systems group inc.
brightspeed
xo communications
# CA Canada
bell canada -> bell.ca
rogers communications canada inc. -> rogers.com
shaw communications inc. -> shawcable.net
telus communications inc. -> telus.net
videotron ltee -> videotron.ca
cogeco cable -> cogeco.net
teksavvy solutions inc. -> teksavvy.com
sasktel -> sasknet.sk.ca
eastlink -> eastlink.ca
bell aliant regional communications
distributel communications limited
xplornet communications inc.
novus entertainment inc.
# MX Mexico
uninet s.a. de c.v. -> prod-infinitum.com.mx
megacable comunicaciones de mexico s.a. de c.v.
cablevision s.a. de c.v. -> cablevision.net.mx
total play telecomunicaciones sa de cv
axtel s.a.b. de c.v.
# BR Brazil
telefonica brasil s.a -> vivo.com.br
claro nxt telecomunicacoes ltda
net servicos de comunicacao s.a. -> virtua.com.br
telemar norte leste s.a. -> veloxzone.com.br
brasil telecom s/a - filial distrito federal
algar telecom s/a
brisanet servicos de telecomunicacoes ltda
desktop sigmanet comunicacao multimidia sa
copel telecomunicacoes s.a.
# AR Argentina
telecom argentina s.a. -> telecom.net.ar
telefonica de argentina -> speedy.com.ar
telecentro s.a.
cablevision s.a. -> fibertel.com.ar
# CL Chile
vtr banda ancha s.a. -> vtr.net
telefonica chile s.a.
gtd internet s.a.
entel chile s.a.
# CO Colombia
colombia telecomunicaciones s.a. esp
telmex colombia s.a. -> cable.net.co
une epm telecomunicaciones s.a.
etb - colombia -> etb.net.co
# PE Peru
telefonica del peru s.a.a.
america movil peru s.a.c.
# UY Uruguay
administracion nacional de telecomunicaciones -> adinet.com.uy
# CR Costa Rica
instituto costarricense de electricidad y telecom.
# PA Panama
cable onda -> cableonda.net
`,
};
