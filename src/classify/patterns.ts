import { RE2JS, RE2Set } from 're2js';
import type { Rule } from '../types.ts';
import { Automaton } from './automaton.ts';
import { isWanted, type Part } from './part.ts';
import { compilePattern, edgeHolds, type Literal, literalOf } from './pattern.ts';

/** re2js's sets slow down steeply beyond about so many patterns each. */
const setSize = 100;

/** `pattern` of all rules, looked for in the matching form: plain texts in one automaton, the rest as RE2 sets. */
export function compilePatterns(rules: readonly Rule[]): Part {
  const literals: (Literal & { rule: number })[] = [];
  const others: number[] = [];
  for (const [rule, { pattern }] of rules.entries()) {
    if (pattern === undefined) continue;
    const literal = literalOf(pattern);
    if (literal) literals.push({ ...literal, rule });
    else others.push(rule);
  }
  const automaton = new Automaton(literals.map(({ text }) => text));
  const sets: { members: number[]; set: RE2Set }[] = [];
  for (let at = 0; at < others.length; at += setSize) {
    const members = others.slice(at, at + setSize);
    const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE);
    for (const rule of members) set.add(rules[rule]?.pattern ?? '');
    sets.push({ members, set });
  }
  const compiled = new Map<number, RE2JS>();
  function alone(rule: number): RE2JS {
    const pattern = compiled.get(rule) ?? compilePattern(rules[rule]?.pattern ?? '');
    compiled.set(rule, pattern);
    return pattern;
  }

  return {
    scan(text, wanted, seen) {
      automaton.scan(text, (index, end) => {
        const { rule, text: found, before, after } = literals[index] as (typeof literals)[number];
        const start = end - found.length;
        if (!isWanted(rule, wanted) || !edgeHolds(before, text, start) || !edgeHolds(after, text, end))
          return;
        seen(rule, start, end);
      });
      const seenOf = (rule: number) => isWanted(rule, wanted) && seen(rule, -1, -1);
      for (const { members, set } of sets) {
        if ((members[0] ?? 0) >= wanted.below) return;
        if (wanted.below - wanted.from > 1) for (const id of set.match(text)) seenOf(members[id] as number);
        // A single pattern is answered without the set, whose first answers are slow.
        else if (members.includes(wanted.from) && alone(wanted.from).test(text)) seenOf(wanted.from);
      }
    },
    matched: (rule, text, start, end) =>
      start < 0 ? (alone(rule).exec(text)?.[0] ?? '') : text.slice(start, end),
  };
}
