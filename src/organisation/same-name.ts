import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords } from '../text.ts';
import type { Clue } from './clues.ts';
import { byText } from './metrics.ts';
import { nameKey } from './name-key.ts';

/** So many letters that it is no coincidence if two names have them all. */
const tellingLetters = 10;

const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const umlaut = /[äöüøå]/g;

/**
 * Joins the lists of spellings whose name keys surely are one name: `Hewlett-Packard` and `HewlettPackard`,
 * `Müller` and `Mueller`, `Siemens AG` and `SIEMENS-NET`. Each needs the other there to tell by: `Mueller`
 * alone stays what it is.
 */
export function joinSameNames(byName: Map<string, Clue[]>): void {
  const parents = new Map<string, string>();
  for (const pair of [...compounds(byName), ...variants(byName)]) {
    const [first = '', second = ''] = pair.map((name) => rootOf(parents, name)).sort(plainest);
    if (first !== second) parents.set(second, first);
  }
  for (const name of [...parents.keys()]) {
    const joined = byName.get(rootOf(parents, name));
    for (const clue of byName.get(name) ?? []) joined?.push(clue);
    byName.delete(name);
  }
}

/** The name that all of its set go by; the ways there are made short. */
function rootOf(parents: Map<string, string>, name: string): string {
  let root = name;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
  let below = name;
  for (
    let parent = parents.get(below);
    parent !== undefined && parent !== root;
    parent = parents.get(below)
  ) {
    parents.set(below, root);
    below = parent;
  }
  return root;
}

/** Fewest letters, then most words: `muller` before `mueller`, `hewlett packard` before `hewlettpackard`. */
function plainest(a: string, b: string): number {
  const [letters, others] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  return letters.length - others.length || b.length - a.length || byText(a, b);
}

/** `North Port` and `Northport` are two cities. Digits and other scripts mean something where they stand. */
const notByLetters =
  /[^a-z :]|(?:^n:| )(?:city|town|village|county|township|borough|parish|district|university|college)(?: |$)/;

/** Names with the same letters, but in other words. */
function* compounds(byName: Map<string, Clue[]>): Generator<[string, string]> {
  const known = new Map<string, string>();
  for (const name of byName.keys()) {
    if (name.length < tellingLetters || !name.startsWith('n:') || notByLetters.test(name)) continue;
    const letters = name.slice('n:'.length).replaceAll(' ', '');
    const other = known.get(letters);
    if (other === undefined) known.set(letters, name);
    else if (letters.length >= tellingLetters) yield [other, name];
  }
}

function* variants(byName: Map<string, Clue[]>): Generator<[string, string]> {
  for (const [name, clues] of byName) {
    for (const { spelling } of clues) {
      const expanded = withoutUmlauts(spelling.name);
      if (expanded !== undefined && expanded !== name && byName.has(expanded)) yield [name, expanded];
      const owner = name.endsWith(' net') ? ownerOfNet(spelling.name) : undefined;
      if (owner !== undefined && byName.get(owner)?.some(hasLegalForm)) yield [name, owner];
    }
  }
}

/** The name key of `SIEMENS` for `SIEMENS-NET`. */
function ownerOfNet(name: string): string | undefined {
  const owner = /^([\p{L}\d]{4,})-net$/iu.exec(name.trim())?.[1];
  return owner === undefined ? undefined : nameKey(owner);
}

/** The name key of a name's spelling without umlauts, if it has any. */
function withoutUmlauts(name: string): string | undefined {
  if (!/[^ -~]/.test(name)) return undefined;
  const lower = name.normalize('NFC').toLowerCase();
  const expanded = lower.replace(umlaut, (letter) => umlauts[letter] ?? letter);
  return expanded === lower ? undefined : nameKey(expanded);
}

function hasLegalForm({ spelling }: Clue): boolean {
  const words = foldWords(spelling.name);
  return withoutLegalForms(words).length < words.length;
}
