import { UserError } from '../../errors.ts';
import type { SourceCheck } from '../../run-types.ts';
import type { SourceContext } from '../index.ts';
import { windowOf } from '../window.ts';
import { type Ask, asker } from './ask.ts';
import type { Connection } from './connect.ts';
import { discover, howNamesGetIn, networkDimensions, unknownDimension } from './dimension.ts';
import { apiMetrics } from './question.ts';
import { onlyValue } from './rows.ts';
import { timeZoneOf } from './time-zone.ts';

/** What stands where no network name is known; GA's own empty values come on top. */
const placeholders = [
  '(not set)',
  '(other)',
  '(Non-Company Visitor)',
  '(Non-AccountWatch Visitor)',
  'unknown.unknown',
  'not available in demo dataset',
];

/** Who asks, which property and dimension, how many visits have a name, and what is left of the quota. */
export async function checkProperty(
  context: SourceContext,
  connected: () => Promise<Connection>,
  property: string,
): Promise<SourceCheck> {
  const answer: SourceCheck = { facts: [], problems: [] };
  try {
    const connection = await connected();
    const { account, standIn } = connection;
    answer.facts.push([
      'signed in as',
      standIn ? `nobody: stand-in at ${standIn}` : `${account.who} (${account.from})`,
    ]);
    const name = await connection.propertyName?.();
    answer.facts.push(['property', name ? `${property} (${name})` : property]);
    await checkVisits(context, asker(context, connection, property), property, answer);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    answer.problems.push({ message: error.message, next: error.next ?? '' });
  }
  return answer;
}

async function checkVisits(
  { settings, edge }: SourceContext,
  ask: Ask,
  property: string,
  { facts, problems }: SourceCheck,
): Promise<void> {
  const sessions = { metrics: [{ name: apiMetrics.sessions }], limit: 1 };
  const probe = await ask.report({
    ...sessions,
    dateRanges: [{ startDate: 'yesterday', endDate: 'yesterday' }],
  });
  const timeZone = timeZoneOf(probe, property);
  facts.push(['time zone', timeZone]);

  const metadata = await ask.metadata();
  const candidates = networkDimensions(metadata);
  const dimension = settings.dimension ?? discover(metadata, property);
  if (!(metadata.dimensions ?? []).some(({ apiName }) => apiName === dimension)) {
    throw unknownDimension(dimension, metadata, property);
  }
  const others = candidates.filter((candidate) => candidate !== dimension);
  const how = settings.dimension ? 'as set' : 'found by its name';
  facts.push([
    'dimension',
    `${dimension} (${[how, ...others.map((other) => `also there: ${other}`)].join('; ')})`,
  ]);

  const { from, to } = windowOf({}, edge.now(), timeZone).current;
  const lastWeek = { ...sessions, dateRanges: [{ startDate: from, endDate: to }] };
  const all = onlyValue(await ask.report(lastWeek));
  const unnamed = onlyValue(await ask.report({ ...lastWeek, dimensionFilter: withoutName(dimension) }));
  const named = Math.max(0, all - unnamed);
  const share = all > 0 ? ` (${Math.round((100 * named) / all)} %)` : '';
  facts.push(['named visits', `${named} of ${all} sessions${share} in ${from} to ${to} have a network name`]);
  if (named === 0) {
    problems.push({
      message: `no visit of ${from} to ${to} has a network name in ${dimension}`,
      next: howNamesGetIn,
    });
  }
  const quota = ask.quality.quota();
  if (quota) {
    const left = [
      quota.remainingThisHour !== undefined && `${quota.remainingThisHour} tokens this hour`,
      quota.remainingToday !== undefined && `${quota.remainingToday} today`,
    ];
    facts.push(['quota left', `${left.filter(Boolean).join(', ')}; this check took ${quota.consumed}`]);
  }
}

const withoutName = (fieldName: string) => ({
  orGroup: {
    expressions: [
      { filter: { fieldName, emptyFilter: {} } },
      { filter: { fieldName, inListFilter: { values: placeholders, caseSensitive: false } } },
    ],
  },
});
