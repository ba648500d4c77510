import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { printable } from '../text.ts';
import { newRule } from '../workshop/new-rule.ts';
import { suggest } from '../workshop/suggest.ts';
import { suggestionJson, suggestionsText } from '../workshop/suggest-text.ts';
import { harmless } from './harmless-rules.ts';
import { ownRuleFile } from './own-rule-file.ts';
import { type CommonFlags, prepare } from './prepare.ts';
import { readTraps } from './traps.ts';
import { readVisited } from './visited.ts';

export interface RulesSuggestFlags extends CommonFlags {
  limit?: number;
  traps?: string;
  json?: boolean;
}

/** `ga-leads rules suggest`: rules for names that look like networks and that no rule knows; none breaks a test. */
export async function rulesSuggest(flags: RulesSuggestFlags, edge: Edge): Promise<number> {
  const { limit = 20, traps, json, ...common } = flags;
  const prepared = await prepare(common, edge);
  const { settings, rules, classifier } = prepared;
  const { reading, organisations } = await readVisited(settings, edge);
  const all = suggest(organisations, classifier);

  const taken = new Set(rules.map(({ id }) => id));
  const today = edge.now().toISOString().slice(0, 10);
  const candidates = all.slice(0, limit).map((suggestion) => {
    const rule = newRule({ ...suggestion, kind: 'exclude' }, taken, today);
    taken.add(rule.id);
    return { suggestion, rule };
  });
  const target = await ownRuleFile(prepared, undefined, edge);
  const wanted = candidates.map(({ rule }) => rule);
  const kept = new Set(harmless(prepared, target, wanted, await readTraps(traps, edge)).rules);
  const shown = candidates.filter(({ rule }) => kept.has(rule)).map(({ suggestion }) => suggestion);

  if (json) {
    const suggestions = shown.map(suggestionJson);
    edge.stdout.write(`${JSON.stringify({ source: reading.label, count: all.length, suggestions })}\n`);
  } else {
    edge.stderr.write(`on ${printable(reading.label)}\n`);
    edge.stdout.write(suggestionsText(shown, all.length - candidates.length));
    const left = candidates.length - shown.length;
    if (left > 0) edge.stderr.write(`${left} left out: they would break a test of the rules\n`);
  }
  return exitCodes.done;
}
