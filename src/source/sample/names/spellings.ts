import type { NameList } from '../networks.ts';

/** Companies that come under several names: one company a line, its names between bars. */
export const spellings: NameList = {
  manufacturer: `
# DE Germany
siemens ag | Siemens AG | siemens a.g. | SIEMENS-NET | siemens ag muenchen | siemens aktiengesellschaft -> siemens.de
robert bosch gmbh | Robert Bosch GmbH | bosch gmbh | BOSCH-NET | robert bosch gmbh stuttgart -> bosch.com
bayerische motoren werke ag | BMW AG | bmw group | bmw ag muenchen -> bmwgroup.net
volkswagen ag | Volkswagen AG | VW-NET | volkswagen ag wolfsburg
mercedes-benz ag | Mercedes-Benz AG | mercedes-benz group ag | daimler ag -> daimler.com
continental ag | Continental AG | continental aktiengesellschaft | CONTINENTAL-NET
zf friedrichshafen ag | ZF Friedrichshafen AG | zf group | zf-friedrichshafen.de
basf se | BASF SE | basf ag | BASF-NET ludwigshafen -> basf.com
bayer ag | Bayer AG | bayer ag leverkusen | BAYER-AG-NET
thyssenkrupp ag | thyssenkrupp AG | thyssen krupp ag | thyssenkrupp information management gmbh
schaeffler technologies ag & co. kg | Schaeffler Technologies AG & Co. KG | schaeffler ag | schaeffler kg
infineon technologies ag | Infineon Technologies AG | infineon technologies | infineon.com
merck kgaa | Merck KGaA | merck kgaa darmstadt | e. merck
carl zeiss ag | Carl Zeiss AG | zeiss group | CARL-ZEISS-NET -> zeiss.com
# CH Switzerland
abb ltd | ABB Ltd | abb schweiz ag | ABB-NET | abb information systems ltd. -> abb.com
nestle s.a. | Nestlé S.A. | nestec s.a. | nestle sa vevey -> nestle.com
novartis ag | Novartis AG | novartis international ag | novartis pharma ag
f. hoffmann-la roche ag | F. Hoffmann-La Roche AG | hoffmann-la roche | roche.com
# FR France
schneider electric se | Schneider Electric SE | schneider electric industries sas | SCHNEIDER-ELECTRIC-NET
compagnie de saint-gobain | Saint-Gobain S.A. | saint gobain | saint-gobain isover
michelin | Compagnie Générale des Établissements Michelin | manufacture francaise des pneumatiques michelin | michelin.com
renault s.a.s. | Renault SAS | renault sas | groupe renault
alstom sa | ALSTOM SA | alstom transport sa | alstom it
airbus s.a.s. | Airbus SAS | airbus operations gmbh | AIRBUS-NET toulouse -> airbus.com
safran sa | Safran S.A. | safran aircraft engines | snecma safran
valeo s.a. | Valeo SA | valeo management services
# IT Italy
leonardo s.p.a. | Leonardo S.p.A. | leonardo spa | finmeccanica leonardo
pirelli tyre s.p.a. | Pirelli Tyre S.p.A. | pirelli & c. s.p.a. | pirelli spa
ferrari s.p.a. | Ferrari S.p.A. | ferrari spa maranello
# NL Netherlands
koninklijke philips n.v. | Philips N.V. | philips electronics nederland b.v. | PHILIPS-NET -> philips.com
asml netherlands b.v. | ASML Netherlands B.V. | asml holding nv | asml
# GB United Kingdom
rolls-royce plc | Rolls-Royce plc | rolls royce plc derby | ROLLS-ROYCE-NET
bae systems plc | BAE Systems plc | bae systems (operations) limited | baesystems.com
unilever plc | Unilever PLC | unilever uk central resources ltd | UNILEVER-NET
gkn automotive limited | GKN Automotive Ltd | gkn plc
mail.siemens.co.uk | siemens plc
# SE Sweden
ab volvo | AB Volvo | volvo information technology ab | VOLVO-NET -> volvo.com
sandvik ab | Sandvik AB | sandvik coromant ab | ab sandvik
atlas copco ab | Atlas Copco AB | atlas copco it ab
ab skf | AB SKF | skf sverige ab | SKF-NET
telefonaktiebolaget lm ericsson | Ericsson AB | ericsson ab | l m ericsson
# FI Finland
nokia oyj | Nokia Oyj | nokia solutions and networks oy | NOKIA-CORP-NET
kone oyj | KONE Oyj | kone corporation | kone industrial oy
# DK Denmark
novo nordisk a/s | Novo Nordisk A/S | novo nordisk as | NOVO-NORDISK-NET
vestas wind systems a/s | Vestas Wind Systems A/S | vestas | vestas.com
# US United States
general electric company | General Electric Company | ge healthcare | GE-NET | general electric co. -> ge.com
honeywell international inc. | Honeywell International Inc | honeywell | HONEYWELL-INTL
ford motor company | Ford Motor Company | ford motor co | FORD-MOTOR-NET -> ford.com
general motors llc | General Motors LLC | general motors corporation | gm.com
the boeing company | The Boeing Company | boeing company | BOEING-NET -> boeing.com
lockheed martin corporation | Lockheed Martin Corporation | lockheed martin corp | lmco.com
caterpillar inc. | Caterpillar Inc. | caterpillar inc | CATERPILLAR-NET peoria
deere & company | Deere & Company | john deere | deere.com
3m company | 3M Company | 3m | 3M-NET st. paul
emerson electric co. | Emerson Electric Co. | emerson electric company | emerson.com
procter & gamble company | The Procter & Gamble Company | procter and gamble | PG-NET
pfizer inc. | Pfizer Inc. | pfizer | pfizer inc new york
intel corporation | Intel Corporation | intel corp | INTEL-NET santa clara
johnson & johnson | Johnson & Johnson | johnson and johnson | jnj.com
# JP Japan
toyota motor corporation | Toyota Motor Corporation | toyota motor corp. | TOYOTA-NET -> toyota.co.jp
honda motor co. ltd. | Honda Motor Co., Ltd. | honda r&d co. ltd. | honda motor company
hitachi ltd. | Hitachi, Ltd. | hitachi limited | HITACHI-NET
mitsubishi electric corporation | Mitsubishi Electric Corporation | mitsubishi electric corp. | mitsubishielectric.co.jp
panasonic corporation | Panasonic Corporation | panasonic holdings corporation | PANASONIC-NET
# KR South Korea
samsung electronics co. ltd. | Samsung Electronics Co., Ltd. | samsung electronics | SAMSUNG-NET suwon
hyundai motor company | Hyundai Motor Company | hyundai motor co. | hyundai-autoever hyundai motor
lg electronics inc. | LG Electronics Inc. | lg electronics
# IN India
tata steel limited | Tata Steel Limited | tata steel ltd | TATA-STEEL-NET
larsen & toubro limited | Larsen & Toubro Limited | larsen and toubro ltd | l&t
# BR Brazil
petroleo brasileiro s/a petrobras | Petróleo Brasileiro S.A. - Petrobras | petrobras | petrobras.com.br
embraer s.a. | Embraer S.A. | embraer sa
# TW Taiwan
taiwan semiconductor manufacturing company limited | Taiwan Semiconductor Manufacturing Co., Ltd. | tsmc
# MX Mexico
cemex s.a.b. de c.v. | CEMEX S.A.B. de C.V. | cemex central s.a. de c.v.
`,
  service: `
# DE Germany
sap se | SAP SE | sap ag | SAP-NET walldorf -> sap.com
allianz se | Allianz SE | allianz deutschland ag | allianz technology se
deutsche bank ag | Deutsche Bank AG | deutsche bank | DEUTSCHE-BANK-NET
# GB United Kingdom
deloitte llp | Deloitte LLP | deloitte mcs limited | deloitte.co.uk
pricewaterhousecoopers llp | PricewaterhouseCoopers LLP | pwc | PWC-NET
hsbc bank plc | HSBC Bank plc | hsbc holdings plc | hsbc.com
# FR France
axa sa | AXA SA | axa technology services | AXA-NET
bnp paribas s.a. | BNP Paribas SA | bnp paribas | b.n.p. paribas
# US United States
jpmorgan chase & co. | JPMorgan Chase & Co. | jp morgan chase | j.p. morgan chase & co
walmart inc. | Walmart Inc. | wal-mart stores inc. | WALMART-NET -> wal-mart.com
# IN India
infosys limited | Infosys Limited | infosys technologies ltd | INFOSYS-NET
# ES Spain
banco santander s.a. | Banco Santander, S.A. | banco santander sa | santander.com
`,
};
