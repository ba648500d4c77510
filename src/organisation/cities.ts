import { foldWords } from '../text.ts';

/** Large cities, and seats of well-known companies, with the spellings that names of networks hold. */
const written = `
Berlin, Hamburg, München|Munich|Monaco di Baviera, Köln|Cologne, Frankfurt|Frankfurt am Main|Frankfurt/Main|Frankfurt a.M., Stuttgart,
Düsseldorf, Dortmund, Essen, Leipzig, Bremen, Dresden, Hannover|Hanover, Nürnberg|Nuremberg, Duisburg, Bochum, Wuppertal, Bielefeld,
Bonn, Münster, Karlsruhe, Mannheim, Augsburg, Wiesbaden, Mönchengladbach, Gelsenkirchen, Braunschweig|Brunswick, Chemnitz, Kiel,
Aachen, Halle, Magdeburg, Freiburg|Freiburg im Breisgau, Krefeld, Lübeck, Mainz, Erfurt, Rostock, Kassel, Saarbrücken, Potsdam,
Oldenburg, Heidelberg, Darmstadt, Paderborn, Regensburg, Ingolstadt, Würzburg, Fürth, Wolfsburg, Ulm, Heilbronn, Göttingen,
Pforzheim, Reutlingen, Koblenz, Bremerhaven, Jena, Trier, Erlangen, Siegen, Hildesheim, Leverkusen, Ludwigshafen, Osnabrück,
Tübingen, Konstanz, Passau, Bayreuth, Bamberg, Herzogenaurach, Gütersloh, Walldorf, Friedrichshafen, Schweinfurt, Künzelsau,
Wien|Vienna, Graz, Linz, Salzburg, Innsbruck, Klagenfurt, Zürich|Zurich, Genf|Genève|Geneva|Ginevra, Basel|Bâle|Basle, Bern|Berne, Lausanne,
Winterthur, Luzern|Lucerne, St. Gallen|Sankt Gallen, Lugano, Zug, Baden, Vaduz,
London, Birmingham, Manchester, Leeds, Glasgow, Sheffield, Liverpool, Edinburgh, Bristol, Cardiff, Belfast, Leicester, Coventry,
Nottingham, Newcastle|Newcastle upon Tyne, Southampton, Portsmouth, Reading, Cambridge, Oxford, Brighton, Aberdeen, Dundee, York,
Dublin|Baile Átha Cliath, Cork, Galway, Limerick,
Paris, Marseille|Marseilles, Lyon|Lyons, Toulouse, Nice, Nantes, Strasbourg|Straßburg, Montpellier, Bordeaux, Lille, Rennes, Reims,
Toulon, Grenoble, Dijon, Angers, Nîmes, Clermont-Ferrand, Le Havre, Tours, Limoges, Metz, Nancy, Rouen, Caen, Mulhouse, Luxembourg|Luxemburg,
Bruxelles|Brussels|Brussel|Brüssel, Antwerpen|Antwerp|Anvers, Gent|Ghent|Gand, Charleroi, Liège|Lüttich|Luik, Brugge|Bruges, Leuven|Louvain,
Amsterdam, Rotterdam, Den Haag|The Hague|'s-Gravenhage, Utrecht, Eindhoven, Groningen, Tilburg, Breda, Nijmegen, Maastricht, Delft, Leiden, Arnhem,
Madrid, Barcelona, Valencia, Sevilla|Seville, Zaragoza, Málaga, Murcia, Bilbao, Alicante, Córdoba, Valladolid, Vigo, Gijón, Granada, A Coruña|La Coruña,
Pamplona, San Sebastián|Donostia, Santander, Palma de Mallorca, Lisboa|Lisbon|Lissabon, Porto|Oporto, Braga, Coimbra, Aveiro,
Roma|Rome|Rom, Milano|Milan|Mailand, Napoli|Naples, Torino|Turin, Palermo, Genova|Genoa|Genua, Bologna, Firenze|Florence|Florenz, Bari, Catania, Venezia|Venice|Venedig,
Verona, Padova|Padua, Trieste, Brescia, Parma, Modena, Reggio Emilia, Bergamo, Bolzano|Bozen, Trento, Vicenza, Treviso, Udine, Perugia, Cagliari,
København|Copenhagen|Kopenhagen, Århus|Aarhus, Odense, Aalborg|Ålborg, Stockholm, Göteborg|Gothenburg, Malmö, Uppsala, Västerås, Örebro, Linköping, Lund, Helsingborg,
Norrköping, Jönköping, Umeå, Oslo, Bergen, Trondheim, Stavanger, Tromsø, Drammen, Helsinki|Helsingfors, Espoo|Esbo, Tampere|Tammerfors, Turku|Åbo, Oulu|Uleåborg, Vantaa,
Reykjavík, Tallinn, Tartu, Riga|Rīga, Vilnius|Wilna, Kaunas, Klaipėda,
Warszawa|Warsaw|Warschau, Kraków|Cracow|Krakau, Łódź|Lodz, Wrocław|Breslau, Poznań|Posen, Gdańsk|Danzig, Szczecin|Stettin, Katowice|Kattowitz, Lublin, Bydgoszcz, Białystok, Gdynia,
Praha|Prague|Prag, Brno|Brünn, Ostrava, Plzeň|Pilsen, Olomouc, Liberec, Zlín, Bratislava|Pressburg, Košice, Žilina, Budapest, Debrecen, Szeged, Győr, Pécs,
București|Bucharest|Bukarest, Cluj|Cluj-Napoca, Timișoara|Timisoara, Iași|Iasi, Constanța|Constanta, Brașov|Brasov, Craiova, Sibiu, Chișinău|Chisinau,
Sofia|София, Plovdiv, Varna, Burgas, Beograd|Belgrade|Belgrad|Београд, Novi Sad, Niš|Nis, Zagreb, Split, Rijeka, Osijek, Ljubljana|Laibach, Maribor, Sarajevo, Banja Luka,
Skopje, Tirana|Tiranë, Prishtina|Priština, Podgorica, Athens|Αθήνα|Athina, Thessaloniki|Θεσσαλονίκη, Patras|Patra, Nicosia|Lefkosia, Limassol|Lemesos, Valletta,
Istanbul|İstanbul, Ankara, Izmir|İzmir, Bursa, Antalya, Adana, Konya, Gaziantep, Kocaeli, Kayseri,
Moscow|Москва|Moskva|Moskau, St. Petersburg|Saint Petersburg|Sankt-Peterburg|Санкт-Петербург|St Petersburg, Novosibirsk|Новосибирск, Ekaterinburg|Yekaterinburg|Екатеринбург,
Nizhny Novgorod|Нижний Новгород, Kazan|Казань, Samara|Самара, Omsk|Омск, Chelyabinsk|Челябинск, Rostov-on-Don|Rostov|Ростов-на-Дону, Ufa|Уфа, Krasnoyarsk|Красноярск, Perm|Пермь, Voronezh|Воронеж,
Volgograd|Волгоград, Krasnodar|Краснодар, Saratov|Саратов, Tyumen|Тюмень, Vladivostok|Владивосток, Irkutsk|Иркутск, Kaliningrad|Калининград,
Kyiv|Kiev|Київ|Киев, Kharkiv|Kharkov|Харків, Odesa|Odessa|Одеса, Dnipro|Дніпро, Lviv|Lvov|Lemberg|Львів, Zaporizhzhia|Запоріжжя, Minsk|Мінск|Минск, Gomel,
Tbilisi|თბილისი, Yerevan|Երևան, Baku|Bakı, Almaty|Алматы, Astana|Nur-Sultan|Астана, Tashkent|Toshkent|Ташкент, Bishkek|Бишкек, Dushanbe, Ashgabat, Ulaanbaatar|Улаанбаатар,
New York|New York City|NYC, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, San Jose, Austin, Jacksonville, Fort Worth,
Columbus, Charlotte, Indianapolis, San Francisco, Seattle, Denver, Oklahoma City, Nashville, El Paso, Washington DC|Washington D.C., Boston, Las Vegas, Portland,
Detroit, Louisville, Memphis, Baltimore, Milwaukee, Albuquerque, Tucson, Fresno, Sacramento, Mesa, Kansas City, Atlanta, Omaha, Colorado Springs, Raleigh,
Long Beach, Virginia Beach, Miami, Oakland, Minneapolis, Tulsa, Tampa, Arlington, New Orleans, Wichita, Cleveland, Honolulu, Anaheim, Lexington, Stockton, Irvine,
Orlando, Newark, Cincinnati, Pittsburgh, St. Louis|Saint Louis, Greensboro, Lincoln, Plano, Anchorage, Durham, Jersey City, Buffalo, Madison, Reno, Scottsdale,
St. Paul|Saint Paul, Richmond, Spokane, Des Moines, Rochester, Boise, Salt Lake City, Huntsville, Knoxville, Chattanooga, Providence, Worcester, Fort Lauderdale, Palo Alto,
Sunnyvale, Santa Clara, Mountain View, Redmond, Bellevue, Boulder, Ann Arbor, Stamford, Hartford, Syracuse, Albany, Dayton, Toledo, Akron, Tallahassee,
Toronto, Montréal|Montreal, Vancouver, Calgary, Edmonton, Ottawa, Winnipeg, Québec|Quebec City, Hamilton, Kitchener, Waterloo, Halifax, Victoria, Saskatoon, Regina, Mississauga, Markham,
México D.F.|Mexico City|Ciudad de México|CDMX|México DF, Guadalajara, Monterrey, Puebla, Tijuana, León, Ciudad Juárez, Querétaro, Mérida, Cancún, Toluca,
São Paulo, Rio de Janeiro, Brasília, Salvador, Fortaleza, Belo Horizonte, Manaus, Curitiba, Recife, Porto Alegre, Goiânia, Belém, Campinas, Florianópolis, Vitória, Natal, Joinville,
Buenos Aires|Bs As|CABA, Rosario, Mendoza, La Plata, Mar del Plata, Tucumán, Montevideo, Asunción, Santiago|Santiago de Chile, Valparaíso, Concepción, Antofagasta,
Lima, Arequipa, Trujillo, Cusco, Quito, Guayaquil, Cuenca, Bogotá|Bogota D.C., Medellín, Cali, Barranquilla, Cartagena, Bucaramanga, Pereira, Caracas, Maracaibo, La Paz, Santa Cruz|Santa Cruz de la Sierra,
Guatemala City|Ciudad de Guatemala, San Salvador, Tegucigalpa, Managua, San José, Panama City|Ciudad de Panamá, La Habana|Havana, Santo Domingo, San Juan, Kingston, Port of Spain,
Tokyo|東京|東京都|Tōkyō, Osaka|大阪|Ōsaka, Yokohama|横浜, Nagoya|名古屋, Sapporo|札幌, Fukuoka|福岡, Kobe|神戸|Kōbe, Kyoto|京都|Kyōto, Kawasaki|川崎, Sendai|仙台, Hiroshima|広島,
Seoul|서울, Busan|부산|Pusan, Incheon|인천, Daegu|대구, Daejeon|대전, Gwangju|광주, Suwon|수원, Ulsan|울산, Pyongyang,
Beijing|北京|Peking|Pekin, Shanghai|上海, Guangzhou|广州|Canton, Shenzhen|深圳, Tianjin|天津, Chongqing|重庆, Chengdu|成都, Wuhan|武汉, Hangzhou|杭州, Nanjing|南京|Nanking, Xi'an|西安, Suzhou|苏州,
Shenyang|沈阳, Harbin|哈尔滨, Dalian|大连, Qingdao|青岛|Tsingtao, Jinan|济南, Zhengzhou|郑州, Changsha|长沙, Ningbo|宁波, Xiamen|厦门, Fuzhou|福州, Kunming|昆明, Hefei|合肥, Wuxi|无锡, Dongguan|东莞, Foshan|佛山, Zhuhai|珠海,
Hong Kong|香港|Hongkong, Macau|Macao|澳门, Taipei|台北, Kaohsiung|高雄, Taichung|台中, Hsinchu|新竹, Tainan|台南, Singapore|新加坡, Kuala Lumpur, Penang|George Town, Johor Bahru, Petaling Jaya, Shah Alam, Kuching,
Jakarta|DKI Jakarta, Surabaya, Bandung, Medan, Semarang, Makassar, Denpasar, Yogyakarta, Tangerang, Bekasi, Batam, Manila, Quezon City, Cebu|Cebu City, Davao|Davao City, Makati,
Bangkok|กรุงเทพ|Krung Thep, Chiang Mai, Hanoi|Hà Nội|Ha Noi, Ho Chi Minh City|Hồ Chí Minh|HCMC|Saigon|TP HCM, Da Nang|Đà Nẵng, Hai Phong, Phnom Penh, Vientiane, Yangon|Rangoon, Mandalay,
Mumbai|Bombay, Delhi|New Delhi, Bengaluru|Bangalore, Hyderabad, Chennai|Madras, Kolkata|Calcutta, Ahmedabad, Pune|Poona, Surat, Jaipur, Lucknow, Kanpur, Nagpur, Indore, Bhopal, Noida, Gurgaon|Gurugram,
Coimbatore, Kochi|Cochin, Thiruvananthapuram|Trivandrum, Chandigarh, Visakhapatnam, Vadodara|Baroda, Patna, Bhubaneswar, Guwahati, Goa, Dhaka|Dacca, Chittagong|Chattogram, Colombo, Kathmandu, Thimphu,
Karachi, Lahore, Islamabad, Rawalpindi, Faisalabad, Peshawar, Kabul, Tehran|Teheran|تهران, Mashhad, Isfahan|Esfahan, Shiraz, Tabriz, Baghdad, Basra, Erbil,
Dubai|دبي, Abu Dhabi, Sharjah, Doha, Riyadh|الرياض, Jeddah|Jiddah, Dammam, Kuwait City, Manama, Muscat, Amman, Beirut|Beyrouth, Damascus, Jerusalem, Tel Aviv|תל אביב, Haifa,
Cairo|Al-Qahira|القاهرة, Alexandria, Giza, Casablanca, Rabat, Marrakech|Marrakesh, Tanger|Tangier, Algiers|Alger, Oran, Tunis, Tripoli, Khartoum, Addis Ababa|Addis Abeba, Nairobi, Mombasa, Kampala,
Dar es Salaam, Kigali, Lusaka, Harare, Lilongwe, Maputo, Luanda, Kinshasa, Brazzaville, Libreville, Douala, Yaoundé, Lagos, Abuja, Kano, Ibadan, Port Harcourt, Accra, Kumasi, Abidjan, Dakar, Bamako,
Ouagadougou, Lomé, Cotonou, Antananarivo, Port Louis, Windhoek, Gaborone, Johannesburg, Cape Town|Kaapstad, Durban, Pretoria|Tshwane, Port Elizabeth, Bloemfontein, Sandton, Midrand,
Sydney, Melbourne, Brisbane, Perth, Adelaide, Gold Coast, Newcastle, Canberra, Hobart, Darwin, Auckland, Wellington, Christchurch, Hamilton, Dunedin, Suva, Port Moresby`;

const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** Folded spelling by folded spelling of the city's first one: `munich` and `muenchen` are `munchen`. */
export const cities: ReadonlyMap<string, string> = new Map(
  written
    .trim()
    .split(/,\s*/)
    .flatMap((city) => {
      const spellings = city
        .split('|')
        .flatMap((name) => [
          foldWords(name).join(' '),
          foldWords(name.toLowerCase().replace(/[äöüøå]/g, (letter) => umlauts[letter] ?? letter)).join(' '),
        ]);
      return spellings.map((spelling): [string, string] => [spelling, spellings[0] ?? spelling]);
    }),
);

const longest = Math.max(...[...cities.keys()].map((city) => city.split(' ').length));
const lastWords = new Set([...cities.keys()].map((city) => city.slice(city.lastIndexOf(' ') + 1)));

/** How many words at the end are a city, at most all but one; 0 if none. */
export function cityAtEnd(words: readonly string[]): number {
  if (!lastWords.has(words.at(-1) ?? '')) return 0;
  for (let length = Math.min(longest, words.length - 1); length > 0; length -= 1) {
    if (cities.has(words.slice(-length).join(' '))) return length;
  }
  return 0;
}
