import { foldWords } from './text.ts';

/**
 * Legal forms as they are customarily written at the end of a name. Sources: the national company acts'
 * names for their forms, and the spellings that network registries hold.
 */
const trailing = [
  // Germany, Austria, Switzerland, Liechtenstein
  'AG, GmbH, KG, OHG, GbR, UG, UG (haftungsbeschränkt), eG, e.V., e. V., KGaA, SE, mbH, m.b.H., GesmbH, Ges.m.b.H.',
  'Ges. m. b. H., OG, KEG, gGmbH, VVaG, e.K., e. K., e.Kfm., AöR, Aktiengesellschaft, Kommanditgesellschaft',
  'Gesellschaft mit beschränkter Haftung, GmbH & Co. KG, GmbH & Co. KGaA, GmbH & Co. OHG, GmbH & Co., SAGL',
  'GmbH und Co. KG, GmbH Co. KG, GmbH&Co. KG, GmbH&Co.KG, GmbH&Co, mbH & Co. KG, mbH & Co., AG & Co. KG, & Cie.',
  'AG & Co. KGaA, AG & Co. OHG, SE & Co. KG, SE & Co. KGaA, KG & Co., OHG & Co., Co. KG, G.m.b.H., & Co. KG',
  // United Kingdom, Ireland, United States, Canada, Australia, New Zealand, South Africa
  'Ltd, Limited, PLC, LLP, LP, L.P., CIC, CLG, DAC, Teoranta, Cyf, Public Limited Company, Unlimited Company',
  'Designated Activity Company, Company Limited by Guarantee, Inc, Incorporated, Corp, Corporation, Co, Company',
  '& Co., and Co., & Company, and Company, LLC, L L C, Limited Liability Company, Limited Liability Co., LLLP, PLLC, PC',
  'Limited Partnership, PBC, Ltée, Limitée, ULC, Pty Ltd, Pty Limited, Pty, (Pty) Ltd, Proprietary Limited, SOC Ltd, NPC',
  // France, Belgium, the Netherlands, Luxembourg, Monaco, north and west Africa
  'SA, S A, S/A, SAS, S A S, SASU, SARL, S A R L, SARLU, SUARL, EURL, SNC, SCA, SCOP, GIE, SELARL, SELAS, EIRL',
  'Société Anonyme, Société par actions simplifiée, Société à responsabilité limitée, NV, N V, BV, B V, BVBA, SPRL',
  'CVBA, SCRL, VZW, ASBL, AISBL, IVZW, VOF, V.o.f., CV, C.V., Comm. V., SRL, SCSp, SICAV, NV/SA, SA/NV, Besloten Vennootschap',
  // Italy, Spain, Portugal, Brazil, Latin America
  'S.p.A., S p A, S.r.l., S r l, S.r.l.s., S.n.c., S.a.s., S.c.a.r.l., S.c.r.l., S.c.p.a., S.a.p.a., Soc. Coop., S.c.a r.l.',
  'Società per azioni, Società a responsabilità limitata, S.r.l. unipersonale, SpA & C., Sas & C., Snc & C., & C.',
  'SL, S L, SLU, S.L. Unipersonal, SAU, S.A. Unipersonal, SLL, SLP, S. Coop., Sociedad Limitada, Sociedad Anónima',
  'Sociedad de Responsabilidad Limitada, Lda, Unipessoal Lda, SGPS, Limitada, SA SGPS, Ltda, EIRELI, EPP, Ltda ME',
  'Ltda - EPP, EIRELI ME, EIRELI - EPP, Sociedade Anônima, S.A. de C.V., SA CV, S.A.B. de C.V., S. de R.L. de C.V.',
  'S de RL, S.A.P.I. de C.V., S.R.L. de C.V., S. en C., S de R L de C V, S A de C V, Cía. Ltda., Cía. S.A., Compañía Limitada',
  'Compañía Anónima, SAC, S.A.A., SACI, SAIC, SACIF, SA ESP, S.A. E.S.P., SAS ESP, E.S.P., S.A.S. BIC, Sociedad Anónima de Capital Variable',
  // Nordic countries and the Baltic
  'AB, AB (publ), publ, HB, KB, Aktiebolag, Oy, Oyj, Oy Ab, Osakeyhtiö, AS, A/S, ASA, ANS, NUF, ApS, K/S, P/S, I/S, IVS',
  'A.m.b.A., F.m.b.A., Aktieselskab, Anpartsselskab, Aksjeselskap, ehf, hf, ohf, UAB, SIA, OÜ',
  // Poland, Czechia, Slovakia, Hungary, Romania, the Balkans, Greece, Turkey
  'Sp. z o.o., Sp. z o. o., Sp.z o.o., Sp. z.o.o., Sp zoo, Spzoo, Spółka z o.o., Sp. k., Sp. j., Spółka jawna, Sp. z o.o. Sp. k.',
  'Spółka z ograniczoną odpowiedzialnością, Spółka Akcyjna, Spółka Komandytowa, s.r.o., s. r. o., s r.o., spol. s r.o.',
  'spol. s.r.o., spol. s r. o., a. s., v.o.s., o.p.s., z.s., Kft, Zrt, Nyrt, Bt, Rt, Kkt, Korlátolt Felelősségű Társaság',
  'Zártkörűen Működő Részvénytársaság, d.o.o., d. o. o., d.d., d. d., d.n.o., j.d.o.o., DOOEL, AD, OOD, EOOD, EAD, Sh.p.k., Sh.a.',
  'ООД, ЕООД, АД, ЕАД, ДОО, AE, ABEE, EPE, IKE, ΑΕ, ΕΠΕ, ΙΚΕ, ΑΒΕΕ, ΟΕ, A.Ş., Ltd. Şti., Şti., Limited Şirketi, Anonim Şirketi',
  'San. ve Tic. A.Ş., San. ve Tic. Ltd. Şti., San. Tic. A.Ş., San. Tic. Ltd. Şti., Sanayi ve Ticaret A.Ş., Sanayi Ticaret A.Ş.',
  'Sanayi ve Ticaret Ltd. Şti., Sanayi ve Ticaret Limited Şirketi, Sanayi ve Ticaret Anonim Şirketi, Tic. A.Ş., Tic. Ltd. Şti.',
  'Ticaret A.Ş., Ticaret Ltd. Şti., Ticaret Limited Şirketi, Ticaret Anonim Şirketi',
  // Russia, Ukraine, Belarus, the Caucasus, central Asia, Mongolia
  'JSC, PJSC, OJSC, CJSC, OOO, ZAO, OAO, PAO, Joint Stock Company, Public Joint Stock Company, Open Joint Stock Company',
  'Closed Joint Stock Company, Private Joint Stock Company, ООО, ЗАО, ОАО, ПАО, АО, ТОО, ТОВ, ХХК, XXK, MChJ',
  // Asia, the Gulf, the Levant, Egypt
  'Co Ltd, Co Limited, Company Limited, Limited Company, Ltd Co, Ltd Company, Corp Ltd, KK, K K, GK, YK, Kabushiki Kaisha, Kabushikigaisha',
  'Godo Kaisha, PCL, Public Company Limited, Public Co Ltd, Pub Co Ltd, Pte Ltd, Pte Limited, Private Ltd, Pte, Sdn Bhd',
  'Bhd, Berhad, Sendirian Berhad, PLT, Pvt Ltd, Pvt Limited, Pvt, Private Limited, (P) Ltd, (P) Limited, (SMC) Pvt Ltd',
  '(SMC-Private) Limited, (OPC) Private Limited, OPC Pvt Ltd, Tbk, Persero, TNHH, WLL, W.L.L., FZE, FZC, FZCO, FZ-LLC, FZ LLC, DMCC',
  'PSC, SAE, S.A.E., SAL, SAOC, SAOG, KSCC, KSCP, BSC, BSCC, PJS, P.J.S., Co. (P.J.S.), Co PJSC, בע"מ',
];

/** Forms at the start of a name that has none at its end. */
const leading = [
  'PT, CV, UAB, SIA, OOO, ZAO, OAO, PAO, JSC, PJSC, OJSC, CJSC, LLC, Ltd, SARL, EURL, SASU, d.o.o., EOOD, Kft, SRL',
  'Joint Stock Company, Public Joint Stock Company, Open Joint Stock Company, Closed Joint Stock Company, TOV, FOP, GmbH',
  'Private Joint Stock Company, Limited Liability Company, ООО, ЗАО, ОАО, ПАО, АО, НАО, ТОО, ТОВ, ПАТ, ПрАТ, АТ, ПП, ЧП, ИП, ФОП',
  'Công ty TNHH, Công ty TNHH MTV, Công ty cổ phần, CTCP, A/S, შპს, სს, ՍՊԸ, ՓԲԸ',
];

/** Forms with one part at the start and one at the end; the first stays where the second is missing. */
const around = [
  'PT … Tbk',
  'PT … Persero',
  'PT … Persero Tbk',
  'SC … SRL',
  'SC … SA',
  'AB … publ',
  'M/s … Pvt Ltd',
  'M/s … Ltd',
  'บริษัท … จำกัด',
  'บริษัท … จำกัด (มหาชน)',
];

/** Forms without a space between them and the name, at either end. */
const glued =
  '株式会社 有限会社 合同会社 合資会社 股份有限公司 有限责任公司 有限責任公司 有限公司 股份公司 주식회사 유한회사 유한책임회사 บริษัท จำกัด (มหาชน) จำกัด';

const connectives = new Set(['&', '+', 'and', 'und', 'et', 'y', 'e', 'the']);

/** Words beside which `CO` and `NV` are states. */
const places = new Set(['city', 'town', 'village', 'county', 'township', 'borough']);
const states = new Set(['co', 'nv']);

/** Forms that are words as well, so only the very last word is taken for one: `Day Spa Inc.` keeps its spa. */
const lastOnly = new Set(['se', 'spa']);

/** `GmbH + Co. KG` as well as `GmbH & Co. KG`. */
const listed = (lines: string[]): string[][] =>
  lines
    .flatMap((line) => line.split(', '))
    .flatMap((form) => (form.includes(' & ') ? [form, form.replace('&', '+')] : [form]))
    .map(foldWords);

/** Phrases by the word at one end (0: first, -1: last), longest first. */
function phrasesBy(end: 0 | -1, phrases: string[][]): Map<string, string[][]> {
  const byWord = Map.groupBy(phrases, (phrase) => phrase.at(end) ?? '');
  for (const same of byWord.values()) same.sort((a, b) => b.length - a.length);
  return byWord;
}

const gluedForms = glued.split(' ').map((form) => foldWords(form).join(''));
// In parentheses after a name, the short forms of 株式会社, 有限会社 and 주식회사 are words of their own.
const apart = [...gluedForms, '株', '有', '주'].map((form) => [form]);
const trailingByLast = phrasesBy(-1, [...listed(trailing), ...apart]);
const leadingByFirst = phrasesBy(0, [...listed(leading), ...apart]);
const aroundByFirst = new Map<string, string[]>();
for (const pair of around) {
  const [start = '', end = ''] = pair.split('…').map((part) => foldWords(part).join(' '));
  aroundByFirst.set(start, [...(aroundByFirst.get(start) ?? []), end]);
}
const aroundFirst = new Set([...aroundByFirst.keys()].map((start) => start.split(' ', 1)[0]));

const longestFirst = gluedForms.toSorted((a, b) => b.length - a.length).join('|');
const gluedEnds = new RegExp(`^(?:${longestFirst})(?=.)|(?<=.)(?:${longestFirst})$`, 'g');

/** How many words at the end of words[0..end) are one legal form; 0 if none. */
function trailingForm(words: readonly string[], end: number): number {
  const last = words[end - 1] ?? '';
  if (end < words.length && lastOnly.has(last)) return 0;
  if (last === 'na' || last === 'association') return bankForm(words, end);
  for (const phrase of trailingByLast.get(last) ?? []) {
    const start = end - phrase.length;
    if (start > 0 && phrase.every((word, i) => words[start + i] === word)) {
      const before = words[start - 1] ?? '';
      return states.has(last) && (places.has(words[0] ?? '') || before === 'county') ? 0 : phrase.length;
    }
  }
  return 0;
}

/** A bank's N.A. is "National Association"; that of others is North America or Namibia. */
function bankForm(words: readonly string[], end: number): number {
  if (!words.slice(0, end - 1).includes('bank')) return 0;
  if (words[end - 1] === 'na') return 1;
  return words[end - 2] === 'national' && end > 2 ? 2 : 0;
}

/** How many words at the start of words[0..end) are a legal form, where words[end..] is one as well. */
function leadingForm(words: readonly string[], end: number): number {
  const first = words[0] ?? '';
  if (end < words.length) {
    if (!aroundFirst.has(first)) return 0;
    const tail = words.slice(end).join(' ');
    const second = `${first} ${words[1] ?? ''}`;
    if (aroundByFirst.get(second)?.includes(tail)) return 2;
    return aroundByFirst.get(first)?.includes(tail) ? 1 : 0;
  }
  const phrases = leadingByFirst.get(first) ?? [];
  return (
    phrases.find((phrase) => phrase.length < end && phrase.every((word, i) => words[i] === word))?.length ?? 0
  );
}

/**
 * The words of a name, as foldWords gives them, without its legal form: `siemens ag` is `siemens`,
 * `pt telkom indonesia tbk` is `telkom indonesia`. A name that is nothing but a legal form stays.
 */
export function withoutLegalForms(words: string[]): string[] {
  let end = words.length;
  for (let length = trailingForm(words, end); length > 0; length = trailingForm(words, end)) end -= length;
  const start = leadingForm(words, end);
  while (end < words.length && end > start && connectives.has(words[end - 1] ?? '')) end -= 1;
  const unglued = (word: string) => (word > '\u0e00' ? word.replace(gluedEnds, '') : word);
  const proper = start === 0 && end === words.length ? words : words.slice(start, end);
  return proper.length === 0 || proper.every((word) => connectives.has(word)) ? words : proper.map(unglued);
}

/** Legal forms of one word each, and words that occur in longer ones only, as customarily written: `GmbH`, `S.p.A.`. */
export const writtenForms: readonly string[] = [
  ...[...trailing, ...leading].flatMap((line) => line.split(', ')).filter((form) => !form.includes(' ')),
  ...['Co', 'Pty', 'Sdn', 'Sp', 'S.A.B.', 'S.A.P.I.', 'R.L.'],
];
