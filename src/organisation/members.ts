import type { Decided } from './aliases.ts';
import type { Clue } from './clues.ts';
import { decidedKey, keyAmong } from './namesakes.ts';
import { joinSameNames } from './same-name.ts';

/** The spellings of each organisation, by its key. */
export function membersByKey(clues: readonly Clue[], splitByCountry: boolean): Map<string, Clue[]> {
  const byName = new Map<string, Clue[]>();
  const byDecision = new Map<Decided, Clue[]>();
  for (const clue of clues) {
    if (clue.decided === undefined) put(byName, clue.name, clue);
    else put(byDecision, clue.decided, clue);
  }
  joinSameNames(byName);

  const byKey = new Map<string, Clue[]>();
  for (const [name, namesakes] of byName) {
    const keyOf = keyAmong(name, namesakes, splitByCountry);
    // Most names stand alone: their lists need not be made again.
    if (keyOf === undefined && !byKey.has(name)) byKey.set(name, namesakes);
    else for (const clue of namesakes) put(byKey, keyOf?.(clue) ?? name, clue);
  }
  for (const [decided, members] of byDecision) {
    const key = decidedKey(decided, members);
    for (const clue of members) put(byKey, key, clue);
  }
  return byKey;
}

// Map.groupBy takes three times as long.
function put<Key>(lists: Map<Key, Clue[]>, key: Key, clue: Clue): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [clue]);
  else list.push(clue);
}
