export interface Country {
  code: string;
  /** As Google Analytics spells it. */
  name: string;
  /** Its part of the site's visitors; only the proportions matter. */
  market: number;
  /** The largest industrial ones first. */
  cities: readonly string[];
}

const table = `
US | United States | 300 | New York, Chicago, Detroit, Houston, Los Angeles, Atlanta, Boston, Seattle, Ashburn, Dallas
DE | Germany | 150 | Munich, Stuttgart, Berlin, Hamburg, Frankfurt, Cologne, Dresden, Nuremberg
GB | United Kingdom | 80 | London, Manchester, Birmingham, Leeds, Glasgow, Bristol
FR | France | 55 | Paris, Lyon, Toulouse, Grenoble, Nantes
IN | India | 50 | Bengaluru, Pune, Chennai, Mumbai, New Delhi
JP | Japan | 38 | Tokyo, Osaka, Nagoya, Yokohama, Fukuoka
IT | Italy | 35 | Milan, Turin, Bologna, Rome, Brescia
NL | Netherlands | 32 | Eindhoven, Amsterdam, Rotterdam, Utrecht
CA | Canada | 30 | Toronto, Montreal, Waterloo, Vancouver, Calgary
ES | Spain | 26 | Barcelona, Madrid, Bilbao, Valencia
CH | Switzerland | 26 | Zurich, Basel, Bern, Lausanne
AT | Austria | 24 | Vienna, Linz, Graz
SE | Sweden | 22 | Gothenburg, Stockholm, Malmo
AU | Australia | 20 | Melbourne, Sydney, Brisbane, Perth
KR | South Korea | 18 | Seoul, Suwon-si, Ulsan, Busan
CN | China | 18 | Shanghai, Shenzhen, Beijing, Suzhou
BR | Brazil | 18 | Sao Paulo, Curitiba, Campinas, Rio de Janeiro
PL | Poland | 18 | Wroclaw, Warsaw, Krakow, Katowice
BE | Belgium | 15 | Antwerp, Brussels, Ghent
CZ | Czechia | 14 | Brno, Prague, Mlada Boleslav
MX | Mexico | 13 | Monterrey, Mexico City, Guadalajara
DK | Denmark | 12 | Copenhagen, Aarhus, Odense
FI | Finland | 11 | Helsinki, Tampere, Oulu
TW | Taiwan | 11 | Hsinchu City, Taipei City, Taichung City
NO | Norway | 10 | Oslo, Bergen, Trondheim
TR | Türkiye | 10 | Istanbul, Bursa, Ankara
HU | Hungary | 8 | Budapest, Gyor, Debrecen
SG | Singapore | 8 | Singapore
IL | Israel | 8 | Tel Aviv-Yafo, Haifa, Yokneam Illit
IE | Ireland | 8 | Dublin, Galway, Cork
RO | Romania | 8 | Bucharest, Cluj-Napoca, Timisoara
PT | Portugal | 7 | Porto, Lisbon, Braga
ZA | South Africa | 7 | Johannesburg, Cape Town, Durban
TH | Thailand | 6 | Bangkok, Chon Buri
MY | Malaysia | 6 | George Town, Kuala Lumpur
VN | Vietnam | 6 | Ho Chi Minh City, Hanoi, Haiphong
SK | Slovakia | 6 | Bratislava, Zilina
SI | Slovenia | 5 | Ljubljana, Maribor
RU | Russia | 5 | Moscow, Saint Petersburg, Samara
UA | Ukraine | 5 | Kyiv, Lviv, Dnipro
GR | Greece | 5 | Athens, Thessaloniki
HK | Hong Kong | 5 | Hong Kong
ID | Indonesia | 5 | Jakarta, Bandung
PH | Philippines | 5 | Manila, Cebu City
NZ | New Zealand | 5 | Auckland, Christchurch
AE | United Arab Emirates | 5 | Dubai, Abu Dhabi
SA | Saudi Arabia | 4 | Riyadh, Jubail
AR | Argentina | 4 | Buenos Aires, Cordoba
CL | Chile | 4 | Santiago, Concepcion
CO | Colombia | 4 | Bogota, Medellin
HR | Croatia | 4 | Zagreb, Split
RS | Serbia | 4 | Belgrade, Novi Sad
BG | Bulgaria | 4 | Sofia, Plovdiv
LT | Lithuania | 4 | Kaunas, Vilnius
EE | Estonia | 3 | Tallinn, Tartu
EG | Egypt | 3 | Cairo, Alexandria
PK | Pakistan | 3 | Lahore, Karachi
LV | Latvia | 2 | Riga
LU | Luxembourg | 2 | Luxembourg
PE | Peru | 2 | Lima
MA | Morocco | 2 | Casablanca
NG | Nigeria | 2 | Lagos
KE | Kenya | 2 | Nairobi
BD | Bangladesh | 2 | Dhaka
QA | Qatar | 1 | Doha
IS | Iceland | 1 | Reykjavik
LK | Sri Lanka | 1 | Colombo
KZ | Kazakhstan | 1 | Almaty
TN | Tunisia | 1 | Tunis
DZ | Algeria | 1 | Algiers
GH | Ghana | 1 | Accra
BH | Bahrain | 1 | Manama
BA | Bosnia and Herzegovina | 1 | Sarajevo
CY | Cyprus | 1 | Nicosia
MT | Malta | 1 | Valletta
CR | Costa Rica | 1 | San Jose
PA | Panama | 1 | Panama City
UY | Uruguay | 1 | Montevideo
`;

/** Where the made site's visitors live, by ISO 3166 code. */
export const countries: ReadonlyMap<string, Country> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', market = '', cities = ''] = line.split(' | ');
      return [code, { code, name, market: Number(market), cities: cities.split(', ') }];
    }),
);
