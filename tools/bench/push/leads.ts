import { openHistory } from '../../../src/history/index.ts';
import type { StoredSighting } from '../../../src/history/sightings.ts';
import type { Days } from '../../../src/types.ts';
import { madeName } from '../measure.ts';
import { manifest } from '../weeks.ts';

const weeks: readonly [Days, Days] = [
  { from: '2026-11-02', to: '2026-11-08' },
  { from: '2026-11-09', to: '2026-11-15' },
];

/** As long as domains mostly are. */
export const domainOf = (n: number): string => `${madeName(n).split(' ')[0]}.example`;

/** A lead as a week of a busy site has it: ten pages, three reasons, a domain. */
function lead(n: number, days: Days, week: number): StoredSighting {
  const name = madeName(n);
  const share = (value: string, sessions: number) => ({
    value,
    metrics: { sessions, pageViews: 2 * sessions },
  });
  const sessions = 5 + (n % 40) + week;
  return {
    key: `d:${domainOf(n)}`,
    name,
    domain: domainOf(n),
    spellings: [name],
    fate: 'lead',
    type: 'business',
    confidence: 0.9,
    rank: n + 1,
    score: ((n * 7) % 90) + week,
    status: week === 0 ? 'new' : 'steady',
    metrics: { sessions, engagedSessions: sessions >> 1, pageViews: 3 * sessions },
    seen: days,
    reasons: ['read /pricing, /demo (4 views)', `${sessions} sessions`, 'came on 3 days'].map((text, i) => ({
      signal: `signal-${i}`,
      points: 10 + i,
      text,
    })),
    evidence: {
      page: Array.from({ length: 10 }, (_, i) => share(`/products/${(n + i) % 300}/overview`, 10 - i)),
      channel: [share('Organic Search', sessions), share('Direct', 1)],
      country: [share('Germany', sessions)],
    },
  };
}

/** Records a week (0, or 1 with other values for each) of so many leads in a history file. */
export function recordLeads(file: string, leads: number, week: 0 | 1): void {
  const history = openHistory(file, { now: () => new Date('2026-11-22') });
  const days = weeks[week];
  history.record(
    { site: 'own', days, at: `${days.to}T06:00:00Z`, manifest },
    Array.from({ length: leads }, (_, n) => lead(n, days, week)),
  );
  history.close();
}
