import type { NameList } from '../networks.ts';

/** Names that naive word lists get wrong, both ways, and names that the source has cut. */
export const tricky: NameList = {
  manufacturer: `
# US carriers' words inside companies' names
Microchip Technology Inc. -> microchip.com
teleflex incorporated
teledyne technologies inc.
wilcox industries corp.
pool corporation
shaw industries group inc.
bell helicopter training academy
spectrum brands inc.
block drug company
block communications equipment makers inc.
host engineering inc.
Crispin Valve LLC
cable manufacturing & assembly co.
coxreels inc.
netzsch premier technologies llc
coherent inc.
# GB
teledyne e2v (uk) limited
bellway pumps limited
waveney plastics ltd
# DE
telefunken semiconductors gmbh
netzsch-geraetebau gmbh
mobilkrane schuster gmbh
kabelwerk eupen ag
dsl-dichtungstechnik gmbh
cloudberg optik gmbh
Rheinmetall Electronics GmbH Niederl
# FR
orangina suntory france
proximum plasturgie sas
# IT
telesia impianti srl
fibre e tessuti spa
# SE
telge energi ab
# NL
kabel zaandam b.v.
# CH
salt & pepper maschinen ag
# AU
host plus castings pty ltd
# JP
mobile industrial robots kabushiki kaisha
`,
  service: `
# US
H&R Block -> hrblock.com
kwik trip inc. -> kwiktrip.com
the columbus dispatch
cox automotive inc.
cox enterprises
charter oak bank
frontier airlines inc.
host hotels and resorts l.p.
spectrum health services pharmacy
comerica isp services building
virgin galactic llc
verizon arena box office
poole shaffery llp
Hosting Solutions For Event Planners, Inc. (A Division Of The Grand Ballroom Company Of Greater Pho
# GB
Liverpool FC
blackpool pleasure beach
virgin atlantic airways limited
virgin money plc
three rivers brewing
skyscanner ltd
easyjet airline company limited
carphone warehouse distribution centre
hosier & dickinson
salt recruitment
# DE
telegate schuldnerberatung
mobilcard carsharing
vodafone stiftung deutschland ggmbh
# FR
free lance'rs boulogne
groupe bouygues immobilier
bloc opera paris
# CA
rogers sugar inc.
bell let's talk foundation
# NL
orange capital partners
# AU
optus stadium catering
# JP
softbank hawks baseball
`,
  government: `
# GB
Blackpool Council
liverpool city council
hartlepool borough council
# US
village of coxsackie
charter township of clinton
township of wayne
welland dynamic planning district
# CA
city of brandon police block watch
`,
  education: `
# US
clarendon isp alternative school
# IN
national telecom university
# GB
university of liverpool
`,
  carrier: `
# US small telephone and cable companies that look like firms or towns
farmers mutual cooperative of shellsburg
city of wilson greenlight
chattanooga epb
lumos
golden west cooperative
# DE
stadtwerke schwedt glasfaser
vse net
# FR
colt
# GB
gigaclear
wightfibre
# ES
euskadi fibra optica sociedad cooperativa
`,
};
