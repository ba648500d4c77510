import papaparse from 'papaparse';
import { inputError } from '../errors.ts';
import { excludedTypes, keptTypes, type VerdictType } from '../types.ts';
import type { LabelledName } from './score.ts';

/** A name that rules easily get wrong, and where it belongs. */
export interface Trap {
  name: string;
  side: 'keep' | 'exclude';
  type?: VerdictType;
  /** Why it is a trap. */
  note?: string;
}

/**
 * Traps from tab-separated text with a heading: columns name and side (keep or exclude), and if need be type
 * and note. Throws UserErrors (exit 2).
 */
export function parseTraps(text: string, file: string): Trap[] {
  const { data, meta } = papaparse.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    delimiter: '\t',
    header: true,
    skipEmptyLines: true,
    quoteChar: '\0',
  });
  const columns = meta.fields ?? [];
  for (const needed of ['name', 'side']) {
    if (columns.includes(needed)) continue;
    throw inputError(
      `${file} has no column '${needed}' (it has ${columns.join(', ')})`,
      'Give a tab-separated file whose first line names its columns: name, side, and if you like type and note.',
    );
  }
  const types: readonly VerdictType[] = [...keptTypes, ...excludedTypes];
  return data.map(({ name = '', side, type, note }, index) => {
    if (side !== 'keep' && side !== 'exclude') {
      throw inputError(`${file}:${index + 2}: side is '${side ?? ''}'`, 'It is keep or exclude.');
    }
    const known = types.find((candidate) => candidate === type);
    return { name, side, ...(known && { type: known }), ...(note && { note }) };
  });
}

/** Traps as labelled names; where only the side is known, by that side's most general type. */
export const labelledTraps = (traps: readonly Trap[]): LabelledName[] =>
  traps.map(({ name, side, type }) => ({
    name,
    label: type ?? (side === 'keep' ? 'organisation' : 'isp'),
    weight: 1,
  }));
