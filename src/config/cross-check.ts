import { RE2JS } from 're2js';
import type { Problem } from './problems.ts';
import type { Settings } from './schema.ts';

/** What no single setting can tell: settings that need or exclude one another. */
export function crossCheck(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, message: string) => problems.push({ path, message });

  const windows = [settings.week, settings.from ?? settings.to, settings.days];
  if (windows.filter((window) => window !== undefined).length > 1) {
    say('week', 'give one of week, from and to, or days');
  }
  if (settings.from && !settings.to) say('to', 'from needs to');
  if (settings.to && !settings.from) say('from', 'to needs from');
  if (settings.from && settings.to && settings.from > settings.to) say('from', 'is after to');

  const { email } = settings.sinks;
  for (const name of ['host', 'from'] as const) {
    if (email.enabled && !email[name]) say(`sinks.email.${name}`, 'is needed to send e-mail');
  }
  if (email.enabled && email.to.length === 0) say('sinks.email.to', 'names nobody');
  const { salesforce, sheets, webhook } = settings.sinks;
  if (salesforce.enabled && !salesforce.baseUrl)
    say('sinks.salesforce.baseUrl', 'is needed: your My Domain host');
  if (sheets.enabled && !sheets.spreadsheet)
    say('sinks.sheets.spreadsheet', 'is needed: the id in its address');
  if (webhook.enabled && !webhook.baseUrl) say('sinks.webhook.baseUrl', 'is needed: where to post to');

  if (Object.values(settings.weights).every((weight) => weight === 0)) {
    say('weights', 'all are 0: nothing is left to rank by');
  }
  for (const list of ['highIntent', 'exclude'] as const) {
    for (const [index, pattern] of settings.pages[list].entries()) {
      const fault = patternFault(pattern);
      if (fault) say(`pages.${list}[${index}]`, fault);
    }
  }
  for (const [name, { where }] of Object.entries(settings.segments)) {
    const isEmpty = Object.values(where).every((condition) => condition === undefined);
    if (isEmpty) say(`segments.${name}.where`, 'has no condition: every lead would be in it');
    const fault = where.page === undefined ? undefined : patternFault(where.page);
    if (fault) say(`segments.${name}.where.page`, fault);
  }
  return problems;
}

function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return undefined;
  } catch (error) {
    return `not an RE2 pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}
