import { number, plural } from '../numbers.ts';
import type { Counts, Manifest } from '../run-types.ts';
import { printable } from '../text.ts';

const byWeight = (counted: Partial<Record<string, number>>): string =>
  Object.entries(counted)
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([name, n]) => `${name} ${number(n ?? 0)}`)
    .join(', ');

/** From this share of placeholder sessions on, people are told why it is so. */
const tellingShare = 0.5;

/** Why most sessions have no name; undefined if most have one. */
export function notSetNote({ sessions }: Counts): string | undefined {
  const share = sessions.total > 0 ? (sessions.byType.placeholder ?? 0) / sessions.total : 0;
  if (share < tellingShare) return undefined;
  return (
    `${Math.round(share * 100)} % of the sessions have no network name, only (not set) or another placeholder: ` +
    'the site fills the dimension for few visits, or has not done so for long. ' +
    'README, "How the name gets into GA4", says what to expect.'
  );
}

/** The days and the zone of a run, for people. */
export const windowText = ({ days, timeZone }: Manifest): string =>
  days ? `${days.from} to ${days.to}${timeZone ? ` (${timeZone})` : ''}` : 'days unknown';

/** The last line of a run: rows > organisations > excluded by type > leads (new), files, requests, tokens. */
export function summaryLine(manifest: Manifest, files: readonly string[]): string {
  const { counts } = manifest;
  const excluded = Object.values(counts.excluded).reduce((sum, n) => sum + n, 0);
  const left = [
    counts.dismissed > 0 ? `${number(counts.dismissed)} dismissed` : '',
    counts.notForUs > 0 ? `${number(counts.notForUs)} not for us` : '',
    counts.belowMinimum > 0 ? `${number(counts.belowMinimum)} below the minimum` : '',
    counts.onlyExcludedPages > 0 ? `${number(counts.onlyExcludedPages)} on excluded pages only` : '',
  ].filter(Boolean);
  const steps = [
    plural(counts.rows, 'row'),
    plural(counts.organisations, 'organisation'),
    `${number(excluded)} excluded${excluded > 0 ? ` (${byWeight(counts.excluded)})` : ''}`,
    ...(left.length > 0 ? [`${left.join(', ')}`] : []),
    `${plural(counts.leads, 'lead')}${counts.sightings.new ? ` (${number(counts.sightings.new)} new)` : ''}`,
  ];
  const after = [
    files.length > 0 ? `${plural(files.length, 'file')} written: ${files.map(printable).join(', ')}` : '',
    manifest.requests > 0 ? plural(manifest.requests, 'request') : '',
    manifest.quota ? quotaText(manifest.quota) : '',
  ].filter(Boolean);
  return [steps.join(' > '), ...after].join('; ');
}

/** Tokens used and left. */
export function quotaText(quota: NonNullable<Manifest['quota']>): string {
  const left = [
    quota.remainingThisHour === undefined ? '' : `${number(quota.remainingThisHour)} left this hour`,
    quota.remainingToday === undefined ? '' : `${number(quota.remainingToday)} today`,
  ].filter(Boolean);
  return `${plural(quota.consumed, 'token')} used${left.length > 0 ? ` (${left.join(', ')})` : ''}`;
}
