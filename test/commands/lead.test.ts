import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type History, openHistory } from '../../src/history/index.ts';
import { withLock } from '../../src/history/lock.ts';
import { runCli } from '../edge.ts';
import { now, run, sighting, week } from '../history/make.ts';
import { readOf, remembering } from './remembered.ts';

const wine = 'Müller "Wein" & Söhne';

/** Rules that are read fast. */
const fewRules = 'rules: [base.yaml]\nmodel: off\n';
const base = `- id: shops
  keep: business
  words: [shop]
  why: shops
  matches: ['A Shop']
`;

/** A week with three organisations. */
const someLeads = (more: (history: History) => void = () => undefined) =>
  remembering((history) => {
    history.record(run(week(10)), [
      sighting('Acme GmbH', { key: 'n:acme', score: 70, metrics: { sessions: 9 } }),
      sighting("O'Brien\u001b[31m Ltd", { key: 'n:obrien', score: 60 }),
      sighting(wine, { key: 'n:muller wein & sohne', spellings: ['mueller-wein'] }),
    ]);
    more(history);
  }, fewRules);

const stored = (file: string) => {
  const history = openHistory(file, { now });
  const decisions = history.decisions.list('own');
  history.close();
  return decisions;
};

describe('a decision', () => {
  it.each([
    [['accept', 'Acme'], { kind: 'accept' }, 'accepted, by jo; now accepted, stage accepted'],
    [
      ['dismiss', 'acme gmbh', '--reason', 'too "small"', '--until', '2027-03-31', '--by', 'anna'],
      { kind: 'dismiss', reason: 'too "small"', until: '2027-03-31', by: 'anna' },
      'dismissed until 2027-03-31 (too "small"), by anna; now dismissed until 2027-03-31, stage new',
    ],
    [
      ['assign', 'Acme GmbH', '--to', 'kim'],
      { kind: 'assign', value: 'kim' },
      'assigned to kim, by jo; now neither accepted nor dismissed, owner kim, stage new',
    ],
    [
      ['tag', '--tag', 'Messe Köln', 'Acme GmbH'],
      { kind: 'tag', value: 'Messe Köln' },
      'tagged Messe Köln, by jo; now neither accepted nor dismissed, stage new, tagged Messe Köln',
    ],
    [
      ['untag', 'Acme GmbH', '--tag', 'x'],
      { kind: 'untag', value: 'x' },
      'no longer tagged x, by jo; now neither accepted nor dismissed, stage new',
    ],
    [
      ['note', '--text', 'called,\nwants\u001b a demo', 'n:acme'],
      { kind: 'note', value: 'called, wants a demo' },
      'note: called, wants a demo, by jo; now neither accepted nor dismissed, stage new, 1 note',
    ],
    [
      ['stage', 'Acme GmbH', '--to', 'mql'],
      { kind: 'stage', value: 'MQL' },
      'stage MQL, by jo; now neither accepted nor dismissed, stage MQL',
    ],
  ])('%j is kept and told', async (argv, decision, told) => {
    const { ask, file } = someLeads();
    const { code, stdout } = await ask('lead', ...argv);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Acme GmbH: ${told}\n` });
    expect(stored(file)).toEqual([
      { id: 1, key: 'n:acme', name: 'Acme GmbH', by: 'jo', at: now().toISOString(), ...decision },
    ]);
  });

  it('takes several organisations at once, whatever is in their names, or none', async () => {
    const { ask, file } = someLeads();
    const { stdout } = await ask('lead', 'dismiss', wine, "o'brien [31m ltd", '--reason', 'no');
    expect(stdout).toBe(
      `${wine}: dismissed (no), by jo; now dismissed, stage new\nO'Brien [31m Ltd: dismissed (no), by jo; now dismissed, stage new\n`,
    );
    await ask('lead', 'stage', 'Acme', '--to', 'SQL');
    const before = stored(file);
    expect((await ask('lead', 'accept', 'Acme', 'Nobody')).code).toBe(2);
    const refused = await ask('lead', 'stage', wine, 'Acme', '--to', 'PQL');
    expect(refused).toMatchObject({
      code: 2,
      stderr: 'Acme GmbH: SQL cannot become PQL\n',
      next: 'From SQL it can become MQL, customer or lost.',
    });
    expect(stored(file)).toEqual(before);
  });

  it.each([
    [['dismiss', 'Acme', '--until', '2026-11-21'], 'is over: today is 2026-11-22'],
    [['dismiss', 'Acme', '--until', '2027-02-30'], 'is no day'],
    [['dismiss', 'Acme', '--until', 'soon'], 'is no day'],
    [['assign', 'Acme', '--to', ' \u200b'], 'an owner is missing'],
    [['assign', 'Acme'], "required option '--to <owner>'"],
    [['stage', 'Acme', '--to', 'hot'], 'there is no stage "hot"'],
    [['stage', 'Acme', '--to', 'lost'], 'new cannot become lost'],
    [['accept', 'Akme'], 'no run of your own site has seen an organisation Akme'],
    [['accept'], "missing required argument 'organisation'"],
    [['undo', 'Acme'], 'there is no decision to take back'],
  ])('%j is refused', async (argv, message) => {
    const { ask, file } = someLeads();
    const { code, stdout, stderr } = await ask('lead', ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stored(file)).toEqual([]);
  });

  it("is the user's of the system, or of whom --by names", async () => {
    const { cwd } = someLeads();
    const by = async (env: Record<string, string>, ...argv: string[]) =>
      (await runCli(['lead', 'accept', 'Acme', ...argv], { cwd, env })).stdout.match(/by (.*);/)?.[1];
    expect(await by({ USERNAME: 'Änne' })).toBe('Änne');
    expect(await by({ USER: 'jo', USERNAME: 'x' })).toBe('jo');
    expect(await by({ USER: 'jo' }, '--by', 'kim')).toBe('kim');
    expect(await by({})).toBe('somebody');
  });

  it('waits for nobody: while another run writes it ends with 75', async () => {
    const { ask, file } = someLeads();
    await withLock(file, { pid: 77, command: 'run', at: now() }, async () => {
      const { code, stderr } = await ask('lead', 'accept', 'Acme');
      expect(code).toBe(75);
      expect(stderr).toContain('process 77, run');
      expect((await ask('lead', 'list')).code).toBe(0);
    });
    expect(stored(file)).toEqual([]);
  });

  it('is JSON for scripts, one line each', async () => {
    const { ask } = someLeads();
    const { stdout } = await ask('lead', 'accept', 'Acme', wine, '--json');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { decision: { key: 'n:acme', kind: 'accept' }, standing: { verdict: { kind: 'accepted' } } },
      { decision: { name: wine }, standing: { stage: 'accepted' } },
    ]);
  });
});

describe('lead undo', () => {
  it('takes the last decision back, so that the one before counts again, down to none', async () => {
    const { ask, file } = someLeads();
    await ask('lead', 'accept', 'Acme');
    await ask('lead', 'dismiss', 'Acme', '--reason', 'oops');
    await ask('lead', 'note', 'Acme', '--text', 'hm');
    const undo = async (...argv: string[]) => (await ask('lead', 'undo', 'Acme', ...argv)).stdout;
    expect(await undo('--decision', '2', '--reason', 'by mistake')).toBe(
      'Acme GmbH: decision 2 is taken back (dismissed (oops)); now accepted, stage accepted, 1 note\n',
    );
    expect(await undo()).toContain('decision 3 is taken back (note: hm); now accepted, stage accepted\n');
    expect(await undo()).toContain('now neither accepted nor dismissed, stage new');
    expect(await ask('lead', 'undo', 'Acme')).toMatchObject({ code: 2 });
    expect((await ask('lead', 'undo', 'Acme', '--decision', '2')).stderr).toContain('was undone already');
    expect((await ask('lead', 'undo', wine, '--decision', '2')).stderr).toContain('no decision 2 on it');
    expect(stored(file).map(({ kind, undoes, reason }) => [kind, undoes, reason])).toEqual([
      ['accept', undefined, undefined],
      ['dismiss', undefined, 'oops'],
      ['note', undefined, undefined],
      ['undo', 2, 'by mistake'],
      ['undo', 3, undefined],
      ['undo', 1, undefined],
    ]);
  });
});

describe('lead list', () => {
  const decided = () =>
    someLeads(({ decisions }) => {
      const acme = { key: 'n:acme', name: 'Acme GmbH', by: 'jo' };
      const mueller = { key: 'n:muller wein & sohne', name: wine, by: 'jo' };
      const other = { key: 'n:obrien', name: "O'Brien", by: 'jo' };
      decisions.decideAll('own', [
        { ...acme, kind: 'accept' },
        { ...acme, kind: 'assign', value: 'Anna' },
        { ...mueller, kind: 'assign', value: 'Anna' },
        { ...acme, kind: 'tag', value: 'Messe' },
        { ...mueller, kind: 'dismiss', reason: 'too small', until: '2027-03-31' },
        { ...other, kind: 'accept' },
      ]);
      decisions.undo('own', 6, 'jo');
    });

  it('shows on whom it was decided, and how they did in the last run', async () => {
    const { ask } = decided();
    const { stdout } = await ask('lead', 'list');
    expect(stdout.replace(/ {2,}/g, '|').split('\n')).toEqual([
      'organisation|verdict|until|owner|stage|score|sessions|tags|why|last by',
      `${wine}|dismissed|2027-03-31|Anna|new|50|5|too small|jo`,
      'Acme GmbH|accepted|Anna|accepted|70|9|Messe|jo',
      '',
    ]);
  });

  it.each([
    [['--dismissed'], ['n:muller wein & sohne']],
    [
      ['--owner', 'anna'],
      ['n:muller wein & sohne', 'n:acme'],
    ],
    [['--owner', 'anna', '--stage', 'Accepted'], ['n:acme']],
    [['--tag', 'messe'], ['n:acme']],
    [['--tag', 'none'], []],
  ])('%j chooses', async (argv, keys) => {
    const { json, ask } = decided();
    const found: { key: string }[] = await json('lead', 'list', ...argv, '--json');
    expect(found.map(({ key }) => key)).toEqual(keys);
    expect((await ask('lead', 'list', ...argv)).code).toBe(0);
  });

  it('leaves out a dismissal that is over', async () => {
    const { cwd } = decided();
    const later = () => new Date('2027-04-01T08:00:00Z');
    const ended = await runCli(['lead', 'list', '--dismissed'], { cwd, now: later });
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: 'on no organisation was it decided so\n' });
  });
});

describe('the next run', () => {
  it('leaves out whom people dismissed, and has them again after an undo', async () => {
    const report = 'Service Provider,Sessions\n"Müller ""Wein"" GmbH",9\nsiemens ag,5\n';
    const { cwd } = remembering(() => undefined, fewRules);
    writeFileSync(path.join(cwd, 'base.yaml'), base);
    const ask = async (...argv: string[]) => {
      const env = { USER: 'jo' };
      const week = ['--input', '-', '--week', '2026-W46', '--quiet', '--format', 'json'];
      return runCli(argv[0] === 'run' ? [...argv, ...week] : argv, { cwd, env }, report);
    };
    const names = async (): Promise<string[]> =>
      JSON.parse((await ask('run')).stdout).leads.map((lead: { organisation: string }) => lead.organisation);
    const all = await names();
    expect(all).toHaveLength(2);
    expect((await ask('lead', 'dismiss', 'müller "wein"')).code).toBe(0);
    expect(await names()).toEqual(all.filter((name) => !name.startsWith('Müller')));
    expect((await ask('history', 'show', 'müller wein')).stdout).toContain('dismissed');
    expect((await ask('lead', 'undo', 'müller "wein"')).code).toBe(0);
    expect(await names()).toEqual(all);
  });
});

describe('lead network', () => {
  const someNetwork = async () => {
    const read = await readOf({ 'Foo "Netz" GmbH': 12, 'foo-netz.de': 3, 'A Shop': 2 }, week(10));
    const made = remembering(
      (history) =>
        history.record(
          run(week(10)),
          [
            sighting('Foo "Netz" GmbH', {
              key: 'n:foo netz',
              spellings: ['Foo "Netz" GmbH', 'FOO NETZ', 'foo-netz.de', "L'Fôo\u001b Netz", '---'],
            }),
            sighting('A Shop'),
            sighting('(((', { key: 'n:(((', spellings: [] }),
          ],
          read,
        ),
      fewRules,
    );
    writeFileSync(path.join(made.cwd, 'base.yaml'), base);
    return made;
  };

  it('shows the rule with all names, and what it would change in the last run; writes nothing', async () => {
    const { ask, cwd, file } = await someNetwork();
    const { code, stdout, stderr } = await ask('lead', 'network', 'foo netz');
    expect(code).toBe(0);
    expect(stdout).toContain(`- id: own-foo-netz
  exclude: isp
  exact: ['foo netz', 'foo netz de', 'lfoo netz']
  why: Excluded by us since 2026-11-22.
  matches: ['Foo "Netz" GmbH', 'FOO NETZ', 'foo-netz.de', 'L''Fôo Netz']
`);
    expect(stdout).toContain('2026-W46: Newly removed: 2, with 15 sessions\n');
    expect(stdout).toMatch(/foo-netz\.de +3 .*own-foo-netz on 'foo netz de'/i);
    expect(stderr).toContain("ga-leads lead network 'foo netz' --write");
    expect(readFileSync(path.join(cwd, 'base.yaml'), 'utf8')).toBe(base);
    expect(stored(file)).toEqual([]);
  });

  it('writes it as rules add does, and every later run excludes the organisation', async () => {
    const { ask, cwd } = await someNetwork();
    const argv = ['lead', 'network', 'foo netz', '--exclude', 'hosting', '--why', 'their cloud', '--write'];
    const { code, stderr } = await ask(...argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'written: base.yaml\n' });
    const { stdout } = await ask('explain', 'FOO NETZ AG', 'foo-netz.de', '--format', 'json');
    for (const line of stdout.trimEnd().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ type: 'hosting', kept: false, rule: 'own-foo-netz' });
    }
    expect(readFileSync(path.join(cwd, 'base.yaml'), 'utf8')).toContain('why: their cloud');
  });

  it.each([
    [['A Shop', '--exclude', 'house'], '--exclude house is not known (did you mean hosting'],
    [['(((', '--write'], 'has no letter or digit'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await (await someNetwork()).ask('lead', 'network', ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message.split(' (')[0]);
  });

  it('is shown without a preview where the last run can no longer be replayed', async () => {
    const { ask, cwd } = someLeads();
    writeFileSync(path.join(cwd, 'base.yaml'), base);
    expect((await ask('lead', 'network', 'Acme')).stdout).toMatch(
      /exact: \['acme'\][\s\S]*what the last run read is not kept/,
    );
  });
});
