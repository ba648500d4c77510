import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { replaceFile } from '../../src/config/replace-file.ts';
import { type NewRule, withoutRule, withRuleSet, withRules, written } from '../../src/config/rule-edit.ts';
import { parseRuleFile } from '../../src/config/rule-file.ts';

const file = (text: string) => ({ path: '/there/my.yaml', shown: 'my.yaml', text });
const idsOf = (text: string) => parseRuleFile(text, 'my.yaml').rules.map(({ id }) => id);

const newRule = (id: string, kind: 'keep' | 'exclude' = 'exclude', more: Partial<NewRule> = {}): NewRule => ({
  id,
  kind,
  type: kind === 'keep' ? 'business' : 'isp',
  words: [id],
  why: 'test',
  matches: [],
  spares: [],
  confidence: 0.95,
  ...more,
});

const own = `# Ours. Mind the order.

# Friends of the house
- id: friends   # since 2020
  keep: business
  exact: [acme]
  why: friends

# and now
# the networks
- id: one
  exclude: isp
  pattern: "\\\\bone net\\\\b"
  why: |
    two
    lines
- {id: two, exclude: isp, words: ['*two*'], why: two} # short

# the end
`;

describe('a rule that is added', () => {
  it('goes above the first exclude rule and its comment if it keeps, else to the end; the rest stays', () => {
    const text = withRules(file(own), [newRule('late'), newRule('early', 'keep')]);
    expect(text).toBe(
      `${own.replace(
        '# and now\n',
        "- id: early\n  keep: business\n  words: ['early']\n  why: test\n\n# and now\n",
      )}\n- id: late\n  exclude: isp\n  words: ['late']\n  why: test\n`,
    );
  });

  it('stays below the comment at the top of a file', () => {
    const text = '# Ours\n- id: one\n  exclude: isp\n  words: [one]\n  why: one\n';
    expect(withRules(file(text), [newRule('k', 'keep')])).toMatch(/^# Ours\n- id: k\n/);
  });

  it('makes a file that was empty', () => {
    expect(withRules(file(''), [newRule('a')])).toMatch(/^# .*\n\n- id: a\n/);
    expect(idsOf(withRules(file('# nothing yet'), [newRule('a')]))).toEqual(['a']);
  });

  it('takes over indentation and line breaks', () => {
    const text = '# x\r\n  - id: one\r\n    exclude: isp\r\n    words: [one]\r\n    why: one';
    const edited = withRules(file(text), [newRule('a'), newRule('k', 'keep')]);
    expect(edited).toContain('\r\n  - id: k\r\n    keep: business\r\n');
    expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(idsOf(edited)).toEqual(['k', 'one', 'a']);
  });

  it('says how to do it by hand where a file is laid out otherwise', () => {
    const flow = '[{id: one, exclude: isp, words: [one], why: one}]';
    expect(() => withRules(file(flow), [newRule('a')])).toThrow(/my.yaml is laid out so that no rule/);
    expect(() => withoutRule(file(flow), 'one')).toThrow(/my.yaml is laid out so that rule one/);
    expect(() => withRules(file(`${own}...\n`), [newRule('a')])).toThrow(/laid out/);
  });

  it('means the same when it is read again, whatever its texts', () => {
    const odd = [...'ab é中\'"`:#-*&!|>%@,[]{}?~\\', '\n', '\r', '\t', '\u0007', '\u0085', '\u2028', '😀'];
    const text = fc.string({ unit: fc.constantFrom(...odd), minLength: 1 });
    const list = fc.array(text, { maxLength: 3 });
    const rule = fc.record({
      words: fc.array(
        text.map((word) => `a${word.replaceAll('*', '')}`.trim()),
        { minLength: 1, maxLength: 3 },
      ),
      why: text.map((why) => `x${why}x`),
      matches: list,
      spares: list,
      confidence: fc.constantFrom(0, 0.5, 0.95, 1),
    });
    fc.assert(
      fc.property(rule, fc.boolean(), (more, isKeep) => {
        const added = newRule('added', isKeep ? 'keep' : 'exclude', more);
        const edited = withRules(file(own), [added]);
        const {
          file: _file,
          line: _line,
          ...read
        } = parseRuleFile(edited, '').rules.find(({ id }) => id === 'added') ?? {};
        expect(read).toEqual(added);
        expect(withoutRule(file(edited), 'added')).toBe(own);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a rule that is taken out', () => {
  it('goes with its lines, and every other byte stays', () => {
    expect(withoutRule(file(own), 'one')).toBe(own.replace(/- id: one[\s\S]*lines\n/, ''));
    expect(withoutRule(file(own), 'two')).toBe(own.replace(/- \{id: two.*\n/, '').replace('\n\n\n', '\n\n'));
    expect(withoutRule(file(own), 'friends')).toBe(own.replace(/- id: friends[^#]*#[^#]*friends\n/, ''));
  });

  it('may be any rule of any file: the others stay, and so do all comments', () => {
    const comment = fc.constantFrom('', '\n', '# note\n', '\n# note\n\n', '  # far in\n', '# a\n# b\n');
    const rule = fc.constantFrom(
      'exclude: isp\n  words: [x]\n  why: y\n',
      'keep: business\n  # within\n  words:\n    - x\n    - z # last\n  why: y\n',
      "exclude: isp\n  why: >-\n    folded\n\n    text\n  pattern: 'a''b'\n",
      'exclude: isp\n  words: [\n    x, # odd\n    y,\n  ]\n  why: "y"   # tail\n',
    );
    fc.assert(
      fc.property(
        comment,
        fc.array(fc.tuple(rule, comment), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (head, rules, nth) => {
          const gone = nth % rules.length;
          const parts = rules.map(([body, after], at) => ({
            lines: `- id: r${at}\n  ${body}`,
            after: after.replaceAll('#', `#${at}`),
          }));
          const text = head + parts.map(({ lines, after }) => lines + after).join('');
          const rest =
            head + parts.map(({ lines, after }, at) => (at === gone ? '' : lines) + after).join('');
          const withoutBlankLines = (some: string) => some.replace(/^\n/gm, '');
          const edited = withoutRule(file(text), `r${gone}`);
          expect(withoutBlankLines(edited)).toBe(withoutBlankLines(rest));
        },
      ),
    );
  });
});

describe('a rule set that is added to the settings', () => {
  it.each([
    ['', 'rules:\n  - my.yaml\n  - default\n'],
    ['# none\nout: x', '# none\nout: x\nrules:\n  - my.yaml\n  - default\n'],
    ['rules: [default] # the sets\nout: x\n', 'rules: [my.yaml, default] # the sets\nout: x\n'],
    ['rules:\n# first\n- default # d\nout: x\n', 'rules:\n# first\n- my.yaml\n- default # d\nout: x\n'],
    [
      'out: x\nrules:   # the sets\n    - default',
      'out: x\nrules:   # the sets\n    - my.yaml\n    - default',
    ],
    ['rules: # none yet\nout: x\n', 'rules: # none yet\n  - my.yaml\n  - default\nout: x\n'],
    ['out: x\r\nrules:\r\n  - default\r\n', 'out: x\r\nrules:\r\n  - my.yaml\r\n  - default\r\n'],
  ])('stands first: %j', (text, edited) => {
    expect(withRuleSet(text, 'my.yaml', ['default'])).toBe(edited);
  });

  it('leaves every other line of the shipped settings as it is', () => {
    const text = readFileSync(new URL('../../config/ga-leads.yaml', import.meta.url), 'utf8');
    const edited = withRuleSet(text, '../x y/my: rules.yaml', ['default']);
    expect(parse(edited).rules).toEqual(['../x y/my: rules.yaml', 'default']);
    const lines = edited.split('\n');
    expect(
      lines
        .toSpliced(
          lines.findIndex((line) => line.includes('my: rules')),
          1,
        )
        .join('\n'),
    ).toBe(text);
  });

  it('is refused where the settings are laid out otherwise', () => {
    for (const text of ['{out: x}', 'rules: &all [default]\nx: *all', '- rules']) {
      expect(() => withRuleSet(text, 'my.yaml', ['other'])).toThrow(/laid out/);
    }
  });
});

describe('rules that are written', () => {
  it('look like those of the shipped files', () => {
    expect(
      written([
        newRule('us-cox', 'exclude', {
          words: undefined as never,
          pattern: '\\bcox communications?\\b',
          why: 'US cable carrier',
          matches: ["o'cox"],
          spares: ['Wilcox'],
          confidence: 0.9,
        }),
        newRule('two', 'keep'),
      ]),
    ).toBe(`- id: us-cox
  exclude: isp
  pattern: '\\bcox communications?\\b'
  why: US cable carrier
  matches: ['o''cox']
  spares: ['Wilcox']
  confidence: 0.9

- id: two
  keep: business
  words: ['two']
  why: test
`);
  });
});

describe('a file that is replaced', () => {
  const folder = () => mkdtempSync(path.join(tmpdir(), 'ga-leads-edit-'));

  it('keeps its byte order mark and where its link points; nothing is left over', async () => {
    const there = folder();
    writeFileSync(path.join(there, 'real.yaml'), '\ufeffold');
    symlinkSync('real.yaml', path.join(there, 'link.yaml'));
    await replaceFile({ path: path.join(there, 'link.yaml'), before: 'old', after: 'new' });
    expect(readFileSync(path.join(there, 'real.yaml'), 'utf8')).toBe('\ufeffnew');
    await replaceFile({ path: path.join(there, 'deep', 'made.yaml'), before: '', after: 'made' });
    expect(readFileSync(path.join(there, 'deep', 'made.yaml'), 'utf8')).toBe('made');
    expect(readdirSync(there).sort()).toEqual(['deep', 'link.yaml', 'real.yaml']);
  });

  it('is left alone where somebody else has changed it, or it cannot be written', async () => {
    const there = folder();
    const file = path.join(there, 'my.yaml');
    writeFileSync(file, 'theirs');
    await expect(replaceFile({ path: file, before: 'old', after: 'new' })).rejects.toThrow(/was changed/);
    expect(readFileSync(file, 'utf8')).toBe('theirs');
    const inFile = path.join(file, 'below.yaml');
    await expect(replaceFile({ path: inFile, before: '', after: 'new' })).rejects.toThrow(
      /cannot be written/,
    );
    expect(readdirSync(there)).toEqual(['my.yaml']);
  });
});
