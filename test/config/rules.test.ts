import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../src/classify/classifier.ts';
import { loadRules } from '../../src/config/rules.ts';
import { UserError } from '../../src/errors.ts';
import { matchingForm } from '../../src/text.ts';

const checkout = path.join(import.meta.dirname, '..', '..');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ga-leads-rules-'));
});

const write = async (name: string, content: string | Uint8Array) => {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
};

/** The message of the UserError (exit 2) that loading ends with. */
async function refusal(sets: string[]): Promise<UserError> {
  const error = await loadRules(sets, folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  expect(error.exitCode).toBe(2);
  return error;
}

async function refusalOf(content: string | Uint8Array): Promise<string> {
  await write('r.yaml', content);
  return (await refusal(['r.yaml'])).message;
}

const rule = (more: string, id = 'a') => `- id: ${id}\n  exclude: isp\n  why: for a test\n  ${more}\n`;

describe('a rule file', () => {
  it('gives its rules with their place and defaults', async () => {
    await write(
      'rules.yaml',
      `# ours
- id: us-cox
  exclude: isp
  pattern: '\\bcox communications?\\b'
  why: ' US cable carrier '
  matches: ['cox communications inc.']
  spares: [Wilcox Industries]

- id: known
  keep: business
  words: [no, 1und1, 007, null, at&t] # texts, whatever YAML takes them for
  why: a friend
  confidence: 0.8
`,
    );
    const { rules } = await loadRules(['rules.yaml'], folder);
    expect(rules).toEqual([
      {
        id: 'us-cox',
        file: 'rules.yaml',
        line: 2,
        kind: 'exclude',
        type: 'isp',
        pattern: '\\bcox communications?\\b',
        why: 'US cable carrier',
        matches: ['cox communications inc.'],
        spares: ['Wilcox Industries'],
        confidence: 0.95,
      },
      {
        id: 'known',
        file: 'rules.yaml',
        line: 9,
        kind: 'keep',
        type: 'business',
        words: ['no', '1und1', '007', 'null', 'at&t'],
        why: 'a friend',
        matches: [],
        spares: [],
        confidence: 0.8,
      },
    ]);
  });

  it('keeps a space that a pattern begins or ends with', async () => {
    await write('r.yaml', rule("pattern: 'ip '"));
    const { rules } = await loadRules(['r.yaml'], folder);
    expect(rules[0]?.pattern).toBe('ip ');
  });

  it('may have a byte order mark, Windows line ends, or nothing in it', async () => {
    await write('a.yaml', `\ufeff${rule('words: [x]')}`.replaceAll('\n', '\r\n'));
    await write('b.yaml', '');
    await write('c.yaml', '# nothing yet\n');
    const { rules } = await loadRules(['a.yaml', 'b.yaml', 'c.yaml'], folder);
    expect(rules.map(({ id, why, line }) => [id, why, line])).toEqual([['a', 'for a test', 1]]);
  });

  const wrongRules: [string, string][] = [
    ['words: [x]\n  word: [y]', "r.yaml:5: rule a: unknown key 'word' (did you mean words?)"],
    ['words: [x]\n  colour: red', "r.yaml:5: rule a: unknown key 'colour'"],
    ['words: x', 'r.yaml:4: rule a: words is no list'],
    ['words: [[x]]', 'r.yaml:4: rule a: words holds something that is no plain text'],
    ['words:\n    - x\n    - y: z', 'r.yaml:6: rule a: words holds something that is no plain text'],
    ['words: []', 'r.yaml:1: rule a: words is empty'],
    ['words: [x, "...", y]', "r.yaml:4: rule a: '...' has no letter or digit to look for"],
    ['words:\n    - x\n    - t*l', "r.yaml:6: rule a: 't*l': * stands only at the beginning or end"],
    [
      'words: [*telecom*]',
      'r.yaml:4: rule a: words holds a YAML alias; a word that begins with * needs quotes',
    ],
    ['pattern: {a: b}', 'r.yaml:4: rule a: pattern is something that is no plain text'],
    ["pattern: '(?!x)y'", 'r.yaml:4: rule a: look-around ((?!…) is not in RE2'],
    ["pattern: '(x)\\1'", 'r.yaml:4: rule a: back-references (\\1) are not in RE2'],
    ["pattern: '(x'", 'r.yaml:4: rule a: not an RE2 pattern: missing closing ): `(x`'],
    ["pattern: ''", 'r.yaml:4: rule a: the pattern is empty'],
    ["pattern: 'x*'", 'r.yaml:4: rule a: the pattern matches every name'],
    [
      'looks: ipp',
      "r.yaml:4: rule a: looks: 'ipp' is not one of empty, ip, email, phone, bare-tld (did you mean ip?)",
    ],
    [
      'pattern: x\n  words: [y]',
      'r.yaml:1: rule a: it needs exactly one of pattern, words, starts, exact, looks; it has pattern and words',
    ],
    ['confidence: 1', 'it has none'],
    ['words: [x]\n  keep: business', 'r.yaml:1: rule a: it needs exactly one of keep and exclude'],
    ['words: [x]\n  confidence: 95', "r.yaml:5: rule a: confidence: '95' is not a number from 0 to 1"],
    ['words: [x]\n  confidence: high', "confidence: 'high' is not a number from 0 to 1"],
    ['words: [x]\n  matches: [y]', "r.yaml:1: rule a: it does not match 'y', which its matches name"],
    ['words: [x]\n  spares: [an X]', "r.yaml:1: rule a: it matches 'an X' (on 'x'), which its spares name"],
    ["pattern: 'x+'\n  spares: [axxb]", "it matches 'axxb' (on 'xx'), which its spares name"],
  ];
  it.each(wrongRules)('%j: %s', async (more, message) => {
    expect(await refusalOf(rule(more))).toContain(message);
  });

  const wrongFiles: [string | Uint8Array, string][] = [
    ['- exclude: isp\n  words: [x]\n  why: y\n', 'r.yaml:1: it has no id'],
    [rule('words: [x]', 'Cox & Co'), 'r.yaml:1: rule Cox & Co: an id is lower-case words and digits with -'],
    ['- id: a\n  exclude: isp\n  words: [x]\n', 'r.yaml:1: rule a: it has no why'],
    [
      '- id: a\n  exclude: isps\n  words: [x]\n  why: y\n',
      "r.yaml:2: rule a: exclude: 'isps' is not one of isp, mobile, hosting, proxy, bot, placeholder (did you mean isp?)",
    ],
    ['- id: a\n  exclude: business\n  words: [x]\n  why: y\n', '(that is for keep)'],
    ['- id: a\n  words: [x]\n  why: y\n', 'r.yaml:1: rule a: it needs exactly one of keep and exclude'],
    ['- cox\n', 'r.yaml:1: a rule is made of `key: value` lines'],
    ['id: a\n', 'r.yaml:1: a rule file is a list'],
    ['hello\n', 'r.yaml:1: a rule file is a list'],
    [`${rule('words: [x]')}\n${rule('words: [y]')}`, 'r.yaml:6: rule a: this id is taken, by r.yaml:1'],
    ['- id: a\n\texclude: isp\n', 'r.yaml:2: not valid YAML: a line begins with a tab'],
    ['- id: a\n  id: b\n', 'r.yaml:2: not valid YAML: Map keys must be unique'],
    [
      `${rule('words: [x]')}---\n${rule('words: [y]', 'b')}`,
      'not valid YAML: Source contains multiple documents',
    ],
    [rule('words: [@home]'), 'r.yaml:4: not valid YAML: Plain value cannot start with reserved character @'],
    [rule("words: ['x y]"), 'not valid YAML: Missing closing'],
    [rule('words: !!set [x]'), 'r.yaml:4: not valid YAML'],
    ['['.repeat(20_000), 'r.yaml:1: not valid YAML: nested too deeply'],
    [`- &a [x]\n- &b [*a, *a]\n- [*b, *b]\n`, 'r.yaml:1: a rule is made of `key: value` lines'],
    ['\0\u0001\u0002', 'r.yaml is not a UTF-8 text'],
    [Uint8Array.from([0xff, 0xfe, 0x2d, 0]), 'r.yaml is not a UTF-8 text'],
    [Uint8Array.from([0x23, 0x20, 0xe9, 0x0a]), 'r.yaml is not a UTF-8 text'],
    ['#'.repeat(8_000_001), 'has 8000001 bytes'],
  ];
  it.each(wrongFiles.map(([content, message]) => ({ content, message })))(
    '$message',
    async ({ content, message }) => {
      expect(await refusalOf(content)).toContain(message);
    },
  );

  it('tells of all problems of all files at once, in the order of the lines', async () => {
    await write('a.yaml', rule("pattern: '('") + rule('words: [x]\n  matches: [y]', 'late'));
    await write('b.yaml', '- id: b\n  wrods: [x]\n  exclude: isp\n');
    const { message } = await refusal(['a.yaml', 'b.yaml']);
    expect(message.split('\n').map((line) => line.trim().split(': ')[0])).toEqual([
      '4 problems in the rules:',
      'a.yaml:4',
      'b.yaml:1',
      'b.yaml:1',
      'b.yaml:2',
    ]);
  });

  it('is told of in short lines that a terminal takes for text only', async () => {
    const message = await refusalOf(
      rule(`"wo\\u001b[2Jrd": ${'x'.repeat(2_000)}`) + rule(`pattern: '(${'y'.repeat(2_000)}'`, 'b'),
    );
    expect(message).not.toContain('\u001b');
    expect(Math.max(...message.split('\n').map((line) => line.length))).toBeLessThan(600);
  });

  it('never hangs or fails otherwise, whatever is in it', async () => {
    const piece = fc.constantFrom(
      '- ',
      'id: ',
      'exclude: isp',
      'words: ',
      '[',
      ']',
      '*a',
      '&a ',
      '\n',
      '\n  ',
      ': ',
      "'",
      '"',
      '|',
      '!!x ',
      '{',
      '}',
      'x',
      '(',
      '# ',
      '---',
      '? ',
      '\t',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        await write('r.yaml', pieces.join(''));
        const outcome = await loadRules(['r.yaml'], folder).catch((error: unknown) => error);
        expect(
          outcome instanceof UserError || (typeof outcome === 'object' && outcome && 'rules' in outcome),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rule sets', () => {
  it('are read in their order, folders by file name, no file twice', async () => {
    await write('mine/20.yaml', rule('words: [x]', 'second'));
    await write('mine/10.yml', rule('words: [x]', 'first'));
    await write('mine/notes.txt', 'no rules');
    await write('top.yaml', rule('words: [x]', 'top'));
    const { rules } = await loadRules(['./mine', 'top.yaml', 'mine/20.yaml'], folder);
    expect(rules.map(({ id, file }) => `${file} ${id}`)).toEqual([
      'mine/10.yml first',
      'mine/20.yaml second',
      'top.yaml top',
    ]);
  });

  it('that are shipped go by name, and show where their rules stand', async () => {
    const inCheckout = await loadRules(['ga-segment'], checkout);
    expect(inCheckout.rules[0]).toMatchObject({ file: 'config/rules/ga-segment.yaml' });
    const elsewhere = await loadRules(['ga-segment'], folder);
    expect(elsewhere.rules[0]).toMatchObject({ file: 'ga-leads:rules/ga-segment.yaml' });
    expect(elsewhere.hash).toBe(inCheckout.hash);
  });

  it('that do not exist are refused, with the nearest name', async () => {
    expect((await refusal(['defualt'])).message).toContain(
      "no shipped set 'defualt' (did you mean default?)",
    );
    expect((await refusal(['defualt'])).next).toContain('default, ga-segment');
    expect((await refusal(['none/'])).message).toContain(`${path.join(folder, 'none')} does not exist`);
    expect((await refusal(['none.yaml'])).message).toContain('does not exist');
    await mkdir(path.join(folder, 'empty'));
    expect((await refusal(['./empty'])).message).toContain('holds no .yaml file');
  });

  it('have a hash that changes with what shapes verdicts, and with nothing else', async () => {
    const hashOf = async (content: string) => {
      await write('r.yaml', content);
      return (await loadRules(['r.yaml'], folder)).hash;
    };
    const plain = await hashOf(rule('words: [x, y]'));
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(`# a comment\n\n${rule('words: [x, y]\n  matches: [x]')}`)).toBe(plain);
    const others = [
      rule('words: [x]'),
      rule('starts: [x, y]'),
      rule('starts: [x]'),
      rule('exact: [x]'),
      rule('exact: [y]'),
      rule('pattern: x'),
      rule('pattern: y'),
      rule('looks: ip'),
      rule('looks: phone'),
      rule('words: [x, y]', 'b'),
      rule('words: [x, y]\n  confidence: 0.5'),
      rule('words: [x, y]').replace('isp', 'mobile'),
      rule('words: [x, y]') + rule('words: [z]', 'b'),
      rule('words: [z]', 'b') + rule('words: [x, y]'),
    ];
    const hashes = new Set([plain]);
    for (const other of others) hashes.add(await hashOf(other));
    expect(hashes.size).toBe(others.length + 1);
  });
});

describe('the shipped sets', () => {
  it('default: load, with an example for each rule', async () => {
    const { rules } = await loadRules(['default'], checkout);
    expect(rules.filter(({ matches }) => matches.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('ga-segment: excludes what the old GA recipe excluded, as one regular expression', async () => {
    const recipe =
      /ISP|HSE|Hosting|Verizon|Comcast|at&t|telekom|qwest|cox|broadband|pool|ip | (notset)|customer|internet|tele|block|provider|unknown| communication/i;
    const classifier = compile((await loadRules(['ga-segment'], checkout)).rules);
    const piece = fc.constantFrom(
      'isp',
      'HSE',
      'host',
      'ing',
      'AT&T',
      'at',
      '&',
      't',
      'tele',
      'kom',
      'cox',
      'ip',
      ' ',
      '(notset)',
      'notset',
      '(not set)',
      'block',
      'Wil',
      'Trip',
      'communication',
      's',
      'Liver',
      'pool',
      'unknown',
      'x',
      'è',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const name = pieces.join('');
        expect(!classifier.verdict(name).kept, name).toBe(recipe.test(matchingForm(name)));
      }),
      { numRuns: 1_000 },
    );
  });
});
