import { dayNumber, dayText } from '../../src/history/days.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import type { Manifest } from '../../src/run-types.ts';
import type { Days } from '../../src/types.ts';
import { madeName } from './measure.ts';

/** Of each week but those that ask for more. */
export const organisationsAWeek = 5_000;
const population = 60_000;
const monday = dayNumber('2021-11-15');

const share = (value: string, n: number) => ({ value, metrics: { sessions: n, pageViews: 2 * n } });
const page = (n: number) => `/products/${madeName(n % 300).replaceAll(' ', '-')}`;

/** Numbers from 0 to 1, always the same. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const daysOf = (week: number): Days => ({
  from: dayText(monday + 7 * week),
  to: dayText(monday + 7 * week + 6),
});

/** Some organisations come every week, most once in a while; every other one is a network. */
export function sightings(week: number, organisations = organisationsAWeek): StoredSighting[] {
  const next = random(week + 1);
  const numbers = new Set<number>();
  while (numbers.size < organisations) numbers.add(Math.floor(population * next() ** 2.5));
  return [...numbers].map((n, place): StoredSighting => {
    const sessions = 1 + Math.floor(next() * 40);
    const name = madeName(n);
    const metrics = {
      sessions,
      engagedSessions: sessions >> 1,
      pageViews: sessions * 3,
      engagementSeconds: n % 900,
    };
    const common = {
      key: `n:${name}`,
      name,
      metrics,
      spellings: [name],
      seen: daysOf(week),
      confidence: 0.8,
    };
    if (place >= organisations / 2) {
      const told = { rule: 'words-telecom', matched: 'telecom', why: 'a word of networks' };
      return { ...common, ...told, fate: 'excluded', type: 'isp', reasons: [], evidence: {} };
    }
    const pages = Array.from({ length: 1 + (n % 10) }, (_, i) => share(page(n * 7 + week + i), sessions + i));
    const sentences = [
      'read /pricing, /demo (4 views)',
      `${sessions} sessions`,
      `came on ${1 + (n % 5)} days`,
    ];
    return {
      ...common,
      fate: 'lead',
      type: 'business',
      rank: place + 1,
      score: n % 100,
      status: 'steady',
      previous: { sessions: sessions + 1, pageViews: sessions * 2 },
      reasons: sentences.map((text, i) => ({ signal: `signal-${i}`, points: 10 + (n % 7), text })),
      evidence: {
        page: pages,
        day: [share(daysOf(week).from, sessions)],
        channel: [share('Organic Search', sessions), share('Direct', 1)],
        country: [share('Germany', sessions)],
      },
    };
  });
}

export const manifest: Manifest = {
  tool: 'ga-leads',
  version: 'bench',
  source: { kind: 'file', label: 'bench', query: {} },
  hashes: { rules: '', settings: '' },
  counts: {
    rows: 0,
    names: 0,
    organisations: 0,
    excluded: {},
    notForUs: 0,
    dismissed: 0,
    belowMinimum: 0,
    onlyExcludedPages: 0,
    leads: 0,
    sightings: {},
    sessions: { total: 0, byType: {} },
  },
  quality: [],
  requests: 0,
};
