import { nearestFew } from '../config/nearest.ts';
import { inputError } from '../errors.ts';
import { windowName } from '../history/days.ts';
import type { History } from '../history/index.ts';
import type { KnownOrganisation } from '../history/organisations.ts';
import type { Site } from '../history/runs.ts';
import { withoutLegalForms } from '../legal-forms.ts';
import { plural } from '../numbers.ts';
import { registrableDomain } from '../organisation/domain.ts';
import { nameKey } from '../organisation/name-key.ts';
import { foldWords, printable } from '../text.ts';
import { shellWord } from '../workshop/commands.ts';

/**
 * The one organisation that a person means by its display name, any of its spellings, its key or its domain.
 * Several, or none (the nearest names are told then), are a UserError (exit 2).
 */
export function findOrganisation(history: History, site: Site, text: string): KnownOrganisation {
  if (printable(text) === '') throw inputError('which organisation? Its name is empty');
  const found = candidates(history, site, text);
  const only = found.find(({ key }) => key === text) ?? (found.length === 1 ? found[0] : undefined);
  if (only) return only;
  throw found.length > 1 ? ambiguous(history, site, text, found) : unknown(history, site, text);
}

function candidates(history: History, site: Site, text: string): KnownOrganisation[] {
  const domain = registrableDomain(text);
  const byName = nameKey(text);
  const keys = [byName, ...(domain === undefined ? [] : [`d:${domain}`])];
  const found = new Map(history.organisations.find(site, [text, ...keys]).map((one) => [one.key, one]));
  const add = (one: KnownOrganisation) => found.has(one.key) || found.set(one.key, one);
  // The same name with another legal form, of one whose key is its domain.
  for (const { key, name, found: other } of history.organisations.beginning(site, bareWords(text))) {
    if (nameKey(other) === byName) add({ key, name });
  }
  // Of one that was decided on every run may be gone, as old runs are pruned.
  for (const { key, name } of history.decisions.list(site)) {
    if (key === text || keys.includes(withoutCountry(key)) || nameKey(name) === byName) add({ key, name });
  }
  return found.size === 0 && domain !== undefined ? ofDomain(history, site, domain) : [...found.values()];
}

const bareWords = (text: string): string => withoutLegalForms(foldWords(text)).join(' ');

/** Those whose domain it is in the latest run that saw one: where a name stands beside it, no key tells it. */
function ofDomain(history: History, site: Site, domain: string): KnownOrganisation[] {
  for (const { id } of history.runs.list(site)) {
    const found = history.sightings
      .of(id)
      .filter((one) => one.domain !== undefined && registrableDomain(one.domain) === domain);
    if (found.length > 0) return found;
  }
  return [];
}

const most = 10;

function ambiguous(history: History, site: Site, text: string, found: readonly KnownOrganisation[]) {
  const lines = found.slice(0, most).map(({ key, name }) => {
    const last = history.sightings.timeline(site, key).at(-1);
    const seen = last
      ? `last in ${windowName(last.run.days)}${last.metrics.sessions === undefined ? '' : `, ${plural(last.metrics.sessions, 'session')}`}`
      : 'in no run any more';
    return `  ${shellWord(key)}  ${printable(name)}, ${seen}`;
  });
  if (found.length > most) lines.push(`  and ${found.length - most} more`);
  return inputError(
    `${printable(text)} can mean ${found.length} organisations:\n${lines.join('\n')}`,
    'Give the key (the first column) in place of the name.',
  );
}

function unknown(history: History, site: Site, text: string) {
  const byWords = new Map<string, string>();
  for (const { name } of history.organisations.list(site)) {
    const words = wordsOf(name);
    if (!byWords.has(words)) byWords.set(words, printable(name));
  }
  const near = nearestFew(wordsOf(text), [...byWords.keys()], 5).map((words) => byWords.get(words));
  return inputError(
    `no run of ${site === 'own' ? 'your own site' : 'the sample'} has seen an organisation ${printable(text)}`,
    near.length > 0
      ? `The nearest names are ${near.join(', ')}.`
      : 'An organisation can be given by its display name, any spelling, its key or its domain.',
  );
}

const withoutCountry = (key: string): string => key.replace(/\|.*$/, '');
/** A name as it counts: without its legal form. */
const wordsOf = (name: string): string => nameKey(name).replace(/^[dn]:/, '');
