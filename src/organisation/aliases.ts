import { foldWords, printable } from '../text.ts';
import type { Alias } from '../types.ts';
import { fitting, nameKey } from './name-key.ts';

/** The organisation that people have decided a raw name belongs to. */
export interface Decided {
  key: string;
  /** As people wrote it; absent for a name that was only set apart. */
  name?: string;
}

/** A name as it is written, but for case and punctuation. */
export const exactly = (name: string): string => foldWords(name).join(' ') || name;

/**
 * Tells whose a raw name is by people's decisions. A spelling counts with every legal form, case and
 * punctuation; what is set apart only as it is written (case and punctuation aside), and before all else.
 * An alias' key is its first domain, else its organisation's name, whatever names a reading has.
 */
export function decisions(aliases: readonly Alias[]): (name: string, key: string) => Decided | undefined {
  const apart = new Map<string, Decided>();
  const together = new Map<string, Decided>();
  for (const { organisation, spellings, apart: others } of aliases) {
    const keys = [organisation, ...spellings].map(nameKey);
    const key = keys.find((one) => one.startsWith('d:')) ?? nameKey(organisation);
    const decided = { key, name: printable(organisation) };
    for (const one of keys) if (!together.has(one)) together.set(one, decided);
    for (const other of others) {
      const own = nameKey(other).startsWith('d:') ? nameKey(other) : fitting(`n:${exactly(other)}`);
      apart.set(exactly(other), { key: own === key ? fitting(`${own} (apart)`) : own });
    }
  }
  return (name, key) => (apart.size > 0 ? apart.get(exactly(name)) : undefined) ?? together.get(key);
}
