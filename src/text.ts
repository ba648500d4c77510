// C0, DEL, C1, line and paragraph separators, bidirectional controls, zero-width characters, BOM.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * A text from a stranger made safe for a terminal, a CSV cell or a log line: every control,
 * bidirectional and zero-width character becomes a space, runs of white space become one space.
 */
export function printable(text: string): string {
  // Most names and no name at all: a sixth of the time.
  if (text === '' || /^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text.toWellFormed().replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
}

const ascii = /^[ -~]*$/;

/**
 * The form of a network name that rules and keys see: printable, Unicode NFKC, lower case.
 * Two names with the same matching form always get the same verdict.
 */
export function matchingForm(name: string): string {
  if (!ascii.test(name)) return printable(name.normalize('NFKC')).toLowerCase();
  const lower = name.toLowerCase().trim();
  return lower.includes('  ') ? lower.replace(/ +/g, ' ') : lower;
}

const latinExtras: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
};

const abbreviation = /(?<![\p{L}\p{N}])(?:\p{L}\.)+(?:\p{L}(?![\p{L}\p{N}]))?/gu;
const withoutDots = (text: string): string =>
  text.includes('.')
    ? text.replace(abbreviation, (dotted) => (dotted.length > 2 ? dotted.replaceAll('.', '') : dotted))
    : text;

/**
 * The words of a network name, for keys and for word rules: matching form without Latin diacritics and
 * apostrophes, dotted abbreviations joined (`s.p.a.` is `spa`), cut at whatever is no letter, digit, & or +.
 * `Telefónica Deutschland GmbH & Co. KG` is `telefonica deutschland gmbh & co kg`.
 */
export function foldWords(name: string): string[] {
  const folded = foldForm(matchingForm(name));
  return folded === '' ? [] : folded.split(' ');
}

/** The words of a matching form, as foldWords gives them, joined by one space each. */
export function foldForm(form: string): string {
  if (ascii.test(form)) {
    if (!/[^a-z0-9&+ ]/.test(form)) return form;
    return withoutDots(form.replace(/['`]+/g, ''))
      .replace(/[^a-z0-9&+]+/g, ' ')
      .trim();
  }
  const plain = form
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’`´ʼ]+/g, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıħ]/g, (letter) => latinExtras[letter] ?? letter);
  return (
    withoutDots(plain)
      .match(/[\p{L}\p{M}\p{N}&+]+/gu)
      ?.join(' ') ?? ''
  );
}
