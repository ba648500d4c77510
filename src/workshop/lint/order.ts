import type { Classifier } from '../../classify/classifier.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../entries.ts';
import { type Finding, named, placeOf } from './finding.ts';

/** Rules whose own `matches` an earlier rule decides, and keep rules of one's own after what they save from. */
export function order(
  rules: readonly Rule[],
  classifier: Classifier,
  isOwn: (rule: Rule) => boolean,
): Finding[] {
  return [...rules.flatMap((rule) => lateRule(rule, classifier)), ...keepsAfterExclude(rules.filter(isOwn))];
}

function lateRule(rule: Rule, classifier: Classifier): Finding[] {
  const decided = rule.matches.map((name) => ({ name, by: classifier.verdict(name).rule ?? rule }));
  const place = placeOf(rule);
  const otherSide = decided.filter(({ by }) => by.kind !== rule.kind);
  const [first] = otherSide;
  if (first) {
    const names = quoted(otherSide.map(({ name }) => name));
    return [
      {
        check: 'order',
        level: 'problem',
        rule: place,
        message: `its own matches ${names} never reach it: ${named(first.by)} comes first`,
        next:
          rule.kind === 'keep'
            ? `Move it before ${first.by.id}.`
            : `Narrow ${first.by.id}, or take the names out.`,
      },
    ];
  }
  const others = [...new Set(decided.map(({ by }) => by))];
  if (others.length === 0 || others.includes(rule)) return [];
  return [
    {
      check: 'covered',
      level: 'advice',
      rule: place,
      message: `all of its own matches are decided by rules before it: ${others.map(named).join(', ')}`,
      next: 'Take it out, or give it a match that only it finds.',
    },
  ];
}

function keepsAfterExclude(rules: readonly Rule[]): Finding[] {
  const byFile = Map.groupBy(rules, ({ file }) => file);
  return [...byFile.values()].flatMap((own) => {
    const exclude = own.findIndex(({ kind }) => kind === 'exclude');
    const late = exclude < 0 ? [] : own.slice(exclude).filter(({ kind }) => kind === 'keep');
    const [first] = late;
    if (!first) return [];
    const more = late.length > 1 ? ` (and ${late.length - 1} more)` : '';
    return [
      {
        check: 'order' as const,
        level: 'advice' as const,
        rule: placeOf(first),
        message: `this keep rule${more} comes after the exclude rule ${own[exclude]?.id}: the first that matches wins`,
        next: 'Move keep rules to the top of the file.',
      },
    ];
  });
}
