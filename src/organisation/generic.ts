/** Words for a kind of organisation, in several languages: alone, or with a city, they name nobody. */
const generic = new Set(
  `academy airport aeroporto aeropuerto akademie amt and association bank banque banco banca bezirk bibliothek board
  borough bundesamt center centre centro chamber church city clinic college colegio colleges comune commune community
  council county de department der des di dipartimento district du energie energy escola escuela fachhochschule
  feuerwehr flughafen for fur gemeinde gmbh group gymnasium hafen handelskammer hochschule hogeschool hopital hospital
  hospitals hostel hotel ihk institut institute instituto istituto kammer klinik klinikum krankenhaus kreis kreisverwaltung
  land landeshauptstadt landkreis law libraries library live local mairie medical messe ministerium ministry municipality
  municipio museum national of office oper polizei politecnico polytechnic port prefeitura police public radio
  raiffeisenbank region regional restaurant saint school schools schule service services sparkasse st staatstheater stadt
  stadtverwaltung stadtwerke state studentenwerk studierendenwerk technical technische technology telecom theater theatre
  the town township transit tv uni uniklinik uniklinikum universidad universidade universita universitaet universitat
  universite universiteit university universitatsklinikum verband verein verkehrsbetriebe ville volksbank
  volkshochschule wasserwerke water zoo zu`.split(/\s+/),
);

/** Whether words name a kind only: `stadtwerke`, `university of`. */
export const isGeneric = (words: readonly string[]): boolean => words.every((word) => generic.has(word));
