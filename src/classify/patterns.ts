import { RE2JS as RE2, type RE2JS, RE2Set } from 're2js';
import type { Rule } from '../types.ts';
import { Automaton } from './automaton.ts';
import type { Part } from './part.ts';
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
  const sets: { rules: number[]; set: RE2Set }[] = [];
  for (let at = 0; at < others.length; at += setSize) {
    const members = others.slice(at, at + setSize);
    const set = new RE2Set(RE2Set.UNANCHORED, RE2.CASE_INSENSITIVE);
    for (const rule of members) set.add(rules[rule]?.pattern ?? '');
    sets.push({ rules: members, set });
  }
  const compiled = new Map<number, RE2JS>();

  return {
    scan(text, seen, below) {
      automaton.scan(text, (index, end) => {
        const literal = literals[index] as (typeof literals)[number];
        const start = end - literal.text.length;
        if (
          literal.rule < below() &&
          edgeHolds(literal.before, text, start) &&
          edgeHolds(literal.after, text, end)
        ) {
          seen(literal.rule, start, end);
        }
      });
      for (const { rules: members, set } of sets) {
        if ((members[0] ?? 0) >= below()) return;
        for (const id of set.match(text)) seen(members[id] as number, -1, -1);
      }
    },
    matched(rule, text, start, end) {
      if (start >= 0) return text.slice(start, end);
      let pattern = compiled.get(rule);
      if (!pattern) {
        pattern = compilePattern(rules[rule]?.pattern ?? '');
        compiled.set(rule, pattern);
      }
      return pattern.exec(text)?.[0] ?? '';
    },
  };
}
