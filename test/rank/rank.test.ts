import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../src/config/schema.ts';
import { hasEnough, rank } from '../../src/rank/rank.ts';
import { apportion } from '../../src/rank/score.ts';
import { sightingOf } from '../../src/rank/sighting.ts';
import type { Evidence, Metrics, Organisation, Past } from '../../src/types.ts';
import { organisation, unsure } from '../make.ts';

const defaults = settingsSchema.parse({});

const rankOne = (metrics: Metrics, evidence: Evidence = {}, more: Partial<Organisation> = {}) => {
  const subject = organisation('Acme', metrics, more);
  const [lead] = rank(
    [{ organisation: subject, verdict: unsure }],
    new Map([[subject.key, evidence]]),
    defaults,
  ).leads;
  if (!lead) throw new Error('no lead');
  return lead;
};
const pages = (...paths: string[]) => paths.map((value) => ({ value, metrics: { pageViews: 2 } }));
const pointsOf = (signal: string, lead: ReturnType<typeof rankOne>) =>
  lead.reasons.find((reason) => reason.signal === signal)?.points;

const someMetrics = fc.record(
  {
    sessions: fc.nat(5000),
    engagedSessions: fc.nat(5000),
    pageViews: fc.nat(50_000),
    engagementSeconds: fc.nat(100_000),
    keyEvents: fc.nat(50),
    users: fc.nat(5000),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Metrics>;

describe('score', () => {
  it('is whole, from 0 to 100, and the sum of its reasons, whatever the source knows', () => {
    fc.assert(
      fc.property(
        someMetrics,
        fc.boolean(),
        fc.nat(5000),
        fc.nat(7),
        (metrics, hasPrevious, before, days) => {
          const evidence: Evidence = days > 0 ? { day: pages(...Array.from({ length: days }, String)) } : {};
          const { score, reasons } = rankOne(
            metrics,
            evidence,
            hasPrevious ? { previous: { sessions: before } } : {},
          );
          expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
          expect(reasons.every(({ points, text }) => points > 0 && text.length > 0)).toBe(true);
        },
      ),
    );
  });

  it('leaves a missing metric out of the weighing and does not count it as 0', () => {
    const full = { sessions: 8, engagedSessions: 8, pageViews: 48 };
    expect(rankOne(full).score).toBeGreaterThan(rankOne({ ...full, keyEvents: 0 }).score);
    expect(pointsOf('keyEvents', rankOne(full))).toBeUndefined();
  });

  it.each<[string, string, Metrics, Metrics]>([
    [
      'engagement',
      'more engaged sessions',
      { sessions: 10, engagedSessions: 2 },
      { sessions: 10, engagedSessions: 9 },
    ],
    ['depth', 'more pages a session', { sessions: 10, pageViews: 15 }, { sessions: 10, pageViews: 45 }],
    ['volume', 'more sessions', { sessions: 3 }, { sessions: 30 }],
    ['keyEvents', 'more key events', { sessions: 3, keyEvents: 1 }, { sessions: 3, keyEvents: 3 }],
  ])('%s rises with %s', (signal, _, low, high) => {
    expect(pointsOf(signal, rankOne(high))).toBeGreaterThan(pointsOf(signal, rankOne(low)) ?? 0);
  });

  it('rises with days, growth and the pages of a buyer', () => {
    const metrics = { sessions: 6, pageViews: 12 };
    const plain = { day: pages('2026-11-09'), page: pages('/blog') };
    const keen = {
      day: pages('2026-11-09', '2026-11-10', '2026-11-12'),
      page: pages('/pricing', '/en/demo', '/blog'),
    };
    expect(pointsOf('frequency', rankOne(metrics, keen))).toBeGreaterThan(
      pointsOf('frequency', rankOne(metrics, plain)) ?? 0,
    );
    expect(pointsOf('intent', rankOne(metrics, plain))).toBeUndefined();
    expect(rankOne(metrics, keen).reasons.find(({ signal }) => signal === 'intent')?.text).toBe(
      'read /pricing, /en/demo (4 views)',
    );
    expect(pointsOf('growth', rankOne(metrics, {}, { previous: { sessions: 1 } }))).toBeGreaterThan(
      pointsOf('growth', rankOne(metrics, {}, { previous: { sessions: 6 } })) ?? 0,
    );
  });

  it('does not let one engaged session of one beat eighteen of twenty', () => {
    expect(pointsOf('engagement', rankOne({ sessions: 20, engagedSessions: 18 }))).toBeGreaterThan(
      pointsOf('engagement', rankOne({ sessions: 1, engagedSessions: 1 })) ?? 0,
    );
  });

  it('shares points out to the last one', () => {
    expect(apportion([33.4, 33.3, 33.3], 100)).toEqual([34, 33, 33]);
  });
});

describe('rank', () => {
  it('breaks ties by sessions, then name', () => {
    const same = { ...defaults, weights: { ...defaults.weights, volume: 0 } };
    const kept = [
      organisation('B', { sessions: 5 }),
      organisation('A', { sessions: 5 }),
      organisation('C', { sessions: 9 }),
    ];
    const { leads } = rank(
      kept.map((o) => ({ organisation: o, verdict: unsure })),
      new Map(),
      same,
    );
    expect(leads.map(({ rank: place, organisation: { name } }) => `${place} ${name}`)).toEqual([
      '1 C',
      '2 A',
      '3 B',
    ]);
  });

  it('takes excluded pages out of the evidence, the reasons and the depth', () => {
    const lead = rankOne({ sessions: 2, pageViews: 4 }, { page: pages('/careers/engineer', '/products') });
    expect(lead.evidence.page?.map(({ value }) => value)).toEqual(['/products']);
    expect(pointsOf('depth', lead)).toBeUndefined();
  });

  it('makes no lead of who read only excluded pages', () => {
    const subject = organisation('Acme');
    const evidence = new Map([[subject.key, { page: pages('/careers', '/login') }]]);
    const one = { organisation: subject, verdict: unsure };
    expect(rank([one], evidence, defaults)).toEqual({ leads: [], onlyExcludedPages: [one] });
  });

  it('counts the minimum in sessions, and lets unknown ones pass', () => {
    expect(hasEnough(organisation('A', { sessions: 2 }), 3)).toBe(false);
    expect(hasEnough(organisation('A', { sessions: 3 }), 3)).toBe(true);
    expect(hasEnough(organisation('A', {}), 3)).toBe(true);
  });
});

describe('sighting', () => {
  it.each([
    [5, 0, 'new'],
    [1, 1, 'steady'],
    [1, 2, 'steady'],
    [2, 1, 'steady'],
    [6, 3, 'rising'],
    [3, 6, 'cooling'],
    [9, 8, 'steady'],
    [0, 4, 'cooling'],
  ])('%i sessions after %i is %s', (sessions, before, word) => {
    expect(sightingOf(organisation('A', { sessions }, { previous: { sessions: before } }))).toBe(word);
  });

  it('is unknown where the source has no window before', () => {
    expect(sightingOf(organisation('A'))).toBeUndefined();
  });

  const unseen: Past = { runs: 0, sessions: [] };
  const seen = (...sessions: (number | undefined)[]): Past => ({ runs: 3, sessions });
  it.each<[string, number, number | undefined, Past, string]>([
    ['the source saw none before, nor did a run', 5, 0, unseen, 'new'],
    ['no run saw it', 5, undefined, { runs: 0, sessions: [0] }, 'new'],
    [
      'no run saw it, and none was of the window before',
      5,
      undefined,
      { runs: 0, sessions: [undefined] },
      'new',
    ],
    ['runs saw it, the last one did not', 5, undefined, seen(5, 0), 'returning'],
    ['runs saw it, and the source none in the window before', 5, 0, seen(5, 7), 'returning'],
    ['runs saw it, and none was of the window before', 5, undefined, seen(5, undefined), 'returning'],
    ['the source goes before the history', 5, 5, seen(1), 'steady'],
    ['the source saw some before, no run did', 9, 3, unseen, 'rising'],
    ['the history fills in for the source', 9, undefined, seen(3), 'rising'],
    ['the history fills in for the source', 3, undefined, seen(9), 'cooling'],
    ['the history fills in for the source', 4, undefined, seen(4), 'steady'],
  ])('where %s: %i after %s is %5$s', (_, sessions, before, past, word) => {
    const previous = before === undefined ? {} : { previous: { sessions: before } };
    expect(sightingOf(organisation('A', { sessions }, previous), past)).toBe(word);
  });

  it('is unknown where sessions are', () => {
    expect(sightingOf(organisation('A', { users: 3 }), seen(3))).toBeUndefined();
  });
});
