import { describe, expect, it } from 'vitest';
import { splitAlternatives } from '../../src/workshop/alternatives.ts';
import { lint } from '../../src/workshop/lint/index.ts';
import { runCli } from '../edge.ts';
import { organisation } from '../make.ts';
import { folderWith, listOf } from './rules.ts';

const rule = (id: string, kind: string, search: string, more = '') =>
  `- id: ${id}\n  ${kind}\n  ${search}\n  why: test\n${more}`;
const tested = (match: string) => `  matches: ['${match}']\n  spares: ['Quite Other Ltd']\n`;

/** Findings as `level check id: message`. */
function findingsOf(text: string, more: Partial<Parameters<typeof lint>[0]> = {}): string[] {
  return lint({ ...listOf(text), isOwn: () => true, ...more }).map(
    ({ level, check, rule: { id }, message }) => `${level} ${check} ${id}: ${message}`,
  );
}

describe('rules lint finds', () => {
  it.each([
    ["pattern: 'pool'", /^problem short-word a: 'pool' .*liverpool/],
    ["pattern: 'ip '", /^problem short-word a: 'ip ' .*microchip/],
    ["pattern: '\\bisp|broadband'", /^problem short-word a: '\\bisp' .*ispat/],
    ["pattern: '(?:tele|qqqqq)'", /^problem short-word a: 'tele' .*teleflex/],
    ["words: ['*cox']", /^problem short-word a: '\*cox' .*wilcox/],
    ["words: ['isp*']", /^problem short-word a: 'isp\*' .*ispat/],
    ['words: [shaw, shaw communications]', /^problem common-word a: 'shaw' is a common word/],
    ["pattern: '\\bbell\\b'", /^problem common-word a: 'bell' is a common word/],
    ["pattern: '\\b(orange|telekom)\\b'", /^problem common-word a: 'orange' is a common word/],
  ])('texts that cut others: %s', (search, message) => {
    const [finding] = findingsOf(rule('a', 'exclude: isp', search));
    expect(finding).toMatch(message);
  });

  it.each([
    ["pattern: '\\bpool\\b.*\\bdsl\\b'"],
    ["pattern: '\\bisp\\b'"],
    ["pattern: '^tele$'"],
    ["words: ['vps*', isp]"],
    ['exact: [orange, shaw]'],
    ['words: [bell canada]'],
    ["words: ['*telecom*']"],
  ])('nothing wrong with %s', (search) => {
    expect(findingsOf(rule('a', 'exclude: isp', search)).filter((text) => /word/.test(text))).toEqual([]);
  });

  it('less to fear where a rule says that it is a guess, or an earlier rule saves the others', () => {
    const guess = rule('a', 'exclude: isp', 'words: [bell]', '  confidence: 0.6\n');
    expect(findingsOf(guess)[0]).toMatch(/^advice common-word/);
    const saved =
      rule('places', 'keep: business', "words: ['*pool inc']") +
      rule('a', 'exclude: isp', "words: ['*pool']");
    expect(findingsOf(saved).find((text) => text.includes('short-word'))).toMatch(/^advice/);
  });

  it('the same text in a keep rule and in an exclude rule', () => {
    const text =
      rule('a', 'keep: business', 'words: [Acme Networks]') +
      rule('b', 'exclude: isp', "words: ['acme networks']");
    expect(findingsOf(text)).toContainEqual(
      "problem contradiction b: 'acme networks' is in keep rule a (my-rules.yaml:1) too, which comes first: here it never decides",
    );
  });

  it('the same text twice, in one rule or in two, however it is written', () => {
    const text =
      rule('a', 'exclude: isp', "words: [Telefónica, 'telefonica', telekom]") +
      rule('b', 'exclude: mobile', 'words: [TELEKOM]') +
      rule('c', 'exclude: isp', "pattern: 'foo[a-z]bar'") +
      rule('d', 'exclude: isp', "pattern: 'FOO[a-z]bar'");
    expect(findingsOf(text).filter((finding) => finding.includes('duplicate'))).toEqual([
      "advice duplicate a: 'telefonica' is in this rule already",
      "advice duplicate b: 'TELEKOM' is in exclude rule a (my-rules.yaml:1) already",
      "advice duplicate d: 'FOO[a-z]bar' is in exclude rule c (my-rules.yaml:9) already",
    ]);
  });

  it.each([
    ["words: ['telecom*']", "words: ['telecom italia', 'telecommunications', 'telecomix*']"],
    ["words: ['*telecom*']", "words: ['*telecom', 'my telecom*']"],
    ['words: [italia]', 'starts: [telecom italia]'],
    ["starts: ['telecom']", 'exact: [telecom italia]'],
    ["pattern: 'telecom'", "pattern: '\\btelecoms\\b'"],
    ["pattern: '\\btelecom'", "pattern: '^telecom italia'"],
  ])('what a wider text before it finds already: %s, then %s', (wide, narrow) => {
    const found = findingsOf(rule('a', 'exclude: isp', wide) + rule('b', 'exclude: isp', narrow));
    expect(found.filter((text) => text.includes('covered'))).toEqual([
      expect.stringMatching(/^advice covered b: .* adds nothing: exclude rule a \(my-rules.yaml:1\)/),
    ]);
    expect(found.join()).not.toMatch(/duplicate/);
  });

  it.each([
    ['words: [telecom]', "words: ['telecom*']"],
    ['words: [telecom]', "words: ['*telecom']"],
    ['starts: [telecom]', 'words: [telecom italia]'],
    ['exact: [telecom italia]', 'words: [telecom italia]'],
    ["pattern: '\\btelecom\\b'", "pattern: 'telecom'"],
    ["pattern: '^telecom'", "pattern: '\\btelecom italia'"],
  ])('nothing to take out of a narrow rule and then a wide one: %s, then %s', (narrow, wide) => {
    const found = findingsOf(rule('a', 'exclude: isp', narrow) + rule('b', 'exclude: isp', wide));
    expect(found.filter((text) => /covered|duplicate/.test(text))).toEqual([]);
  });

  it('a rule that an earlier one of the other side leaves nothing', () => {
    const text =
      rule('a', 'exclude: isp', "words: ['telecom*']") +
      rule('b', 'keep: education', 'words: [telecom paris]', tested('Télécom Paris'));
    const found = findingsOf(text);
    expect(found).toContainEqual(
      "problem order b: its own matches 'Télécom Paris' never reach it: exclude rule a (my-rules.yaml:1) comes first",
    );
    expect(found).toContainEqual(
      "problem order b: 'telecom paris' never decides: exclude rule a (my-rules.yaml:1) comes first and finds all of it with 'telecom*'",
    );
    expect(found).toContainEqual(expect.stringMatching(/^advice order b: this keep rule comes after/));
  });

  it('a rule whose own examples are all decided before it', () => {
    const text =
      rule('a', 'exclude: isp', "pattern: 'tele.om'") +
      rule('b', 'exclude: isp', 'words: [telecom]', tested('Foo Telecom'));
    expect(findingsOf(text)).toContainEqual(
      'advice covered b: all of its own matches are decided by rules before it: exclude rule a (my-rules.yaml:1)',
    );
  });

  it('rules without tests; a whole name needs no spares', () => {
    const text =
      rule('a', 'keep: business', 'exact: [bar]', "  matches: ['Bar']\n") +
      rule('b', 'exclude: isp', 'words: [foo telecom]', "  matches: ['Foo Telecom']\n") +
      rule('c', 'exclude: isp', 'words: [baz telecom]');
    expect(findingsOf(text)).toEqual([
      'advice examples b: it has no spares: nothing tells when an edit breaks it',
      'advice examples c: it has no matches and no spares: nothing tells when an edit breaks it',
    ]);
  });

  it('rules that had nothing to do on a run, if there is one', () => {
    const text =
      rule('a', 'exclude: isp', 'words: [foo telecom]', tested('Foo Telecom')) +
      rule('b', 'exclude: isp', 'words: [bar telecom]', tested('Bar Telecom'));
    expect(findingsOf(text)).toEqual([]);
    expect(findingsOf(text, { organisations: [organisation('Foo Telecom AG')] })).toEqual([
      'advice idle b: it decided on none of the 1 organisations of this run',
    ]);
  });
});

describe('ga-leads rules lint', () => {
  const bad = rule('pools', 'exclude: isp', "pattern: 'pool'", tested('dsl pool'));
  const good = rule('foo', 'exclude: isp', 'words: [foo telecom]', tested('Foo Telecom'));

  it('names file, line, rule and what to do, and ends with 2 where there is a problem', async () => {
    const cwd = await folderWith({ 'my.yaml': `# ours\n${bad}` });
    const { code, stdout } = await runCli(['rules', 'lint', '--rules', 'my.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /my\.yaml:2: pools \(short-word\)\n {4}'pool' stands .*\n {4}> Look for whole words/,
    );
    expect(stdout).toMatch(/\n1 rule: 1 problem, 0 pieces of advice\n$/);
  });

  it('ends with 0 where there is only advice, and looks at a run that is named', async () => {
    const cwd = await folderWith({ 'my.yaml': good, 'week.csv': 'Service Provider,Sessions\nacme gmbh,3\n' });
    const plain = await runCli(['rules', 'lint', '--rules', 'my.yaml', '--json'], { cwd });
    expect(plain.code).toBe(0);
    expect(JSON.parse(plain.stdout)).toEqual({ rules: 1, findings: [] });
    const onRun = ['rules', 'lint', '--rules', 'my.yaml', '--input', 'week.csv'];
    const { code, stdout } = await runCli(onRun, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('had nothing to do on this run\n  my.yaml: foo (1)');
    expect((await runCli([...onRun, '--no-run'], { cwd })).stdout).not.toContain('nothing to do');
  });

  it('only counts advice on shipped rules, unless it is asked for', async () => {
    const argv = ['rules', 'lint', '--rules', 'ga-segment'];
    const { stdout } = await runCli(argv);
    expect(stdout).toMatch(
      /\nAdvice on shipped rules: covered 1 \(--all shows it\)\n\n20 rules: 7 problems, 1 piece of/,
    );
    expect((await runCli([...argv, '--all'])).stdout).toMatch(/\nAdvice\n.*ga-block \(covered\)/);
  });

  it('tells what is wrong with a list that does not load', async () => {
    const cwd = await folderWith({
      'all.yaml': rule('all', 'exclude: isp', "pattern: '.*'"),
      'none.yaml': '',
    });
    const all = await runCli(['rules', 'lint', '--rules', 'all.yaml'], { cwd });
    expect([all.code, all.stderr]).toEqual([
      2,
      expect.stringContaining('all.yaml:3: rule all: the pattern matches every'),
    ]);
    const none = await runCli(['rules', 'lint', '--rules', 'none.yaml'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('none.yaml hold no rule')]);
  });
});

describe('a pattern', () => {
  it.each([
    ['isp|hse', ['isp', 'hse']],
    ['a(b|c)|d', ['a(b|c)', 'd']],
    ['[|]|a', ['[|]', 'a']],
    ['[]|]|a', ['[]|]', 'a']],
    ['[^]|]|[[:alpha:]|]|a', ['[^]|]', '[[:alpha:]|]', 'a']],
    ['a\\|b|c', ['a\\|b', 'c']],
    ['\\Qa|b\\E|c', ['\\Qa|b\\E', 'c']],
    ['((a|b)|c)|', ['((a|b)|c)', '']],
    ['[|', ['[', '']],
    ['', ['']],
  ])('%s has the alternatives %j', (pattern, alternatives) => {
    expect(splitAlternatives(pattern)).toEqual(alternatives);
    expect(splitAlternatives(pattern).join('|')).toBe(pattern);
  });
});
