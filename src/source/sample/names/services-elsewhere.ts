import type { NameList } from '../networks.ts';

/** Banks, insurers, retailers, hotels, law firms, software houses, advisers, agencies, media of Asia, Africa and Oceania. */
export const servicesElsewhere: NameList = {
  service: `
# AE
jumeirah international llc
majid al futtaim
# SA
al rajhi bank
# QA
qatar national bank
# EG
commercial international bank
# ZA
standard bank of south africa
discovery limited
woolworths holdings
bowmans gilfillan inc.
# NG
guaranty trust bank
# KE
equity bank kenya
# MA
attijariwafa bank
# JP
mitsubishi ufj bank
mizuho bank ltd.
tokio marine & nichido
aeon co. ltd.
fast retailing co. ltd.
nomura research institute ltd.
dentsu inc.
apa hotel
# KR
shinhan bank
naver corporation
lotte shopping co. ltd.
kim & chang
# CN
industrial and commercial bank of china
ping an insurance
jd.com
# HK
hang seng bank
swire properties
mandarin oriental hotel group
# TW
cathay united bank
president chain store corporation
# SG
dbs bank ltd
grab holdings
allen & gledhill
# MY
malayan banking berhad
genting malaysia
# TH
bangkok bank
central retail corporation
minor hotel group
# VN
vietcombank
fpt software
# ID
bank central asia
gojek indonesia
# PH
bdo unibank
jollibee foods corporation
# IN
state bank of india
hdfc bank limited
icici bank ltd
tata consultancy services
wipro technologies
hcl technologies ltd
tech mahindra limited
taj hotels
life insurance corporation of india
flipkart internet
# LK
john keells holdings
# PK
habib bank limited
# BD
brac bank
# AU
commonwealth bank of australia
national australia bank limited
suncorp group
woolworths limited
coles group limited
bunnings group limited
king & wood mallesons
atlassian pty ltd
crown melbourne limited
# NZ
air new zealand
xero limited
foodstuffs north island
`,
};
