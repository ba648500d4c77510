import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/classify/classifier.ts';
import { textCell, textOfCell } from '../../src/sink/cell.ts';
import type { ExcludedLine } from '../../src/sink/read-excluded.ts';
import { printable } from '../../src/text.ts';
import type { Verdict } from '../../src/types.ts';
import { shellWord } from '../../src/workshop/commands.ts';
import { suspects } from '../../src/workshop/removed.ts';
import { suggest } from '../../src/workshop/suggest.ts';
import { suggestionsText } from '../../src/workshop/suggest-text.ts';
import { runCli } from '../edge.ts';
import { organisation } from '../make.ts';
import { folderWith, listOf } from './rules.ts';

const own = `- id: schools
  keep: education
  words: ['school*']
  why: schools
- id: telecoms
  exclude: isp
  words: ['*telecom*', telecable]
  why: carriers
- id: nets
  exclude: isp
  words: [net]
  why: nets
  confidence: 0.6
- id: us
  exclude: isp
  exact: [our own line]
  why: ours
- id: weak
  keep: business
  words: [steel]
  why: steel
`;

/** Words of a command line as a POSIX shell takes them. */
const argvOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('rules removed', () => {
  const { rules, classifier } = listOf(own);
  const removed = (name: string, more: Partial<ExcludedLine> = {}): ExcludedLine => {
    const { rule, matched = '', type } = classifier.verdict(name);
    return {
      organisation: name,
      type,
      rule: rule?.id ?? '',
      matched,
      sessions: 10,
      key: `n:${name}`,
      ...more,
    };
  };
  const carrier = removed('foo telecom', { engagedSessions: 30, pageViews: 120, sessions: 100 });
  const namesOf = (list: ExcludedLine[]) =>
    suspects({ removed: list, rules, classifier }).map(({ organisation: name, reasons }) => [
      name,
      ...reasons,
    ]);

  it('puts what is likelier a mistake first, and says why', () => {
    const plain = removed('bar telecom', { engagedSessions: 3, pageViews: 12 });
    const engaged = removed('baz telecom', { engagedSessions: 9, pageViews: 40 });
    expect(
      namesOf([
        carrier,
        plain,
        engaged,
        removed('Steel Works Net'),
        removed('Our Own Line GmbH', { engagedSessions: 10, pageViews: 90 }),
      ]),
    ).toEqual([
      [
        'Steel Works Net',
        'its rule is only 0.6 sure',
        'one word of 3 decided',
        'keep rule weak finds it too, further down',
        'its name says steel',
      ],
      ['baz telecom', '9 of 10 sessions engaged', '4.0 pages a session'],
    ]);
  });

  it('sees nothing in behaviour that carriers share', () => {
    const list = ['foo telecom', 'bar telecom'].map((name) =>
      removed(name, { engagedSessions: 9, pageViews: 40 }),
    );
    expect(namesOf(list)).toEqual([]);
  });

  it('hears what a name looks like, where somebody can tell', () => {
    const opinion = (name: string): Verdict | undefined =>
      name.includes('paris')
        ? { type: 'education', kept: true, confidence: 0.9 }
        : { type: 'isp', kept: false, confidence: 0.9 };
    const heard = compile(rules, { secondOpinion: opinion });
    const [first] = suspects({ removed: [carrier, removed('telecom paris')], rules, classifier: heard });
    expect(first).toMatchObject({
      organisation: 'telecom paris',
      reasons: ['its name looks like education'],
      restore: "ga-leads rules add --keep education --exact 'telecom paris'",
    });
  });

  it('restores by the first words where another spelling was excluded than the one that is shown', () => {
    const ford = removed('Ford Steel Inc', { rule: 'nets', matched: 'net', type: 'isp' });
    const [first] = suspects({ removed: [ford], rules, classifier });
    expect(first?.reasons).toContain('only another spelling of it was excluded');
    expect(first?.restore).toBe("ga-leads rules add --keep business --starts 'ford steel'");
  });

  it('tells when the rule is no longer there', () => {
    expect(namesOf([{ ...carrier, rule: 'gone' }])).toEqual([
      ['foo telecom', 'its rule is no longer in force'],
    ]);
  });

  it('restores each with the command that it shows, whatever the name', async () => {
    const names = [
      'o\'steel "net" $(rm) `x` \\ & co',
      '-net steel mill',
      '=net steel',
      'steel.net',
      'steel\u0007 net 株式会社',
      'Steel GmbH',
      'foo telecom',
    ];
    const cells = names.map((name) => `"${name.replaceAll('"', '""')}",5`);
    const cwd = await folderWith({
      'ga-leads.yaml': 'rules: [my.yaml]\nsource: file\ninput: week.csv\n',
      'my.yaml': own.replaceAll('confidence: 0.6', 'confidence: 0.9'),
      'week.csv': `Service Provider,Sessions\n${cells.join('\n')}\nsteel gmbh net,9\n`,
      'no-traps.tsv': 'name\tside\n',
    });
    await runCli(['run', '--quiet'], { cwd });
    const { code, stdout } = await runCli(['rules', 'removed', '--json'], { cwd });
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ removed: 7, count: 6 });
    for (const { restore } of found.suspects) {
      const [program, ...argv] = argvOf(restore);
      expect(program).toBe('ga-leads');
      const added = await runCli([...argv.slice(0, 2), '--traps', 'no-traps.tsv', ...argv.slice(2)], { cwd });
      expect([restore, added.code]).toEqual([restore, 0]);
    }
    await runCli(['run', '--quiet'], { cwd });
    const excluded = readFileSync(path.join(cwd, 'out', 'excluded.csv'), 'utf8').split('\r\n');
    expect(excluded.slice(1, -1)).toEqual([expect.stringMatching(/^Foo Telecom,isp,telecoms/)]);
  });

  it('shows who, why and how to restore, so many as it is told', async () => {
    const cwd = await folderWith({
      'my.yaml': own,
      'ga-leads.yaml': 'rules: [my.yaml]\n',
      'out/excluded.csv':
        '\ufefforganisation,type,rule,matched,why,sessions,engaged_sessions,page_views,key\r\n' +
        'Acme Steel Net,isp,nets,net,nets,1234,,,n:acme steel net\r\nFoo Net,isp,nets,net,nets,2,,,n:foo net\r\n' +
        'Customer,not-for-us,not-for-us,x,customer,3,,,n:customer\r\n',
    });
    const { stdout } = await runCli(['rules', 'removed', '--limit', '1'], { cwd });
    expect(stdout).toBe(`Acme Steel Net, 1,234 sessions
  excluded as isp by nets on 'net'; but its rule is only 0.6 sure; one word of 3 decided; keep rule weak finds it too, further down; its name says steel
  ga-leads rules add --keep business --exact 'Acme Steel Net'

… and 1 more (--limit)

2 removed, 2 of them with a sign of a mistake
`);
  });

  it('says what to do where there is no run yet, or another file', async () => {
    const cwd = await folderWith({
      'my.yaml': own,
      'ga-leads.yaml': 'rules: [my.yaml]\n',
      'other/excluded.csv': 'a,b\n1,2\n',
    });
    const none = await runCli(['rules', 'removed'], { cwd });
    expect([none.code, none.next]).toEqual([2, expect.stringContaining('First run ga-leads run')]);
    const other = await runCli(['rules', 'removed', '--out', 'other'], { cwd });
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('is no excluded.csv of a run')]);
  });

  it('reads back every cell that it wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\'"a ＝,') }), (text) => {
        fc.pre(!/^'[=+\-@＝]/.test(printable(text)));
        expect(textOfCell(textCell(text))).toBe(printable(text));
      }),
    );
  });
});

describe('a word of a command', () => {
  it('is one word to a shell, with nothing done to it', () => {
    const texts = ["it's", '$HOME `id` "x" \\ !', '-n', '*', '', '#', '~', 'a\nb', '😀'];
    expect(argvOf(texts.map(shellWord).join(' '))).toEqual(texts.map(printable));
  });
});

describe('rules suggest', () => {
  const looksLike = (name: string): Verdict =>
    /fibra|glasfaser|lone/i.test(name) && !/museum/i.test(name)
      ? { type: /glas/i.test(name) ? 'hosting' : 'isp', kept: false, confidence: 0.9 }
      : { type: 'business', kept: true, confidence: 0.9 };
  const suggestOn = (...names: [name: string, sessions: number][]) =>
    suggest(
      names.map(([name, sessions]) => organisation(name, { sessions })),
      compile(listOf(own).rules, { secondOpinion: looksLike }),
    );
  const brief = (list: ReturnType<typeof suggest>) =>
    list.map(({ type, way, text, covers, sessions }) => [type, way, text, covers.length, sessions]);
  const glas: [string, number][] = [
    ['Glasfaser Ulm', 2],
    ['Landglasfasern Nord', 9],
    ['Meine-Glasfaserwelt GmbH', 1],
  ];

  it('groups names that look like networks by the words and pieces that they share', () => {
    const found = suggestOn(
      ['Fibra Norte', 5],
      ['Fibra Sur', 4],
      ['Fibra Sur Norte', 4],
      ['Mas Fibra SL', 3],
      ...glas,
      ['Lone Star', 1],
      ['Acme GmbH', 50],
      ['Fibra Telecom', 50],
      ['Fibra School', 2],
    );
    expect(brief(found)).toEqual([
      ['hosting', 'words', '*glasfaser*', 3, 12],
      ['isp', 'exact', 'Fibra Norte', 1, 5],
      ['isp', 'exact', 'Fibra Sur', 1, 4],
      ['isp', 'exact', 'Fibra Sur Norte', 1, 4],
      ['isp', 'exact', 'Mas Fibra SL', 1, 3],
      ['isp', 'exact', 'Lone Star', 1, 1],
    ]);
    expect(suggestionsText(found.slice(0, 1), 5)).toBe(`'*glasfaser*' covers 3 organisations, 12 sessions
  Landglasfasern Nord, Glasfaser Ulm, Meine-Glasfaserwelt GmbH
  ga-leads rules add --exclude hosting --words '*glasfaser*'

… and 5 more (--limit)
`);
    expect(suggestionsText(found.slice(1, 2), 0)).toBe(
      "Fibra Norte, 5 sessions\n  ga-leads rules add --exclude isp --exact 'Fibra Norte'\n",
    );
  });

  it('cuts few others with them, and names these', () => {
    const many = Array.from({ length: 10 }, (_, n): [string, number] => [`Fibra ${'abcdefghij'[n]}${n}`, 1]);
    const [first] = suggestOn(...many, ['Museum of Fibra', 3]);
    expect(first).toMatchObject({ text: 'fibra', harms: [{ name: 'Museum of Fibra' }] });
    expect(suggestionsText(first ? [first] : [], 0)).toContain('\n  it would cut besides: Museum of Fibra\n');
    expect(brief(suggestOn(...glas, ['Glasfaser Museum', 3])).every(([, way]) => way === 'exact')).toBe(true);
  });

  it('has nothing to say where nobody has an opinion', async () => {
    const cwd = await folderWith({
      'ga-leads.yaml': 'rules: [my.yaml]\nsource: file\ninput: week.csv\n',
      'my.yaml': own,
      'week.csv': 'Service Provider,Sessions\nFoo Telecom,3\n',
    });
    const { code, stdout } = await runCli(['rules', 'suggest'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^nothing to suggest/)]);
  });

  it('suggests nothing where the rules know all that looks like a network', () => {
    expect(suggestionsText(suggestOn(['Acme GmbH', 5], ['Fibra Telecom', 5]), 0)).toMatch(
      /^nothing to suggest/,
    );
  });

  it('is quick on a large run', () => {
    const syllables = 'ba be bi bo bu da de di do du fa fe fi fo fu la le li lo lu'.split(' ');
    const names = Array.from({ length: 4_000 }, (_, n): [string, number] => {
      const at = (shift: number) => syllables[(n * shift + (n >> shift)) % syllables.length];
      return [`Fibra ${at(1)}${at(3)}${at(7)}${at(5)} ${at(2)}${at(4)}${at(6)}`, n % 9];
    });
    const start = performance.now();
    expect(suggestOn(...names).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
