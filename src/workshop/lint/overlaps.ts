import { compile } from '../../classify/classifier.ts';
import { literalOf } from '../../classify/pattern.ts';
import { parsePhrase } from '../../classify/phrase.ts';
import { type Entry, meaningOf, quoted, ruleOf } from '../entries.ts';
import { type Finding, named, placeOf } from './finding.ts';

/**
 * Entries that never decide, because another one finds all that they find and comes before them: the same
 * text twice, in rules that agree or not, or a wider one (`telecom*` and then `telecom italia`).
 */
export function overlaps(entries: readonly Entry[]): Finding[] {
  // Phrases and patterns see names in different forms: only like can be compared with like.
  const covered = [
    ...coveredAmong(entries.filter(({ way }) => way !== 'pattern')),
    ...coveredAmong(entries.filter(({ way }) => way === 'pattern')),
  ];
  const groups = Map.groupBy(covered, ({ entry, cover, check }) => `${entry.place} ${cover.place} ${check}`);
  return [...groups.values()].flatMap(findingOf);
}

interface Covered {
  entry: Entry;
  /** Comes before it and finds all that it finds. */
  cover: Entry;
  check: 'duplicate' | 'covered' | 'contradiction' | 'order';
}

function coveredAmong(entries: readonly Entry[]): Covered[] {
  const alone = entries.map(ruleOf);
  const classifier = compile(alone);
  const placeIn = new Map(alone.map((rule, index) => [rule, index]));
  const meanings = entries.map(meaningOf);
  const firstOf = new Map<string, number>();
  for (const [index, meaning] of meanings.entries()) if (!firstOf.has(meaning)) firstOf.set(meaning, index);

  return entries.flatMap((entry, index) => {
    const probe = probeOf(entry);
    const finders =
      probe === undefined ? [] : classifier.hits(probe).map(({ rule }) => placeIn.get(rule) ?? index);
    const covers = [firstOf.get(meanings[index] ?? '') ?? index, ...finders].filter((other) =>
      meanings[other] === meanings[index] ? other < index : (entries[other]?.place ?? 0) <= entry.place,
    );
    const first = Math.min(...covers);
    const cover = entries[first];
    if (!cover) return [];
    return [{ entry, cover, check: checkOf(entry, cover, meanings[first] === meanings[index]) }];
  });
}

function checkOf(entry: Entry, cover: Entry, isSame: boolean): Covered['check'] {
  if (entry.rule.kind !== cover.rule.kind) return isSame ? 'contradiction' : 'order';
  return isSame ? 'duplicate' : 'covered';
}

/** One finding of all that one rule covers of another in the same way. */
function findingOf(group: readonly Covered[]): Finding[] {
  const [first] = group;
  if (!first) return [];
  const { check } = first;
  const { rule } = first.entry;
  const earlier = first.cover.rule;
  const texts = quoted(group.map(({ entry }) => entry.text));
  const wider = quoted([...new Set(group.map(({ cover }) => cover.text))]);
  const where = rule === earlier ? 'this rule' : named(earlier);
  const mend =
    rule.kind === 'keep' ? `Move ${rule.id} before ${earlier.id}.` : `Take it out, or narrow ${earlier.id}.`;
  const [message, next] = {
    contradiction: [
      `${texts} is in ${where} too, which comes first: here it never decides`,
      'Take it out of one of the two.',
    ],
    order: [`${texts} never decides: ${where} comes first and finds all of it with ${wider}`, mend],
    duplicate: [`${texts} is in ${where} already`, 'Take it out here.'],
    covered: [`${texts} adds nothing: ${where} finds all of it with ${wider}`, 'Take it out here.'],
  }[check] as [string, string];
  const level = earlier.kind === rule.kind ? 'advice' : 'problem';
  return [{ check, level, rule: placeOf(rule), message, next }];
}

/** A letter that no name has, so that only an entry that is open there goes on over it. */
const letter = 'ꙮ';

/** The least name that an entry finds: what else finds it, finds all that the entry does. */
function probeOf({ way, text }: Entry): string | undefined {
  if (way === 'pattern') {
    const literal = literalOf(text);
    if (!literal) return undefined;
    const [before, after] = [
      { any: 'q', boundary: 'q ', end: '' },
      { any: 'q', boundary: ' q', end: '' },
    ];
    return before[literal.before] + literal.text + after[literal.after];
  }
  const phrase = parsePhrase(text, way);
  if ('fault' in phrase || way === 'exact') return 'fault' in phrase ? undefined : phrase.text;
  const before = phrase.openBefore ? letter : `${letter} `;
  const after = phrase.openAfter ? letter : ` ${letter}`;
  return (way === 'starts' ? '' : before) + phrase.text + after;
}
