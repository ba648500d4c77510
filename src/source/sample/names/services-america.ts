import type { NameList } from '../networks.ts';

/** Banks, insurers, retailers, hotels, law firms, software houses, advisers, agencies, media of the Americas. */
export const servicesAmerica: NameList = {
  service: `
# US banks and insurers
bank of america
citigroup inc.
wells fargo bank n.a.
goldman sachs & co.
morgan stanley
capital one financial
state farm mutual automobile insurance co.
metlife inc.
liberty mutual group
progressive insurance
fidelity investments
charles schwab & co.
fiserv solutions
# US retailers
target corporation
costco wholesale corporation
the home depot inc.
lowe's companies inc.
best buy co. inc.
kroger co.
walgreen co.
l.l. bean inc.
# US hotels and leisure
marriott international inc.
hilton worldwide
hyatt corporation
wynn las vegas llc
the walt disney company
# US law firms and advisers
latham & watkins llp
kirkland & ellis llp
baker & mckenzie llp
mckinsey & company
booz allen hamilton
accenture llp
# US software and media
adobe inc.
intuit inc.
salesforce.com inc.
sas institute inc.
autodesk inc.
servicenow inc.
workday inc.
epic systems corporation
bloomberg l.p.
thomson reuters holdings
new york times company
gartner inc.
leidos inc.
# CA
royal bank of canada
toronto-dominion bank
manulife financial
sun life assurance company of canada
loblaw companies limited
canadian tire corporation
opentext corporation
osler hoskin & harcourt llp
shopify inc.
# MX
grupo financiero banorte
el puerto de liverpool s.a.b. de c.v.
# BR
banco bradesco s/a
itau unibanco s.a.
magazine luiza s/a
totvs s.a.
# AR
mercadolibre s.r.l.
banco galicia
# CL
banco de chile
falabella retail
# CO
bancolombia s.a.
# PE
banco de credito del peru
# UY
globant uruguay
`,
};
