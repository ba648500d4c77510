import { foldForm, matchingForm } from '../text.ts';
import type { Rule, Verdict } from '../types.ts';
import { compileLooks } from './looks.ts';
import type { Part, Wanted } from './part.ts';
import { compilePatterns } from './patterns.ts';
import { compilePhrases } from './phrases.ts';

export interface Hit {
  rule: Rule;
  /** The part of the name that the rule matched. */
  matched: string;
}

/** Rules, compiled. The same name always gets the same answer. */
export interface Classifier {
  /** The first rule that matches decides. */
  verdict(name: string): Verdict;
  /** Every rule that matches, in the order of the rules. */
  hits(name: string): Hit[];
  /** What the rule at this place of the list matches, whatever the others say; undefined if nothing. */
  hitOf(place: number, name: string): Hit | undefined;
  /** The second opinion on a name, whatever the rules say; undefined if there is none. */
  opinion(name: string): Verdict | undefined;
}

export interface ClassifierOptions {
  /** Asked where no rule speaks; its verdict names no rule. */
  secondOpinion?: (name: string) => Verdict | undefined;
}

/** What a name gets that no rule speaks of: it is kept, as a person had better look. */
export const unsure: Verdict = { type: 'unsure', kept: true, confidence: 0.5 };

// The same list is compiled to check its examples and again to be used.
const compiled = new WeakMap<readonly Rule[], { onForm: Part[]; onWords: Part[] }>();

function partsOf(rules: readonly Rule[]) {
  const parts = compiled.get(rules) ?? {
    onForm: [compileLooks(rules), compilePatterns(rules)],
    onWords: [compilePhrases(rules)],
  };
  compiled.set(rules, parts);
  return parts;
}

/** Compiles rules without faults, as `loadRules` gives them. The list must not change afterwards. */
export function compile(rules: readonly Rule[], options: ClassifierOptions = {}): Classifier {
  const { onForm, onWords } = partsOf(rules);

  function scan(name: string, wanted: Wanted, found: (match: Match) => void): void {
    const form = matchingForm(name);
    const words = foldForm(form);
    for (const part of onWords) {
      part.scan(words, wanted, (rule, start, end) => found({ part, text: words, rule, start, end }));
    }
    for (const part of onForm) {
      part.scan(form, wanted, (rule, start, end) => found({ part, text: form, rule, start, end }));
    }
  }

  function first(name: string, from: number, below: number): Hit | undefined {
    const wanted = { from, below };
    let best: Match | undefined;
    scan(name, wanted, (match) => {
      if (best && !isBefore(match, best)) return;
      best = match;
      wanted.below = match.rule + 1;
    });
    return best && toHit(best);
  }

  const toHit = ({ part, text, rule, start, end }: Match): Hit => ({
    rule: rules[rule] as Rule,
    matched: part.matched(rule, text, start, end),
  });

  return {
    verdict(name) {
      const hit = first(name, 0, rules.length);
      if (!hit) return options.secondOpinion?.(name) ?? unsure;
      const { type, kind, confidence } = hit.rule;
      return { type, kept: kind === 'keep', confidence, ...hit };
    },
    hits(name) {
      const byRule = new Map<number, Match>();
      scan(name, { from: 0, below: rules.length }, (match) => {
        const other = byRule.get(match.rule);
        if (!other || isBefore(match, other)) byRule.set(match.rule, match);
      });
      return [...byRule.values()].sort((a, b) => a.rule - b.rule).map(toHit);
    },
    hitOf: (place, name) => first(name, place, place + 1),
    opinion: (name) => options.secondOpinion?.(name),
  };
}

interface Match {
  part: Part;
  text: string;
  rule: number;
  start: number;
  end: number;
}

/** The earlier rule; of one rule the match that begins first, and of these the longest. */
const isBefore = (a: Match, b: Match): boolean =>
  a.rule !== b.rule ? a.rule < b.rule : a.start !== b.start ? a.start < b.start : a.end > b.end;
