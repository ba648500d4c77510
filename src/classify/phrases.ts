import { withoutLegalForms } from '../legal-forms.ts';
import type { Rule } from '../types.ts';
import { Automaton } from './automaton.ts';
import { isWanted, type Part } from './part.ts';
import { isBoundary, type Phrase, type PhraseList, parsePhrase } from './phrase.ts';

/** `words`, `starts` and `exact` of all rules, looked for in the folded words of a name, joined by spaces. */
export function compilePhrases(rules: readonly Rule[]): Part {
  const phrases: (Phrase & { rule: number; list: PhraseList })[] = [];
  for (const [rule, { words, starts, exact }] of rules.entries()) {
    for (const [list, entries] of Object.entries({ words, starts, exact }) as [PhraseList, string[]?][]) {
      for (const entry of entries ?? []) {
        const phrase = parsePhrase(entry, list);
        if ('text' in phrase) phrases.push({ ...phrase, rule, list });
      }
    }
  }
  const automaton = new Automaton(phrases.map(({ text }) => text));

  return {
    scan(text, wanted, seen) {
      let bare: string | undefined;
      automaton.scan(text, (index, end) => {
        const phrase = phrases[index] as (typeof phrases)[number];
        if (!isWanted(phrase.rule, wanted)) return;
        const start = end - phrase.text.length;
        if (phrase.list === 'exact') {
          if (phrase.text.length !== text.length) {
            bare ??= withoutLegalForms(text.split(' ')).join(' ');
            if (phrase.text !== bare) return;
          }
        } else {
          if (phrase.list === 'starts' && start > 0) return;
          if (!phrase.openBefore && !isBoundary(text, start)) return;
          if (!phrase.openAfter && !isBoundary(text, end)) return;
        }
        seen(phrase.rule, start, end);
      });
    },
    matched(_rule, text, start, end) {
      let [from, to] = [start, end];
      while (!isBoundary(text, from)) from -= 1;
      while (!isBoundary(text, to)) to += 1;
      return text.slice(from, to);
    },
  };
}
