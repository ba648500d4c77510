import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { read } from '../../src/classify/model/pieces.ts';
import { loadRules } from '../../src/config/rules.ts';
import { foldWords } from '../../src/text.ts';
import { parseLabelled } from '../../src/workshop/labelled.ts';
import { makeNames, type Tongue } from './make-names.ts';

export const labels = ['business', 'education', 'government', 'nonprofit', 'isp', 'hosting'] as const;
export type Label = (typeof labels)[number];

/** A name to learn from. */
export interface Example {
  name: string;
  label: Label;
  /** How much it counts. */
  weight: number;
  /** Labelled by others, and so possibly wrong; the rest is our own. */
  labelled: boolean;
}

export const isNetwork = ({ label }: Pick<Example, 'label'>): boolean =>
  label === 'isp' || label === 'hosting';

/** Names with the same first word are never on both sides of a split. */
export const groupOf = (name: string): string => foldWords(name)[0] ?? '';

/** Against the balance of the labelled names, of which most are schools and offices of the United States. */
const labelledWeights: Record<Label, number> = {
  business: 1,
  education: 0.1,
  government: 0.1,
  nonprofit: 1,
  isp: 1.4,
  hosting: 1.4,
};
const knownWeight = 1;
const madeWeight = 0.2;
const ruleWeight = 0.2;

const folder = path.join(import.meta.dirname, 'names');
const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8');

/** Entries of a `;`-separated list, which may be broken into lines. */
export const entries = (text: string): string[] =>
  text
    .split(';')
    .map((entry) => entry.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

const labelOf = (text: string): Label | undefined => labels.find((label) => label === text);

/** The names of a labelled file, as `ga-leads rules score` reads them. Other labels are left out. */
export function labelledNames(file: string): Example[] {
  return parseLabelled(readFileSync(file, 'utf8'), file).flatMap(({ name, label: text }) => {
    const label = labelOf(text);
    return label ? [{ name, label, weight: labelledWeights[label], labelled: true }] : [];
  });
}

function knownNames(): Example[] {
  return (['isp', 'hosting', 'business'] as const).flatMap((label) =>
    entries(textOf(`known/${label}.txt`)).map((name) => ({
      name,
      label,
      weight: knownWeight,
      labelled: false,
    })),
  );
}

function madeNames(): Example[] {
  const brands = entries(textOf('brands.txt'));
  return globSync('tongues/*.yaml', { cwd: folder })
    .sort()
    .flatMap((file) => {
      const lists = Object.entries(parse(textOf(file)) as Record<keyof Tongue, string>);
      const tongue = Object.fromEntries(
        lists.map(([key, text]) => [key, entries(text)]),
      ) as unknown as Tongue;
      return makeNames(path.basename(file), tongue, brands);
    })
    .map((made) => ({ ...made, weight: madeWeight, labelled: false }));
}

/** Verdict types that the model does not tell apart. */
const coarser: Record<string, Label> = { mobile: 'isp', proxy: 'hosting' };

/** Brands and words of the shipped rules, and the names that they must match. */
async function ruleNames(): Promise<Example[]> {
  const { rules } = await loadRules(['default'], folder);
  return rules.flatMap(({ type, matches, words = [], starts = [], exact = [] }) => {
    const label = coarser[type] ?? labelOf(type);
    if (!label) return [];
    return [...matches, ...words, ...starts, ...exact]
      .map((text) => text.replaceAll('*', ''))
      .map((name) => ({ name, label, weight: ruleWeight, labelled: false }));
  });
}

/** What of our own is learned from beside labelled names, in a fixed order. */
export const ownNames = async (): Promise<Example[]> => [
  ...knownNames(),
  ...madeNames(),
  ...(await ruleNames()),
];

/** Names that the model can learn from: of other scripts it knows nothing. */
export const readableNames = (examples: readonly Example[]): Example[] =>
  examples.filter(({ name }) => read(name).latin > 0.9);
