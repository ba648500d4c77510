import { describe, expect, it } from 'vitest';
import { type SegmentSettings, settingsSchema } from '../../src/config/schema.ts';
import { leadOf } from '../../src/history/to-lead.ts';
import { type SegmentStanding, segmentTest } from '../../src/segment.ts';
import { run, sighting, week } from '../history/make.ts';
import { remembering } from './remembered.ts';

const share = (value: string, sessions = 1) => ({ value, metrics: { sessions } });
const rich = sighting('Acme', {
  type: 'education',
  score: 50,
  status: 'rising',
  metrics: { sessions: 6 },
  evidence: {
    country: [share('Germany', 4), share('France', 2)],
    channel: [share('Organic Search'), share('Direct')],
    page: [share('/blog/one'), share('/EN/Pricing?x=1')],
  },
});
const standing: SegmentStanding = { owner: 'Anna', tags: ['Messe', 'dach'], stage: 'MQL' };

const segment = (where: object): SegmentSettings => {
  const found = settingsSchema.parse({ segments: { one: { where } } }).segments.one;
  if (!found) throw new Error('no segment');
  return found;
};

describe('a segment', () => {
  it.each([
    [{ type: ['business', 'education'] }, true],
    [{ type: ['business'] }, false],
    [{ status: ['new', 'rising'] }, true],
    [{ status: ['cooling'] }, false],
    [{ minScore: 50, minSessions: 6 }, true],
    [{ minScore: 51 }, false],
    [{ minSessions: 7 }, false],
    [{ country: ['AT', 'DE'] }, true],
    [{ country: ['germany'] }, true],
    [{ country: ['FR'] }, false],
    [{ channel: ['direct'] }, true],
    [{ channel: ['Direct Mail'] }, false],
    [{ page: '/(pricing|preise)\\b' }, true],
    [{ page: '^/pricing' }, false],
    [{ owner: ['anna', 'kim'] }, true],
    [{ owner: ['ann'] }, false],
    [{ tag: ['x', 'MESSE'] }, true],
    [{ tag: ['mess'] }, false],
    [{ stage: ['MQL'] }, true],
    [{ stage: ['new'] }, false],
    [{ minScore: 40, country: ['DE'], tag: ['dach'] }, true],
    [{ minScore: 40, country: ['DE'], tag: ['other'] }, false],
  ])('where %j: %s, of a lead as of what the history keeps', (where, expected) => {
    const isIn = segmentTest(segment(where));
    expect([isIn(rich, standing), isIn(leadOf(rich), standing)]).toEqual([expected, expected]);
  });

  it("goes by an organisation's own country where one is known", () => {
    const british = { ...rich, country: 'GB' };
    expect(segmentTest(segment({ country: ['United Kingdom'] }))(british)).toBe(true);
    expect(segmentTest(segment({ country: ['DE'] }))(british)).toBe(false);
  });

  it('takes what is not known as not there, and whom nobody decided on as new', () => {
    const bare = { type: 'unsure' as const, metrics: {}, evidence: {} };
    expect(segmentTest(segment({ stage: ['new'] }))(bare)).toBe(true);
    for (const where of [
      { minSessions: 1 },
      { minScore: 1 },
      { country: ['DE'] },
      { channel: ['Direct'] },
      { page: '.*' },
      { status: ['new'] },
      { owner: ['Anna'] },
      { tag: ['x'] },
    ]) {
      expect(segmentTest(segment(where))(bare), JSON.stringify(where)).toBe(false);
    }
  });
});

const settings = `segments:
  dach-buyers:
    where: { country: [DE, AT, CH], page: '/pricing\\b' }
  annas:
    where: { owner: [anna], stage: [MQL, SQL] }
`;
const someWeek = (yaml = settings) =>
  remembering((history) => {
    const evidence = { country: [share('Germany')], page: [share('/pricing')] };
    history.record(run(week(9)), [sighting('Older', { evidence })]);
    history.record(run(week(10)), [
      sighting('Müller "Wein"\u001b[31m', { key: 'n:muller', rank: 1, evidence }),
      sighting('Small', { rank: 2, evidence: { country: [share('Germany')] } }),
      sighting('Boring', { rank: 3, evidence }),
      sighting('Net', { fate: 'excluded', type: 'isp', evidence }),
    ]);
    history.decisions.decideAll('own', [
      { key: 'n:boring', name: 'Boring', kind: 'dismiss', by: 'jo' },
      { key: 'n:small', name: 'Small', kind: 'assign', value: 'Anna', by: 'jo' },
      { key: 'n:small', name: 'Small', kind: 'stage', value: 'MQL', by: 'jo' },
    ]);
  }, yaml);

describe('segments list', () => {
  it('shows the conditions', async () => {
    const { ask, json } = someWeek();
    expect((await ask('segments', 'list')).stdout).toBe(
      'dach-buyers: country DE or AT or CH, page /pricing\\b\nannas: owner anna, stage MQL or SQL\n',
    );
    expect(await json('segments', 'list', '--json')).toEqual([
      { name: 'dach-buyers', where: { country: ['DE', 'AT', 'CH'], page: '/pricing\\b' } },
      { name: 'annas', where: { owner: ['anna'], stage: ['MQL', 'SQL'] } },
    ]);
  });

  it('says so where none is described', async () => {
    const { code, stdout, stderr } = await someWeek('').ask('segments', 'list');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('no segment is described');
  });
});

describe('segments preview', () => {
  it('shows which leads of the last run are in it, without the dismissed', async () => {
    const { ask, json } = someWeek();
    const { code, stdout, stderr } = await ask('segments', 'preview', 'dach-buyers');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'dach-buyers: 1 of 3 leads of 2026-W46\n' });
    expect(stdout.split('\n')[1]).toMatch(/^1 {2}Müller "Wein" \[31m {2}business .*\/pricing/);
    expect(stdout).not.toMatch(/Boring|Net|Older|\u001b/);
    expect(await json('segments', 'preview', 'annas', '--json')).toMatchObject({
      ...{ segment: 'annas', run: '2026-W46', all: 3 },
      leads: [{ organisation: 'Small', key: 'n:small', rank: 2 }],
    });
  });

  it('is refused for a segment that the settings do not have, or without a run', async () => {
    const { code, stderr } = await someWeek().ask('segments', 'preview', 'anna');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'the settings have no segment anna (did you mean annas?)\n',
    });
    const { ask } = remembering(() => undefined, settings);
    expect(await ask('segments', 'preview', 'annas')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no run of your own site'),
    });
  });
});

describe('settings of segments', () => {
  it('are wrong all at once, each with its path', async () => {
    const { ask } = someWeek(`segments:
  Bad Name: { where: { minScore: 1 } }
  typo: { where: { minscore: 1, type: [busines], stage: [mql], minSessions: 0, tag: [] }, wher: 1 }
`);
    const { code, stderr } = await ask('segments', 'list');
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining('7 settings are wrong (ga-leads.yaml):'),
      expect.stringMatching(/^ {2}segments\.Bad Name: expected a short name of small letters, digits and -$/),
      expect.stringMatching(
        /^ {2}segments\.typo\.where\.type\[0\]: expected one of .*did you mean business\?/,
      ),
      expect.stringMatching(/^ {2}segments\.typo\.where\.minSessions: /),
      expect.stringMatching(/^ {2}segments\.typo\.where\.tag: names nothing$/),
      expect.stringMatching(/^ {2}segments\.typo\.where\.stage\[0\]: .*did you mean MQL\?/),
      expect.stringMatching(/^ {2}segments\.typo\.where\.minscore: .*did you mean minScore\?/),
      expect.stringMatching(/^ {2}segments\.typo\.wher: .*did you mean where\?/),
      '',
    ]);
  });

  it('need a condition, and an RE2 pattern for pages', async () => {
    const { ask } = someWeek('segments:\n  all: { where: {} }\n  bad: { where: { page: "(" } }\n');
    expect((await ask('run')).stderr).toMatch(
      /segments\.all\.where: has no condition.*\n {2}segments\.bad\.where\.page: not an RE2 pattern: /,
    );
  });
});
