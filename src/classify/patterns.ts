import type { RE2JS } from 're2js';
import type { Rule } from '../types.ts';
import { Automaton } from './automaton.ts';
import { isWanted, type Part } from './part.ts';
import { compilePattern, edgeHolds, type Literal, literalOf } from './pattern.ts';
import { requiredTexts } from './required.ts';

/** A text that the automaton looks for: all of a pattern, or what a name must hold for the pattern to match. */
type Sought = { rule: number; text: string; literal?: Literal };

/**
 * `pattern` of all rules, looked for in the matching form. Patterns that are plain texts are found by one
 * automaton. It tells as well which of the others are worth a try: all of them as one RE2 set are slower by
 * far, as the states of some twenty such patterns multiply.
 */
export function compilePatterns(rules: readonly Rule[]): Part {
  const sought: Sought[] = [];
  const always: number[] = [];
  for (const [rule, { pattern }] of rules.entries()) {
    if (pattern === undefined) continue;
    const literal = literalOf(pattern);
    const texts = literal ? [literal.text] : requiredTexts(pattern);
    if (texts) sought.push(...texts.map((text) => ({ rule, text, ...(literal && { literal }) })));
    else always.push(rule);
  }
  const automaton = new Automaton(sought.map(({ text }) => text));
  const re2Of = (rule: number): RE2JS => compilePattern(rules[rule]?.pattern ?? '');

  return {
    scan(text, wanted, seen) {
      let candidates: Set<number> | undefined;
      automaton.scan(text, (index, end) => {
        const { rule, text: found, literal } = sought[index] as Sought;
        if (!isWanted(rule, wanted)) return;
        if (!literal) candidates = (candidates ?? new Set()).add(rule);
        else if (edgeHolds(literal.before, text, end - found.length) && edgeHolds(literal.after, text, end)) {
          seen(rule, end - found.length, end);
        }
      });
      for (const rules of [always, candidates ?? []]) {
        for (const rule of rules) {
          if (isWanted(rule, wanted) && re2Of(rule).test(text)) seen(rule, -1, -1);
        }
      }
    },
    matched: (rule, text, start, end) =>
      start < 0 ? (re2Of(rule).exec(text)?.[0] ?? '') : text.slice(start, end),
  };
}
