import { stat } from 'node:fs/promises';
import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import { bytesText, number } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { sparkline } from '../../report/sparkline.ts';
import { byWeek } from './by-week.ts';
import { emptyNote, type HistoryFlags, siteOf, withHistoryOpen } from './open.ts';

/** `ga-leads history stats`: how much is remembered, and how the leads went. */
export const historyStats = (flags: HistoryFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const stats = await statsOf(history, site);
    if (stats.runs === 0) edge.stderr.write(emptyNote(history, site));
    edge.stdout.write(flags.json ? jsonLine(stats) : statsText(stats));
    return exitCodes.done;
  });

async function statsOf(history: History, site: Site) {
  const runs = history.runs.list(site);
  const [last, first] = [runs[0], runs.at(-1)];
  const leads = byWeek(runs.map(({ days, manifest }) => ({ days, value: manifest.counts.leads })));
  return {
    file: history.file,
    bytes: (await stat(history.file)).size,
    site,
    runs: runs.length,
    replayable: runs.filter(({ hasReading }) => hasReading).length,
    first: first ? windowName(first.days) : null,
    last: last ? windowName(last.days) : null,
    organisations: history.organisations.list(site).length,
    leadsByWeek: leads ?? null,
    decisions: tally(history.decisions.list(site).map(({ kind }) => kind)),
    messages: tally(history.deliveries.list(site).map(({ state }) => state)),
  };
}

function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counted: Partial<Record<Word, number>> = {};
  for (const word of words) counted[word] = (counted[word] ?? 0) + 1;
  return counted;
}

function statsText(stats: Awaited<ReturnType<typeof statsOf>>): string {
  const { first, last, leadsByWeek } = stats;
  const line = (label: string, text: string) => `${`${label}:`.padEnd(14)} ${text}\n`;
  const when = first === null ? '' : `, ${first === last ? first : `${first} to ${last}`}`;
  return [
    line('history', `${stats.file}, ${bytesText(stats.bytes)}`),
    line('runs', `${number(stats.runs)}${when}, ${number(stats.replayable)} can be replayed`),
    line('organisations', number(stats.organisations)),
    leadsByWeek ? line('leads by week', courseText(leadsByWeek)) : '',
    line('decisions', tallyText(stats.decisions)),
    line('messages', tallyText(stats.messages)),
  ].join('');
}

/** `▂▄█  2026-W36 to 2026-W38, last 12` */
export function courseText({ first, last, values }: NonNullable<ReturnType<typeof byWeek>>): string {
  const latest = values.at(-1);
  const weeks = first === last ? first : `${first} to ${last}`;
  return `${sparkline(values)}  ${weeks}${latest === undefined ? '' : `, last ${number(latest)}`}`;
}

function tallyText(counted: Partial<Record<string, number>>): string {
  const parts = Object.entries(counted).map(([word, n = 0]) => ({ word, n }));
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const told = parts.sort((a, b) => b.n - a.n).map(({ word, n }) => `${word} ${number(n)}`);
  return told.length > 0 ? `${number(all)} (${told.join(', ')})` : '0';
}
