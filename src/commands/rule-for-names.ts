import { compile } from '../classify/classifier.ts';
import type { NewRule } from '../config/rule-edit.ts';
import { inputError } from '../errors.ts';
import type { History } from '../history/index.ts';
import type { KnownOrganisation } from '../history/organisations.ts';
import type { Site } from '../history/runs.ts';
import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords, printable } from '../text.ts';
import type { Rule } from '../types.ts';
import { newRule, wishFault } from '../workshop/new-rule.ts';
import type { Prepared } from './prepare.ts';

/** Every name under which an organisation came, the one for display first. */
export function namesOf(history: History, site: Site, { key, name }: KnownOrganisation): string[] {
  const spellings = history.sightings
    .timeline(site, key)
    .flatMap(({ run }) => history.sightings.one(run.id, key)?.spellings ?? []);
  return [...new Set([name, ...spellings].map(printable))];
}

const mostMatches = 10;

/**
 * An exact rule for these names whatever their legal form, tested on the names themselves. UserError (exit 2)
 * where they hold nothing that a rule could look for.
 */
export function ruleForNames(
  names: readonly string[],
  wish: Pick<Rule, 'kind' | 'type'> & { why?: string | undefined },
  prepared: Prepared,
  today: string,
): NewRule {
  const { kind, type, why } = wish;
  const exact = [...new Set(names.map((name) => withoutLegalForms(foldWords(name)).join(' ')))].filter(
    (text) => text !== '' && wishFault({ text, way: 'exact', kind, type }) === undefined,
  );
  const [text] = exact;
  if (text === undefined) {
    throw inputError(`${names[0]} has no letter or digit that a rule could look for`, 'No rule was made.');
  }
  const taken = new Set(prepared.rules.map(({ id }) => id));
  const given = { kind, type, way: 'exact' as const, text, matches: [], ...(why !== undefined && { why }) };
  const rule = { ...newRule(given, taken, today), exact };
  const finds = compile([{ ...rule, file: '', line: 0 }]);
  const matches = names.filter((name) => finds.hitOf(0, name)).slice(0, mostMatches);
  return { ...rule, matches };
}
