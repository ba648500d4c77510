import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../src/history/lock.ts';
import { fakeEdge, runCli } from '../edge.ts';
import { manifest, now, run, sighting, week } from '../history/make.ts';
import { readOf, remembering } from './remembered.ts';

const hostile = 'Évil \u001b[31m\u202e"Ünï" O\'Brien\u0007';
const shown = 'Évil [31m "Ünï" O\'Brien';
/** Nothing that only leads have. */
const unranked = { rank: undefined, score: undefined } as object;
const counts = (leads: number, more: object = {}) => ({
  manifest: { ...manifest, counts: { ...manifest.counts, leads, ...more } },
});
const sessions = (n: number) => ({ metrics: { sessions: n } });

/** Two weeks (2026-W45 and W46): who stays, comes, goes, and why. */
const twoWeeks = () =>
  remembering((history) => {
    history.record(run(week(9), counts(5)), [
      sighting('Stays', { score: 50, ...sessions(4) }),
      sighting('Creeps', { score: 50 }),
      sighting('Falls', { score: 60, ...sessions(9) }),
      sighting('Foo Telecom', { score: 41 }),
      sighting('Boring', { score: 40 }),
      sighting('Gone', { score: 30 }),
      sighting('Small', { score: 20, ...sessions(3) }),
      sighting('Freed', { fate: 'excluded', type: 'isp', rule: 'us-cox' }),
    ]);
    const rules = { hashes: { rules: 'other', settings: 's' } };
    history.record(
      run(week(10), {
        manifest: { ...manifest, ...rules, counts: { ...manifest.counts, leads: 5, sightings: { new: 1 } } },
      }),
      [
        sighting(hostile, { key: 'n:evil', score: 80, status: 'new', ...sessions(7) }),
        sighting('Freed', { score: 70 }),
        sighting('Creeps', { score: 51 }),
        sighting('Rises', { key: 'n:stays', name: 'Stays', score: 65, ...sessions(8) }),
        sighting('Falls', { score: 55, ...sessions(9) }),
        sighting('Foo Telecom', { fate: 'excluded', type: 'isp', rule: 'own-foo', matched: 'foo telecom' }),
        sighting('Boring', { fate: 'dismissed' }),
        sighting('Small', { fate: 'belowMinimum', ...sessions(1) }),
      ],
    );
    history.decisions.decide('own', {
      key: 'n:boring',
      name: 'Boring',
      kind: 'dismiss',
      reason: 'too small',
      by: 'anna',
    });
  });

describe('a history that is not there', () => {
  it.each([['list'], ['show', 'Acme'], ['diff'], ['stats'], ['export'], ['prune', '--write'], ['check']])(
    'history %s says so, and makes none',
    async (...argv) => {
      const { code, stdout, stderr, next, cwd } = await runCli(['history', ...argv]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^there is no history yet: .*ga-leads\.sqlite does not exist$/m);
      expect(next).toContain('ga-leads run');
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  it('is told apart from one that is switched off', async () => {
    const { edge } = fakeEdge();
    writeFileSync(path.join(edge.cwd, 'ga-leads.yaml'), 'history: off\n');
    const { code, stderr } = await runCli(['history', 'list'], { cwd: edge.cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'the history is switched off (history: off)\n' });
  });

  it('and one that is empty: no run, no mistake', async () => {
    const { ask, json } = remembering(() => undefined);
    expect(await ask('history', 'list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('no run of your own site is remembered yet'),
    });
    expect(await json('history', 'list', '--json')).toEqual([]);
    expect(await json('history', 'stats', '--json')).toMatchObject({ runs: 0, leadsByWeek: null });
    expect(await ask('history', 'diff')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no run'),
    });
  });
});

describe('history list', () => {
  it('tells of each run its days, source, leads, when it was made and whether it can be replayed', async () => {
    const stored = await readOf({ Acme: 3 }, week(10));
    const { ask, json } = remembering((history) => {
      history.record(run({ from: week(8).from, to: week(9).to }, counts(7)), []);
      history.record(
        run(week(10), counts(1234, { excluded: { isp: 3, bot: 2 }, sightings: { new: 12, steady: 9 } })),
        [],
        stored,
      );
    });
    const { stdout, code } = await ask('history', 'list');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.replace(/ {2,}/g, '|'))).toEqual([
      'run|source|leads|new|excluded|when (UTC)|can be replayed',
      '2026-W46|a.csv|1,234|12|5|2026-11-15 06:00|yes',
      '2026-10-26_2026-11-08|a.csv|7|0|2026-11-08 06:00|no',
      '',
    ]);
    expect(await json('history', 'list', '--json')).toEqual([
      {
        ...{ window: '2026-W46', from: '2026-11-09', to: '2026-11-15', source: 'a.csv', id: 2 },
        ...{ leads: 1234, new: 12, excluded: 5, at: '2026-11-15T06:00:00.000Z', replayable: true },
      },
      expect.objectContaining({ window: '2026-10-26_2026-11-08', new: null, replayable: false }),
    ]);
  });

  it("takes the sample's runs where only the sample has any, and says so", async () => {
    const { ask } = remembering((history) => {
      history.record(run(week(9), { site: 'sample' }), [sighting('Made')]);
    });
    const implied = await ask('history', 'list');
    expect(implied.stdout).toContain('2026-W45');
    expect(implied.stderr).toBe(
      'of your own site no run is remembered yet: this is the sample (made data)\n',
    );
    expect((await ask('history', 'list', '--site', 'sample')).stderr).toBe('');
    expect((await ask('history', 'list', '--site', 'own')).stdout).toBe('');
    expect((await ask('history', 'list', '--site', 'theirs')).code).toBe(2);
    const { ask: both } = remembering((history) => {
      history.record(run(week(9), { site: 'sample' }), []);
      history.record(run(week(10)), []);
    });
    expect((await both('history', 'list')).stdout).not.toContain('2026-W45');
  });
});

describe('history show', () => {
  const known = () =>
    remembering((history) => {
      history.record(run(week(7), counts(1)), [
        sighting('Müller "Wein" & Söhne', {
          key: 'n:muller wein & sohne|de',
          spellings: ['mueller wein', hostile],
          domain: 'mueller-wein.de',
          status: 'new',
          score: 31,
          rank: 9,
          ...sessions(2),
          evidence: {
            page: [{ value: '/pricing\u001b[2J', metrics: { pageViews: 3 } }],
            channel: [{ value: 'Organic Search', metrics: { sessions: 2 } }],
          },
        }),
        sighting('Siemens AG', { key: 'n:siemens|de', ...sessions(4) }),
        sighting('Siemens AG', { key: 'n:siemens|br', ...sessions(1) }),
        sighting('Siemens GmbH', { key: 'd:siemens.example' }),
        sighting('Siemens Energy', { key: 'n:siemens energy' }),
        sighting('Twin', { key: 'n:twin' }),
        sighting('Twin', { key: 'n:twin|de' }),
      ]);
      history.record(run(week(8), counts(0)), []);
      history.record(run(week(10), counts(0)), [
        sighting('Müller "Wein" & Söhne', {
          key: 'n:muller wein & sohne|de',
          spellings: ['mueller wein'],
          fate: 'excluded',
          type: 'isp',
          rule: 'own-wein',
          matched: 'wein',
          ...sessions(5),
          ...unranked,
        }),
      ]);
      const who = { key: 'n:muller wein & sohne|de', name: 'Müller', by: 'anna' };
      history.decisions.decide('own', { ...who, kind: 'assign', value: 'kim' });
      const { id } = history.decisions.decide('own', { ...who, kind: 'dismiss', reason: 'a "no"' });
      history.decisions.undo('own', id, 'kim');
      for (const n of [7, 10]) {
        const subject = { kind: 'slack', site: 'own' as const, window: `2026-W${36 + n}`, segment: 'all' };
        history.deliveries.begin(subject);
        history.deliveries.settle(subject, 'sent');
      }
    });

  it('tells week by week what became of it, by which rule, what people decided, and which message told of it', async () => {
    const { stdout, code } = await known().ask('history', 'show', 'mueller wein');
    expect(code).toBe(0);
    expect(stdout.replace(/ {2,}/g, '|').split('\n')).toEqual([
      'Müller "Wein" & Söhne',
      'key:|n:muller wein & sohne|de',
      'domain:|mueller-wein.de',
      `spellings:|mueller wein; ${shown}`,
      'standing:|neither accepted nor dismissed, owner kim, stage new',
      'sessions:|▄▁ █|2026-W43 to 2026-W46',
      '',
      'run|as|status|sessions|score|rank|type|rule|pages|channels',
      '2026-W43|lead|new|2|31|9|business|/pricing [2J (3)|Organic Search (2)',
      "2026-W46|excluded|5|isp|own-wein on 'wein'",
      '',
      'Decisions',
      'no.|when (UTC)|by|decision',
      '|1|2026-11-22 08:00|anna|assigned to kim',
      '|2|2026-11-22 08:00|anna|dismissed (a "no") – taken back',
      '|3|2026-11-22 08:00|kim|decision 2 taken back',
      '',
      'Messages on its runs as a lead',
      'run|message|segment|state|when (UTC)',
      '2026-W43|slack|all|sent|2026-11-22 08:00',
      '',
    ]);
  });

  it.each([
    'Müller "Wein" & Söhne',
    'MULLER WEIN & SOHNE GmbH',
    hostile,
    'n:muller wein & sohne|de',
    'mueller-wein.de',
    'https://www.mueller-wein.de/',
  ])('finds it by display name, spelling, key or domain: %j', async (text) => {
    const { key, timeline, decisions, spellings } = await known().json('history', 'show', text, '--json');
    expect(key).toBe('n:muller wein & sohne|de');
    expect(timeline.map(({ window }: { window: string }) => window)).toEqual(['2026-W43', '2026-W46']);
    expect(decisions.map(({ inForce }: { inForce: boolean }) => inForce)).toEqual([true, false, true]);
    expect(spellings).toEqual(['mueller wein', hostile]);
  });

  it('prints JSON that a terminal can show as it is', async () => {
    const { stdout } = await known().ask('history', 'show', 'mueller wein', '--json');
    expect(stdout.trimEnd()).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
  });

  it('lists several matches to be told apart, and takes the key', async () => {
    const { ask } = known();
    const { code, stderr, next } = await ask('history', 'show', 'siemens');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "siemens can mean 3 organisations:\n  'n:siemens|br'  Siemens AG, last in 2026-W43, 1 session\n  'n:siemens|de'  Siemens AG, last in 2026-W43, 4 sessions\n  'd:siemens.example'  Siemens GmbH, last in 2026-W43, 5 sessions\n",
    });
    expect(next).toContain('key');
    for (const key of ['n:siemens|br', 'd:siemens.example', 'n:twin']) {
      expect((await ask('history', 'show', key)).stdout).toContain(`key:        ${key}\n`);
    }
    expect((await ask('history', 'show', 'siemens energy')).code).toBe(0);
    expect((await ask('history', 'show', 'Twin')).stderr).toContain('2 organisations');
  });

  it('tells the nearest names of one that no run has seen', async () => {
    const { ask } = known();
    const ended = await ask('history', 'show', 'Simens');
    expect(ended).toMatchObject({
      code: 2,
      stderr: 'no run of your own site has seen an organisation Simens\n',
      next: 'The nearest names are Siemens GmbH.',
    });
    expect((await ask('history', 'show', 'wein & söhne')).next).toContain('Müller "Wein" & Söhne');
    expect((await ask('history', 'show', 'xyzzy\u001b')).stderr).not.toContain('\u001b');
    expect((await ask('history', 'show', ' \u200b ')).stderr).toContain('Its name is empty');
  });

  it('still knows what was decided when no run that saw it is kept', async () => {
    const { ask } = remembering((history) => {
      history.record(run(week(10)), [sighting('Other')]);
      const who = { key: 'n:old friend|de', name: 'Old Friend GmbH', by: 'anna' };
      history.decisions.decide('own', { ...who, kind: 'dismiss' });
    });
    for (const name of ['old friend', 'n:old friend|de', 'Old Friend AG']) {
      const { stdout } = await ask('history', 'show', name);
      expect(stdout).toMatch(/^Old Friend GmbH\n.*dismissed.*no run that saw it is kept/s);
    }
  });
});

describe('history diff', () => {
  it('tells who arrived, left, rose and fell between the last two runs, and why', async () => {
    const { ask } = twoWeeks();
    const { code, stdout } = await ask('history', 'diff');
    expect(code).toBe(0);
    expect(stdout.replace(/ {2,}/g, '|').split('\n')).toEqual([
      '2026-W45 to 2026-W46: 5 leads, then 5',
      'between the two the rules changed',
      '',
      'Arrived: 2',
      'organisation|score|sessions|why',
      `${shown}|80|7|new`,
      'Freed|70|5|was excluded as isp by rule us-cox',
      '',
      'Left: 4',
      'organisation|score|sessions|why',
      'Foo Telecom|41|5|excluded as isp by rule own-foo',
      'Boring|40|5|dismissed by anna (too small)',
      'Small|20|3 → 1|below the minimum of sessions (1)',
      'Gone|30|5|not seen',
      '',
      'Up: 2',
      'organisation|score|sessions',
      'Stays|50 → 65|4 → 8',
      'Creeps|50 → 51|5',
      '',
      'Down: 1',
      'organisation|score|sessions',
      'Falls|60 → 55|9',
      '',
      '0 leads with the same score',
      '',
    ]);
  });

  it('takes weeks in any order, one with the one before it, and is JSON for scripts', async () => {
    const { ask, json } = twoWeeks();
    const implied = await json('history', 'diff', '--json');
    for (const names of [['2026-W45', '2026-W46'], ['2026-W46', '2026-W45'], ['2026-W46'], ['2026-11-09']]) {
      expect(await json('history', 'diff', '--json', ...names)).toEqual(implied);
    }
    expect(implied).toMatchObject({
      before: { window: '2026-W45', from: '2026-11-02', to: '2026-11-08', leads: 5 },
      rulesChanged: true,
      settingsChanged: false,
      arrived: [{ key: 'n:evil', why: 'new', after: { score: 80 } }, { key: 'n:freed' }],
      same: 0,
    });
    const few = (await ask('history', 'diff', '--limit', '1')).stdout;
    expect(few).toMatch(/Left: 4\n.*\nFoo Telecom .*\n… and 3 more\n/);
  });

  it.each([
    [['2026-W40'], 'the history has no run 2026-W40 of your own site', 'There are 2026-W46, 2026-W45.'],
    [['2026-W45'], 'no run that ended before 2026-W45', 'catch-up'],
    [['2026-W45', '2026-W45'], '2026-W45 is compared with itself', 'two runs'],
    [['2026-W45', '2026-W46', '2026-W46'], 'too many arguments', ''],
    [['--limit', 'many'], 'Expected a number from 1 on', ''],
  ])('%j is refused', async (names, message, next) => {
    const ended = await twoWeeks().ask('history', 'diff', ...names);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(ended.next ?? '').toContain(next);
  });
});

describe('history stats', () => {
  it('counts what is remembered and draws the leads by week, with a gap where no run is', async () => {
    const { ask, file } = remembering((history) => {
      for (const [n, leads] of [
        [6, 10],
        [7, 40],
        [9, 20],
      ] as const) {
        history.record(run(week(n), counts(leads)), [sighting('A'), sighting(`Only ${n}`)]);
      }
      for (const kind of ['accept', 'dismiss', 'accept'] as const) {
        history.decisions.decide('own', { key: 'n:a', name: 'A', kind, by: 'jo' });
      }
    });
    const { stdout } = await ask('history', 'stats');
    expect(stdout.replace(/[\d.]+ kB/, 'N kB').split('\n')).toEqual([
      `history:       ${file}, N kB`,
      'runs:          3, 2026-W42 to 2026-W45, 0 can be replayed',
      'organisations: 4',
      'leads by week: ▃█ ▅  2026-W42 to 2026-W45, last 20',
      'decisions:     3 (accept 2, dismiss 1)',
      'messages:      0',
      '',
    ]);
  });
});

describe('history prune', () => {
  const retained = async (settings: string) => {
    const readings = await Promise.all([0, 4, 8].map((n) => readOf({ A: 1 }, week(n))));
    return remembering((history) => {
      for (const [i, n] of [0, 4, 8].entries()) history.record(run(week(n)), [sighting('A')], readings[i]);
      history.decisions.decide('own', { key: 'n:a', name: 'A', kind: 'accept', by: 'jo' });
    }, settings);
  };

  it('tells what would go, and removes just that with --write', async () => {
    const { ask, json } = await retained('retention: { weeks: 10, readings: 5 }\n');
    const dry = await ask('history', 'prune');
    expect(dry.stdout).toBe(
      'would go: what 2 runs read and 1 run with all that they saw; decisions stay; nothing was removed: give --write\n',
    );
    expect(await json('history', 'list', '--json')).toHaveLength(3);
    const told = await json('history', 'prune', '--json');
    expect(told).toEqual({ runs: 1, readings: 2, written: false });
    expect(await json('history', 'prune', '--write', '--json')).toEqual({ ...told, written: true });
    const left = await json('history', 'list', '--json');
    expect(left.map(({ window, replayable }: Record<string, unknown>) => [window, replayable])).toEqual([
      ['2026-W44', true],
      ['2026-W40', false],
    ]);
    expect((await ask('history', 'prune', '--write')).stdout).toBe('nothing is old enough to go\n');
    expect((await json('history', 'stats', '--json')).decisions).toEqual({ accept: 1 });
  });

  it('keeps all where the settings set no limit, and says so', async () => {
    const { ask, json } = await retained('');
    const { stdout, stderr } = await ask('history', 'prune', '--write');
    expect(stdout + stderr).toMatch(/nothing is old enough to go\nthe settings keep everything/);
    expect(await json('history', 'list', '--json')).toHaveLength(3);
  });

  it('waits for nobody: another run that writes is named', async () => {
    const { ask, file } = await retained('retention: { weeks: 10 }\n');
    await withLock(file, { pid: 77, command: 'run', at: now() }, async () => {
      const { code, stderr } = await ask('history', 'prune', '--write');
      expect(code).toBe(75);
      expect(stderr).toContain('process 77, run');
      expect((await ask('history', 'prune')).code).toBe(0);
    });
  });
});

describe('history export', () => {
  it('writes everything as JSON lines: runs with their sightings, decisions, messages', async () => {
    const { ask } = twoWeeks();
    const lines = (await ask('history', 'export')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const kinds = lines.map(({ line }) => line);
    expect(kinds.filter((kind) => kind === 'run')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'sighting')).toHaveLength(16);
    expect(kinds.at(-1)).toBe('decision');
    expect(lines.find(({ key }) => key === 'n:evil').spellings).toEqual([hostile]);
    const only = (await ask('history', 'export', '--what', 'decisions')).stdout;
    expect(JSON.parse(only)).toMatchObject({ line: 'decision', kind: 'dismiss', reason: 'too small' });
  });

  it.each([
    ['runs', 2, { run: '2026-W45', leads: '5', replayable: 'no' }],
    ['sightings', 16, { run: '2026-W45', organisation: 'Stays', fate: 'lead', score: '50', sessions: '4' }],
    ['decisions', 1, { organisation: 'Boring', decision: 'dismiss', by: 'anna', takes_back: '' }],
    ['messages', 0, undefined],
  ])('writes %s as a CSV', async (what, count, first) => {
    const { stdout } = await twoWeeks().ask('history', 'export', '--format', 'csv', '--what', what);
    const { data, errors } = Papa.parse<Record<string, string>>(stdout, {
      header: true,
      skipEmptyLines: true,
    });
    expect({ rows: data.length, errors }).toEqual({ rows: count, errors: [] });
    if (first) expect(data[0]).toMatchObject(first);
  });

  it('keeps formulas and controls out of a CSV', async () => {
    const { ask } = remembering((history) => {
      history.record(run(week(9)), [sighting('=cmd()|x', { spellings: ['@a\u0000\u202eb'] })]);
    });
    const { stdout } = await ask('history', 'export', '--format', 'csv', '--what', 'sightings');
    expect(stdout).toMatch(/,'=cmd\(\)\|x,.*,'@a b\r\n$/);
  });

  it('asks which kind a CSV shall hold', async () => {
    const { code, next } = await twoWeeks().ask('history', 'export', '--format', 'csv');
    expect(code).toBe(2);
    expect(next).toContain('--what runs');
  });
});

describe('history import', () => {
  /** Folders that runs without a history wrote. */
  async function earlier(...weeks: string[]) {
    const { edge } = fakeEdge();
    writeFileSync(path.join(edge.cwd, 'off.yaml'), 'history: off\n');
    const report = 'Service Provider,Sessions\n"Müller ""Wein"" GmbH",9\ncomcast cable,5\n';
    for (const name of weeks) {
      const argv = ['run', '--quiet', '--config', 'off.yaml', '--input', '-', '--week', name, '--out', name];
      expect((await runCli(argv, { cwd: edge.cwd }, report)).code).toBe(0);
    }
    return { cwd: edge.cwd, ask: (...argv: string[]) => runCli(argv, { cwd: edge.cwd }) };
  }

  it('brings in the lists of earlier runs; one that is there stays as it is', async () => {
    const { ask, cwd } = await earlier('2026-W44', '2026-W45');
    expect(existsSync(path.join(cwd, 'ga-leads.sqlite'))).toBe(false);
    expect(await ask('history', 'import', '2026-W44', '2026-W45')).toMatchObject({
      code: 0,
      stdout: '2026-W44: 2026-W44, 1 lead, 1 excluded\n2026-W45: 2026-W45, 1 lead, 1 excluded\n',
    });
    expect(JSON.parse((await ask('history', 'list', '--json')).stdout)).toMatchObject([
      { window: '2026-W45', leads: 1, excluded: 1, replayable: false },
      { window: '2026-W44' },
    ]);
    const stories = ['müller "wein"', 'comcast cable'].map(async (name) =>
      JSON.parse((await ask('history', 'show', name, '--json')).stdout),
    );
    const entry = { window: '2026-W45', fate: 'lead', rank: 1, metrics: { sessions: 9 } };
    expect(await Promise.all(stories)).toMatchObject([
      { timeline: [{ window: '2026-W44' }, entry] },
      { timeline: [{ fate: 'excluded', type: 'isp' }, { metrics: { sessions: 5 } }] },
    ]);
    expect((await ask('history', 'import', '2026-W45')).stdout).toBe(
      '2026-W45: 2026-W45 is in the history already; it stays as it is\n',
    );
    expect((await ask('history', 'check')).stdout).toContain('all is well');
  });

  const folderOf = (cwd: string, files: Record<string, string>) => {
    mkdirSync(path.join(cwd, 'old'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, 'old', name), text);
  };
  const lists = {
    'leads.csv':
      '\ufeffrank,organisation,score,sessions,key\r\n1,"Müller ""Wein"" AG",50,9,n:muller wein\r\n',
    'excluded.csv':
      '\ufefforganisation,type,rule,matched,why,sessions,key\r\nFoo Net,isp,r,net,x,3,n:foo net\r\n',
  };
  it('takes the days from the flags where the run told none', async () => {
    const { edge } = fakeEdge();
    const { cwd } = edge;
    folderOf(cwd, { ...lists, 'run.json': `\ufeff${JSON.stringify(manifest)}` });
    const refused = await runCli(['history', 'import', 'old'], { cwd });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('does not say which days') });
    expect(readdirSync(cwd)).toEqual(['old']);
    expect((await runCli(['history', 'import', 'old', 'old', '--week', '2026-W40'], { cwd })).code).toBe(2);
    const { stdout } = await runCli(['history', 'import', 'old', '--week', '2026-W40'], { cwd });
    expect(stdout).toBe('old: 2026-W40, 1 lead, 1 excluded\n');
    const story = await runCli(['history', 'show', 'müller wein', '--json'], { cwd });
    expect(JSON.parse(story.stdout)).toMatchObject({ name: 'Müller "Wein" AG', timeline: [{ score: 50 }] });
  });

  it('knows runs of the sample by their source', async () => {
    const { edge } = fakeEdge();
    const made = { ...manifest, days: week(9), source: { kind: 'sample', label: 'made', query: {} } };
    folderOf(edge.cwd, { ...lists, 'run.json': JSON.stringify(made) });
    const { stdout } = await runCli(['history', 'import', 'old'], { cwd: edge.cwd });
    expect(stdout).toBe('old: 2026-W45 of the sample, 1 lead, 1 excluded\n');
  });

  it.each([
    ['no folder', {}, 'run.json cannot be read (ENOENT)'],
    ['no list', { 'run.json': JSON.stringify({ ...manifest, days: week(9) }) }, 'leads.csv cannot be read'],
    ['another JSON', { ...lists, 'run.json': '{"tool":"x"}' }, 'is not the run.json of a run (tool:'],
    ['no JSON', { ...lists, 'run.json': 'x' }, 'is not the run.json of a run (file:'],
    [
      'another CSV',
      { ...lists, 'leads.csv': 'a,b\n1,2\n', 'run.json': JSON.stringify({ ...manifest, days: week(9) }) },
      'it has no column organisation, key',
    ],
  ])('refuses %s, and records nothing', async (_name, files, message) => {
    const { edge } = fakeEdge();
    folderOf(edge.cwd, files);
    const ended = await runCli(['history', 'import', 'old'], { cwd: edge.cwd });
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(readdirSync(edge.cwd)).toEqual(['old']);
  });
});

describe('history check', () => {
  it('finds all well, or names what is not whole and ends with 2', async () => {
    const { ask, json, file } = twoWeeks();
    expect(await ask('history', 'check')).toMatchObject({ code: 0, stdout: `${file}: all is well\n` });
    const db = new DatabaseSync(file);
    db.exec('DELETE FROM evidence WHERE run = 2');
    db.close();
    const { code, stdout } = await ask('history', 'check');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^problem: run 2 has 8 sightings, but evidence for 0\n {2}Bring back a copy/);
    expect(await json('history', 'check', '--json')).toMatchObject({ file, problems: [expect.any(String)] });
    writeFileSync(file, 'no database at all, but long enough to be looked at');
    expect((await ask('history', 'check')).code).toBe(2);
  });
});
