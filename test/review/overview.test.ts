import { describe, expect, it } from 'vitest';
import { manifest, run, sighting, week } from '../history/make.ts';
import { leads, reviewing } from './make.ts';

const counts = (leads: number, fresh: number, placeholder = 0) => ({
  ...manifest.counts,
  names: 90,
  organisations: 80,
  excluded: { isp: 60 },
  leads,
  sightings: { new: fresh },
  sessions: { total: 200, byType: { isp: 120 - placeholder, placeholder, business: 80 } },
});

async function weeks() {
  const reviewed = await reviewing(
    leads('Siemens AG', 'Bosch GmbH').map((one) => ({
      ...one,
      country: 'Germany',
      evidence: {
        page: [{ value: '/<b>pricing', metrics: { pageViews: 4 } }],
        channel: [{ value: 'Direct', metrics: { sessions: 2 } }],
      },
    })),
  );
  const quality = [{ flag: 'sampling', message: 'sampled: <i>half</i>', serious: true }];
  const of = (n: number, some: ReturnType<typeof counts>) =>
    run(week(n), { manifest: { ...manifest, days: week(n), counts: some, quality } });
  reviewed.history.record(of(9, counts(4, 4, 50)), leads('Siemens AG'));
  reviewed.history.record(
    of(10, counts(2, 1)),
    leads('Siemens AG', 'Bosch GmbH').map((one) =>
      sighting(one.name, {
        ...one,
        country: 'Germany',
        evidence: { page: [{ value: '/<b>pricing', metrics: { pageViews: 4 } }] },
      }),
    ),
  );
  return reviewed;
}

describe('the overview', () => {
  it('tells how the leads go, and how many people accepted', async () => {
    const { enter, history } = await weeks();
    history.decisions.decide('own', { key: 'n:siemens ag', name: 'Siemens AG', kind: 'accept', by: 'anna' });
    const text = await (await (await enter()).get('/overview')).text();
    expect(text).toContain('−2 against the week before');
    expect(text).toContain('100 % of 1 judged');
    expect(text).toContain('40 %');
    expect(text).toMatch(/no networks<\/th><td>20</);
    expect(text).toMatch(/\/&lt;b&gt;pricing<\/th><td>8</);
    expect(text).toMatch(/Germany<\/th><td>2</);
    expect(text).not.toMatch(/\sstyle=|<b>pricing/);
  });

  it('is a CSV too', async () => {
    const { enter } = await weeks();
    const text = await (await (await enter()).get('/overview.csv')).text();
    expect(text.split('\r\n').slice(1, 3)).toEqual([
      '2026-W45,90,80,20,4,4,200,80',
      '2026-W46,90,80,20,2,1,200,80',
    ]);
  });

  it('shows the digest, which runs nothing', async () => {
    const { enter } = await weeks();
    const answer = await (await enter()).get('/digest');
    const text = await answer.text();
    expect(text).toContain('Leads in week 46 of 2026');
    expect(text).toContain('<a href="/overview">← Overview</a>');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'/,
    );
  });
});

describe('an earlier week', () => {
  it('has its own digest, and files', async () => {
    const { get } = await (await weeks()).enter();
    const text = await (await get('/overview?run=2026-W45')).text();
    for (const to of ['/overview.csv', '/overview/parts.csv', '/digest'])
      expect(text).toContain(`href="${to}?run=2026-W45"`);
    expect(await (await get('/digest?run=2026-W45')).text()).toContain('href="/overview?run=2026-W45"');
    expect(await (await get('/overview/parts.csv?run=2026-W45')).text()).toMatch(/^figure,name,value/);
  });
});

describe('data quality', () => {
  it('tells each week what was unnamed and what was flagged', async () => {
    const { enter } = await weeks();
    const text = await (await (await enter()).get('/quality')).text();
    expect(text).toContain('sampled: &lt;i&gt;half&lt;/i&gt;');
    expect(text).toMatch(/W45<\/th><td>25</);
    expect(await (await (await enter()).get('/quality.csv')).text()).toContain('2026-W45,200,25,,0,sampling');
  });
});

describe.each([
  '/overview',
  '/overview?run=',
  '/overview.csv',
  '/overview/parts.csv',
  '/digest',
  '/quality',
  '/quality.csv',
])('%s', (to) => {
  it('is shown to nobody who is not in', async () => {
    expect((await (await weeks()).raw(to)).status).toBe(401);
  });

  it('is there before the first run', async () => {
    const { enter, history, desk } = await reviewing([]);
    expect(history.runs.list('own')).toHaveLength(1);
    desk.history.prune({ keepRuns: 1 }, '2030-01-01');
    const answer = await (await enter()).get(to);
    expect(answer.status).toBe(200);
  });
});
