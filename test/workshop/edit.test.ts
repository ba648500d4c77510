import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../edge.ts';
import { folderWith } from './rules.ts';

const base = `- id: schools
  keep: education
  words: ['universit*']
  why: schools
  matches: ['University Telecom']

# carriers
- id: telecoms
  exclude: isp
  words: ['*telecom*']
  why: carriers
  matches: ['Foo Telecom']
  spares: ['Acme GmbH']
`;
const week = `Service Provider,Sessions,Pageviews
acme gmbh,30,90
foo telecom,20,25
university telecom,10,12
siemens ag,8,30
bar cable ltd,1,1
`;
const traps = 'name\tside\ttype\tnote\nLiverpool FC\tkeep\torganisation\tpool\n';

/** A folder with settings, rules of one's own before shared ones, a week's report and traps. */
const folder = (more: Record<string, string> = {}) =>
  folderWith({
    'ga-leads.yaml':
      '# ours\nrules: [own.yaml, base.yaml] # in this order\ninput: week.csv\nsource: file\nmodel: off\n',
    'own.yaml': '# Ours\n',
    'base.yaml': base,
    'week.csv': week,
    'traps.tsv': traps,
    ...more,
  });

/** Every file of a folder, to see that nothing was written. */
const bytesOf = (cwd: string) =>
  Object.fromEntries(
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(path.join(parentPath, name), 'utf8')]),
  );
const textOf = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const rules = (cwd: string, ...argv: string[]) => runCli(['rules', ...argv], { cwd });
/** A command that writes, with a trap or two instead of the shipped ones. */
const edit = (cwd: string, ...argv: string[]) =>
  rules(cwd, ...argv, ...(argv.includes('--traps') ? [] : ['--traps', 'traps.tsv']));

describe('rules test', () => {
  it('counts what was tried, and ends with 0 where all hold', async () => {
    const { code, stdout } = await rules(await folder(), 'test', '--traps', 'traps.tsv');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '2 rules, 2 matches, 1 spares, 1 traps: all hold\n',
    });
  });

  it('names the rule behind each name that is on the wrong side, and ends with 2', async () => {
    const own =
      "- id: first\n  exclude: isp\n  pattern: 'pool|universit'\n  why: test\n  matches: ['a pool']\n";
    const cwd = await folder({ 'own.yaml': own });
    const { code, stdout } = await rules(cwd, 'test', '--traps', 'traps.tsv');
    expect(code).toBe(2);
    expect(stdout).toContain(
      "  base.yaml:1: keep rule schools: its match 'University Telecom' is excluded by first (own.yaml:1) on 'universit'\n",
    );
    expect(stdout).toContain(
      "  trap 'Liverpool FC' (pool): it should be kept, and is excluded by first (own.yaml:1) on 'pool'\n",
    );
    const json = JSON.parse((await rules(cwd, 'test', '--json', '--traps', 'traps.tsv')).stdout);
    expect(json).toMatchObject({ rules: 3, matches: 3, spares: 1, traps: 1, failures: [{}, {}] });
  });

  it('tells what is wrong with a file of traps', async () => {
    const cwd = await folder({ 'a.tsv': 'name\tlabel\nx\tisp\n', 'b.tsv': 'name\tside\nx\tkept\n' });
    for (const [file, message] of [
      ['a.tsv', "a.tsv has no column 'side'"],
      ['b.tsv', "b.tsv:2: side is 'kept'"],
      ['c.tsv', 'c.tsv cannot be read (ENOENT)'],
    ] as const) {
      const { code, stderr } = await rules(cwd, 'test', '--traps', file);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it('brings traps of its own', async () => {
    const { stdout } = await rules(await folder(), 'test', '--json');
    expect(JSON.parse(stdout).traps).toBeGreaterThan(100);
  });
});

describe('rules preview', () => {
  it('shows what a pattern would remove, with sessions and score, and writes nothing', async () => {
    const cwd = await folder();
    const before = bytesOf(cwd);
    const { code, stdout } = await rules(cwd, 'preview', '--add', 'acme|siemens|telecom');
    expect(code).toBe(6);
    expect(stdout).toMatch(
      /^Newly removed: 3, with 48 sessions\norganisation +sessions +score +from +to +rule before +rule then\n/,
    );
    const lines = stdout.split('\n').slice(2, 5);
    expect(lines[0]).toMatch(/^Acme GmbH +30 +\d+ +unsure +isp +own-acme-siemens-telecom on 'acme'$/);
    expect(lines[1]).toMatch(
      /^University Telecom +10 +\d+ +education +isp +schools on 'university' +own-acme/,
    );
    expect(lines[2]).toMatch(/^Siemens AG +8 /);
    expect(stdout).toMatch(
      /\nof 5 organisations, 69 sessions: 3 removed, 0 restored, 0 of another type; nothing was written\n$/,
    );
    expect(bytesOf(cwd)).toEqual(before);
  });

  it('shows what would come back without a rule, as JSON', async () => {
    const { code, stdout } = await rules(await folder(), 'preview', '--remove', 'telecoms', '--json');
    expect(code).toBe(6);
    const { restored, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      source: expect.stringContaining('week.csv'),
      organisations: 5,
      sessions: 69,
      counts: { removed: 0, restored: 1, retyped: 0 },
      removed: [],
      retyped: [],
    });
    expect(restored).toEqual([
      {
        organisation: 'Foo Telecom',
        key: 'n:foo telecom',
        sessions: 20,
        score: expect.any(Number),
        from: { type: 'isp', kept: false, confidence: 0.95, rule: 'telecoms', matched: 'telecom' },
        to: { type: 'unsure', kept: true, confidence: 0.5, rule: null, matched: null },
      },
    ]);
  });

  it('counts who stays on the list as another type', async () => {
    const { code, stdout } = await rules(await folder(), 'preview', '--add', 'acme', '--keep', 'nonprofit');
    expect(code).toBe(6);
    expect(stdout).toMatch(
      /^Of another type, on the same side: 1\n\n.*: 0 removed, 0 restored, 1 of another type/,
    );
  });

  it('ends with 0 where nothing would change', async () => {
    const { code, stdout } = await rules(await folder(), 'preview', '--add', 'nobody at all');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing changes (5 organisations, 69 sessions)\n' });
  });

  it('takes an edited file for the one of its name', async () => {
    const edited = base.replace('exclude: isp', 'exclude: mobile').replace("'universit*'", 'college');
    const cwd = await folder({ 'new/base.yaml': edited.replace('University Telecom', 'Some College') });
    const { code, stdout, stderr } = await rules(cwd, 'preview', 'new/base.yaml');
    expect([code, stderr]).toEqual([6, expect.stringContaining('read in the place of base.yaml\n')]);
    expect(stdout).toMatch(/Newly removed: 1, with 10 sessions\n.*\nUniversity Telecom/);
    expect(stdout).toContain('Of another type, on the same side: 1\n');
  });

  it('reads a file of another name before all others', async () => {
    const mine = '- id: mine\n  exclude: proxy\n  words: [acme]\n  why: test\n';
    const { stdout } = await rules(await folder({ 'mine.yaml': mine }), 'preview', 'mine.yaml', '--json');
    expect(JSON.parse(stdout).removed).toMatchObject([{ organisation: 'Acme GmbH', to: { type: 'proxy' } }]);
  });

  it('gives no score to what is no lead anyway, and leaves out who is not for us', async () => {
    const cwd = await folder({
      'ga-leads.yaml': 'rules: [base.yaml]\ninput: week.csv\nsource: file\nminSessions: 9\n',
      'config/not-for-us.yaml': '- name: Acme\n  reason: customer\n  date: 2026-01-02\n',
    });
    const { stdout } = await rules(cwd, 'preview', '--add', 'acme|siemens', '--json');
    expect(JSON.parse(stdout).removed).toMatchObject([{ organisation: 'Siemens AG', score: null }]);
  });

  it('shows so many as it is told', async () => {
    const { stdout } = await rules(await folder(), 'preview', '--add', 'acme|siemens|bar', '--limit', '1');
    expect(stdout).toMatch(/Newly removed: 3, .*\n.*\nAcme.*\n… and 2 more\n/);
  });

  it.each([
    [['preview'], 'nothing to compare'],
    [['preview', 'base.yaml'], 'base.yaml is in force itself'],
    [['preview', 'none.yaml'], 'none.yaml cannot be read (ENOENT)'],
    [['preview', 'broken.yaml'], 'broken.yaml:3: not valid YAML'],
    [['preview', '--remove', 'nobody'], 'no rule in force has the id nobody'],
    [['preview', '--add', '.*'], 'the pattern matches every name'],
    [['preview', '--add', 'x', '--exclude', 'business'], '--exclude business is not known'],
  ])('%j is told: %s', async (argv, message) => {
    const { code, stderr } = await rules(
      await folder({ 'broken.yaml': '- id: x\n  words: [a\n- id' }),
      ...argv,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('rules add', () => {
  it('makes a file of one’s own and names it first in the settings, which are made too', async () => {
    const cwd = await folderWith({});
    const added = await rules(cwd, 'add', '--words', 'Speedline*', '--spares', 'Speedy Inc');
    expect(added).toMatchObject({ code: 0, stderr: 'written: config/my-rules.yaml, config/ga-leads.yaml\n' });
    expect(bytesOf(cwd)).toEqual({
      'ga-leads.yaml': 'rules:\n  - config/my-rules.yaml\n  - default\n',
      'my-rules.yaml': `# Our own rules: read before the shipped ones, top to bottom; the first that matches wins.

- id: own-speedline
  exclude: isp
  words: ['Speedline*']
  why: Excluded by us since 2026-11-22.
  matches: ['speedline']
  spares: ['Speedy Inc']
`,
    });
    const { stdout } = await runCli(['explain', 'Speedlines Kft', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      kept: false,
      rule: 'own-speedline',
      file: 'config/my-rules.yaml',
    });
  });

  it('goes on in the file that the settings name, keep rules first, with an id that is free', async () => {
    const cwd = await folder();
    await edit(cwd, 'add', 'foo|bar', '--exclude', 'hosting', '--why', 'a test', '--matches', 'the foo');
    await edit(cwd, 'add', '--keep', 'business', '--exact', 'Foo Telecom GmbH', '--id', 'our-friend');
    await edit(cwd, 'add', '--starts', 'foo bar');
    const { code } = await edit(cwd, 'add', '--words', 'foo|bar!');
    expect(code).toBe(0);
    expect(textOf(cwd, 'own.yaml').match(/# Ours|(?<=- id: ).*|exclude: hosting|why: a.*/g)).toEqual([
      '# Ours',
      'our-friend',
      'own-foo-bar',
      'exclude: hosting',
      'why: a test',
      'own-foo-bar-2',
      'own-foo-bar-3',
    ]);
    expect(textOf(cwd, 'ga-leads.yaml')).toContain('rules: [own.yaml, base.yaml] # in this order\n');
  });

  it('writes into the file that is given, and names it first if it is new', async () => {
    const cwd = await folder({ 'rules/late.yaml': '# late\n' });
    await edit(cwd, 'add', 'foo', '--file', 'rules/late.yaml');
    expect(textOf(cwd, 'rules/late.yaml')).toMatch(/^# late\n\n- id: own-foo\n/);
    expect(textOf(cwd, 'ga-leads.yaml')).toContain('rules: [rules/late.yaml, own.yaml, base.yaml] # in');
    await edit(cwd, 'add', 'bar', '--file', 'base.yaml');
    expect(textOf(cwd, 'base.yaml')).toMatch(/spares: \['Acme GmbH'\]\n\n- id: own-bar\n/);
  });

  it.each([
    [
      'universit',
      "base.yaml:1: keep rule schools: its match 'University Telecom' is excluded by own-universit",
    ],
    ['pool', "trap 'Liverpool FC' (pool): it should be kept, and is excluded by own-pool"],
  ])('is refused where it breaks a test: %s', async (pattern, message) => {
    const cwd = await folder();
    const before = bytesOf(cwd);
    const { code, stderr } = await edit(cwd, 'add', pattern, '--traps', 'traps.tsv');
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(bytesOf(cwd)).toEqual(before);
  });

  it('is not refused for what was wrong before', async () => {
    const wrong = 'name\tside\nSome Cable Co\texclude\n';
    const cwd = await folder({ 'traps.tsv': wrong });
    expect((await edit(cwd, 'add', 'foo', '--traps', 'traps.tsv')).code).toBe(0);
  });

  it.each([
    [['.*'], 'the pattern matches every name'],
    [['a(?=b)'], 'look-around'],
    [['a('], 'not an RE2 pattern'],
    [['--words', 'a*b'], '* stands only at the beginning or end'],
    [['--words', '--exact', 'a'], 'give one of --words, --exact'],
    [['--keep', 'business', '--exclude', 'isp', 'a'], 'give one of --keep and --exclude'],
    [['--keep', 'busines', 'a'], '--keep busines is not known (did you mean business?)'],
    [['--id', 'telecoms', 'foo'], 'the id telecoms is taken, by base.yaml:8'],
    [['--id', 'Not An Id', 'foo'], 'an id is lower-case words'],
    [['--matches', 'bar', 'foo'], "it does not match 'bar', which its matches name"],
    [['--spares', 'a foo', 'foo'], "it matches 'a foo' (on 'foo'), which its spares name"],
    [['--file', 'own.txt', 'foo'], 'is no name for a rule file'],
  ])('is refused, and nothing is written: %j', async (argv, message) => {
    const cwd = await folder();
    const before = bytesOf(cwd);
    const { code, stderr } = await edit(cwd, 'add', ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(bytesOf(cwd)).toEqual(before);
  });

  it('leaves a file that is broken, or laid out otherwise, as it is', async () => {
    for (const own of [
      '- id: x\n  words: [a\n',
      '[{id: x, exclude: isp, words: [a], why: b}]\n',
      'rules:\n  - a\n',
    ]) {
      const cwd = await folder({ 'own.yaml': own });
      expect((await edit(cwd, 'add', 'foo')).code).toBe(2);
      expect(textOf(cwd, 'own.yaml')).toBe(own);
    }
  });

  it('shows the rule and writes nothing in a dry run', async () => {
    const cwd = await folder();
    const before = bytesOf(cwd);
    const { code, stdout, stderr } = await edit(cwd, 'add', 'foo', '--dry-run');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'nothing was written\n' });
    expect(stdout).toMatch(/^- id: own-foo\n {2}exclude: isp\n {2}pattern: 'foo'\n/);
    expect(bytesOf(cwd)).toEqual(before);
  });
});

describe('rules remove', () => {
  it('cuts a rule out and keeps the rest', async () => {
    const cwd = await folder();
    const { code, stdout } = await edit(cwd, 'remove', 'telecoms');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'telecoms: taken out of base.yaml:8\n' });
    expect(textOf(cwd, 'base.yaml')).toBe(base.slice(0, base.indexOf('- id: telecoms')));
  });

  it.each([
    [['nobody'], 'no rule in force has the id nobody'],
    [['schools', 'telecoms'], 'hold no rule'],
    [
      ['telecoms', '--traps', 'telecom.tsv'],
      "trap 'Telecom Bar': it should be excluded, and is kept, as no rule speaks",
    ],
    [
      ['schools', '--traps', 'schools.tsv'],
      "trap 'Universitas Telecom': it should be kept, and is excluded by telecoms",
    ],
  ])('is refused, and nothing is written: %j', async (argv, message) => {
    const cwd = await folder({
      'schools.tsv': 'name\tside\nUniversitas Telecom\tkeep\n',
      'telecom.tsv': 'name\tside\nTelecom Bar\texclude\n',
    });
    const before = bytesOf(cwd);
    const { code, stderr } = await edit(cwd, 'remove', ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(bytesOf(cwd)).toEqual(before);
  });

  it('tells what to do about a rule of an installed package', async () => {
    const cwd = await folder({
      'ga-leads.yaml': 'rules: [node_modules/shared/base.yaml]\n',
      'node_modules/shared/base.yaml': base,
    });
    const { code, stderr, next } = await edit(cwd, 'remove', 'telecoms');
    expect([code, stderr]).toEqual([2, expect.stringContaining('belongs to an installed package')]);
    expect(next).toContain("ga-leads rules add --keep business --words 'NAME'");
    const added = await edit(cwd, 'add', 'foo');
    expect(added.stderr).toBe('written: my-rules.yaml, ga-leads.yaml\n');
    expect((await edit(cwd, 'add', 'foo', '--file', 'node_modules/shared/base.yaml')).code).toBe(2);
  });
});

describe('rules import', () => {
  it('takes the alternatives of a segment, a rule each, and tells why others are left out', async () => {
    const cwd = await folder();
    const segment = 'pool|speedline|a[|]b|||x(y|z)|universit|(?!x)|speedline';
    const { code, stdout, stderr } = await rules(
      cwd,
      'import',
      segment,
      '--traps',
      'traps.tsv',
      '--why',
      'GA segment',
    );
    expect(code).toBe(0);
    expect(stdout.match(/pattern: .*/g)).toEqual([
      "pattern: 'speedline'",
      "pattern: 'a[|]b'",
      "pattern: 'x(y|z)'",
    ]);
    expect(stdout).toContain('why: GA segment');
    expect(stderr.split('\n')).toEqual([
      "refused: '': the pattern is empty",
      "refused: '': the pattern is empty",
      "refused: '(?!x)': look-around ((?!…) is not in RE2; put a keep rule above this one instead",
      "refused: 'pool': it would exclude 'Liverpool FC', a trap (pool)",
      "refused: 'universit': it would exclude 'University Telecom', an example of schools (base.yaml:1)",
      "exists already: 'speedline'",
      '3 taken, 5 refused, 1 exist already',
      'written: own.yaml',
      '',
    ]);
    const again = await edit(cwd, 'import', 'SPEEDLINE|new one');
    expect(again.stderr).toContain("exists already: 'SPEEDLINE'\n1 taken, 0 refused, 1 exist already\n");
  });

  it('takes a text file, one a line, with comments', async () => {
    const cwd = await folder({ 'list.txt': '\ufeff# ours\r\nfoo net\r\n\r\nbar*\r\n' });
    const { code } = await edit(cwd, 'import', 'list.txt', '--words', '--exclude', 'hosting');
    expect(code).toBe(0);
    expect(textOf(cwd, 'own.yaml').match(/exclude:.*|words:.*/g)).toEqual([
      'exclude: hosting',
      "words: ['foo net']",
      'exclude: hosting',
      "words: ['bar*']",
    ]);
  });

  it('ends with 2 where all is refused or there is nothing, and writes nothing', async () => {
    const cwd = await folder({ 'empty.txt': '# nothing\n\n' });
    const before = bytesOf(cwd);
    for (const given of ['.*|a(', 'empty.txt', 'none.txt']) {
      expect((await edit(cwd, 'import', given)).code).toBe(2);
    }
    expect((await edit(cwd, 'import', 'telecom|foo', '--dry-run')).code).toBe(0);
    expect(bytesOf(cwd)).toEqual(before);
  });

  it('leaves out a rule whose own text never reaches it', async () => {
    const own = "- id: friends\n  keep: business\n  words: ['friendly*']\n  why: test\n";
    const { code, stderr } = await rules(
      await folder({ 'own.yaml': own }),
      'import',
      'friendly net|foo',
      '--words',
    );
    expect(code).toBe(0);
    expect(stderr).toContain(
      "refused: 'friendly net': 'friendly net' never reaches it, as friends (own.yaml:1) comes first\n1 taken",
    );
  });
});
