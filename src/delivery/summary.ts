import { exitCodes } from '../errors.ts';
import { number, plural } from '../numbers.ts';
import { printable } from '../text.ts';
import type { DeliveryResult } from './deliver.ts';
import { fates } from './tally.ts';

/** One line for people: `hubspot: 500 leads: 31 created, 12 adopted, 254 unchanged, 2 kept, 1 failed (see …)`. */
export function deliveryLine({ sink, counts, requests, stopped }: DeliveryResult): string {
  const leads = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const parts = fates.filter((fate) => counts[fate] > 0).map((fate) => `${number(counts[fate])} ${fate}`);
  const see = counts.refused + counts.failed > 0 ? ' (see "ga-leads outbox --failed")' : '';
  const none = stopped ? 'nothing was sent' : 'no leads';
  const what = leads === 0 ? none : `${plural(leads, 'lead')}: ${parts.join(', ')}${see}`;
  return `${sink}: ${what}; ${requests === 0 ? 'no request' : plural(requests, 'request')}.`;
}

/** What of people's stayed, in one line; undefined where nothing did. */
export function keptLine({ title, kept: { values, first } }: DeliveryResult): string | undefined {
  if (values === 0) return undefined;
  const shown = first
    .slice(0, shownValues)
    .map(
      ({ name, field, ours, theirs }) =>
        `${name} ${field} (ours ${shownValue(ours)}, theirs ${shownValue(theirs)})`,
    );
  const more = values > shown.length ? `, and ${number(values - shown.length)} more` : '';
  return `push: kept ${plural(values, 'value')} that people changed in ${title}: ${shown.join(', ')}${more}.`;
}

const shownValues = 5;
const shownLetters = 40;

function shownValue(value: string | number): string {
  const text = printable(String(value));
  if (text === '') return 'empty';
  return text.length > shownLetters ? `${text.slice(0, shownLetters - 1)}…` : text;
}

/** 130 at Ctrl-C; 4 where a sink was given up, or something was refused, failed or stays pending; else 0. */
export function deliveryExit(results: readonly DeliveryResult[]): number {
  if (results.some(({ interrupted }) => interrupted)) return exitCodes.interrupted;
  const stopped = results.find((result) => result.stopped)?.stopped;
  if (stopped) return stopped.exitCode;
  const isShort = ({ counts }: DeliveryResult) => counts.refused + counts.failed + counts.pending > 0;
  return results.some(isShort) ? exitCodes.delivery : exitCodes.done;
}
