import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import type { Language } from './language.ts';
import { dutch } from './nl.ts';
import { portuguese } from './pt.ts';

/** English first: it wins where a header tells nothing. */
export const languages: readonly Language[] = [
  english,
  german,
  french,
  spanish,
  dutch,
  italian,
  portuguese,
  korean,
  japanese,
];

export { english };
