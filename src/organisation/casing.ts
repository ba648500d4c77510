/** Words whose upper and lower case no rule gives, in their customary writing. */
const customary = `
  ABB ABN ABSA ACM ADAC ADM ADP AEG AEP AIG AMD AMRO ANZ AOK AOL AXA ASML ASUS BAE BASF BBC BBVA BDO BMO BNP BNY BP CDC
  CEA CERN CIA CIBC CNES CSIRO CUNY DAK DARPA DB DEKRA DESY DLR DOE EADS EBRD ECB EDF EDP EMI EPA EPFL ESA ETH EU EY FAA
  FAO FBI FDA FIFA GE GEA GEICO GIZ GM GSA HEC HP HPE HUK IAEA IATA IBM ICANN IEEE IHK IKEA ILO IMF ING INRIA INSEAD IT
  ITV JCB KIT KLM LBBW LSE LSU MIT MSU NASA NATO NEC NHS NIH NIST NOAA NSA NYU NYC OECD OMV OPEC OSU PSA RAI RWE RWTH SAIC
  SAP SAS SEB SNCF SUNY TAFE TUI TUM TÜV UAE UBS UC UCL UCLA UCSB UCSD UCSF UEFA UK UN UNAM UNESCO UNHCR UNICEF UNLV UPMC
  UPS US USA USAA USC USDA USGS USPS UT WHO YMCA ZDF ZF
  ADSL EMS GmbH IDC IP IPv6 ISD ISP ITT KGaA OVH
  UAB SIA OOO ZAO OAO PAO OJSC SARL EURL SASU TOV АО ЗАО НАО ОАО ООО ПАО ТОВ ТОО
  AstraZeneca BlackRock ConocoPhillips DuPont eBay EnBW ExxonMobil FedEx GitHub GitLab GlaxoSmithKline InBev JPMorgan
  LexisNexis LinkedIn LyondellBasell MetLife NetApp NetSuite OpenAI PayPal PepsiCo PricewaterhouseCoopers SpaceX
  ThyssenKrupp TotalEnergies TransUnion TripAdvisor UniCredit VMware WeWork YouTube`;
const customaryByWord = new Map(
  customary
    .trim()
    .split(/\s+/)
    .map((word) => [word.toLowerCase(), word]),
);

/** Abbreviations without a vowel that are no acronyms. */
const abbreviations = new Set(
  `bldg blvd bros corp ctr dept dr ft grp hwy intl ltd mfg mgmt mr mrs ms mt mtn nr pkwy pvt rd sr jr st str svc svcs tbk
  twp`.split(/\s+/),
);

/** Lower case inside a name. */
const small = new Set(
  `of the and for in at on by to a an de du des der die das dem und für fur von vom van den zu zum zur am im et en sur pour
  aux au del della dello dei degli delle di da do dos e y och og av af na na w i per con para por bin voor à em ve`.split(
    /\s+/,
  ),
);
const articles = new Set(['la', 'le', 'les', 'el', 'los', 'las', 'lo', 'l']);
// `Universidad de la República`, but `City of La Crosse`.
const romance = new Set(['de', 'en', 'sur', 'y', 'et', 'e', 'por', 'para', 'con', 'pour']);

const roman = /^(?=[ivx])(?:x{0,2})(?:ix|iv|v?i{0,3})$/;
const ordinal = /^\d+(?:st|nd|rd|th)$/;
const initialed = /^([odl])(['’])(\p{L}{2,})$/u;

/** A lower-case word with its first letter in upper case, where that is one letter as well. */
function capitalised(word: string): string {
  const upper = word.charAt(0).toUpperCase();
  return upper.length === 1 ? upper + word.slice(1) : word;
}

/** No vowel, or a short mix of letters and digits: `kpmg`, `b2b`, `3m`. */
const isAcronym = (word: string): boolean =>
  word.length <= 5 && /^(?:[b-df-hj-np-tv-xz]+|(?=.*\d)[a-z\d]{2,4}|\d+\p{L}{1,2})$/u.test(word);

/** Where a word stands in its name. */
export interface Place {
  first: boolean;
  last: boolean;
  /** The lower-case word before it. */
  before: string;
  /** The name is written in capitals and has no word but this one. */
  alone: boolean;
}

/** A lower-case word of letters, digits and apostrophes as it stands in a name. */
export function casedWord(word: string, { first, last, before, alone }: Place): string {
  const known = customaryByWord.get(word);
  if (known !== undefined) return known;
  if (word.startsWith('mc') && word.length >= 5) return `Mc${capitalised(word.slice(2))}`;
  if (/^[a-z]{6,}$/.test(word)) return capitalised(word);
  // `University of the Arts`, but `Town of Van Buren`.
  const inside = !first && !last && (before !== 'of' || word === 'the');
  if (inside && (small.has(word) || (articles.has(word) && romance.has(before)))) return word;
  if (ordinal.test(word) || abbreviations.has(word)) return capitalised(word);
  if (isAcronym(word) || (alone && /^[a-z]{2,3}$/.test(word))) return word.toUpperCase();
  if (!first && word.length > 1 && word.length <= 5 && roman.test(word)) return word.toUpperCase();
  // `Queens County, NY`
  if (last && word.length === 2 && before.endsWith(',')) return word.toUpperCase();
  const [, initial, apostrophe, rest] = /['’]/.test(word) ? (initialed.exec(word) ?? []) : [];
  if (initial === undefined || rest === undefined) return capitalised(word);
  return `${first || initial === 'o' ? initial.toUpperCase() : initial}${apostrophe}${capitalised(rest)}`;
}
