import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleBlock, withRuleBlock } from '../../src/config/rule-block.ts';
import { withRules, written } from '../../src/config/rule-edit.ts';
import { parseRuleFile } from '../../src/config/rule-file.ts';

const file = (text: string) => ({ path: '/there/my.yaml', shown: 'my.yaml', text });
const rule = (id: string, word: string) => `- id: ${id}\n  exclude: isp\n  words: [${word}]\n  why: test`;

const own = `# Ours.

# Friends
- id: friends   # since 2020
  keep: business
  # the whole name
  exact: [acme]
  why: |
    two
    lines

# and now the networks
- id: one
  exclude: isp
  words: [one]
  why: test
# the end`;

describe("one rule's own text", () => {
  it('is from its dash to its last line, with the comments in between', () => {
    expect(ruleBlock(file(own), 'friends')).toBe(
      '- id: friends   # since 2020\n  keep: business\n  # the whole name\n  exact: [acme]\n  why: |\n    two\n    lines\n',
    );
  });

  it.each([
    ['as it is', own],
    ['with Windows line ends', own.replaceAll('\n', '\r\n')],
    ['indented', own.replace(/^(?=.)/gm, '    ')],
  ])('put back is the same file, byte for byte: %s', (_, text) => {
    for (const id of ['friends', 'one']) {
      expect(withRuleBlock(file(text), id, ruleBlock(file(text), id))).toBe(text);
    }
  });

  it('is replaced alone', () => {
    const [before, after] = own.split(rule('one', 'one'));
    expect(withRuleBlock(file(own), 'one', `\n${rule('uno', 'uno')}\n\n`)).toBe(
      `${before}${rule('uno', 'uno')}${after}`,
    );
  });

  it('whatever its texts and those of its neighbours are, all else stays', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((one) => /\p{L}/u.test(one));
    fc.assert(
      fc.property(fc.array(text, { minLength: 3, maxLength: 3 }), fc.boolean(), (whys, isWindows) => {
        const rules = whys.map((why, at) => ({
          id: `r${at}`,
          kind: 'exclude' as const,
          type: 'isp' as const,
          words: [`w${at}`],
          why: `w ${why.trim()}`.trim(),
          matches: [],
          spares: [],
          confidence: 0.95,
        }));
        const [first, second, third] = rules;
        if (!first || !second || !third) return;
        const unix = withRules(file(''), [first, second]);
        const there = isWindows ? unix.replaceAll('\n', '\r\n') : unix;
        const edited = withRuleBlock(file(there), 'r0', written([third]));
        expect(edited.endsWith(there.slice(there.indexOf('- id: r1')))).toBe(true);
        expect(parseRuleFile(edited, '').rules.map(({ id }) => id)).toEqual(['r2', 'r1']);
      }),
    );
  });

  it.each([
    ['', 'there is no rule in it'],
    ['id: x', 'a rule file is a list'],
    [`${rule('a', 'a')}\n${rule('b', 'b')}`, 'there are 2 rules in it'],
    [`${rule('a', 'a')}\n  colour: red`, "line 5: unknown key 'colour'"],
    ['- id: x\n\texclude: isp', 'line 2: not valid YAML: a line begins with a tab'],
  ])('%j takes its place never', (text, told) => {
    expect(() => withRuleBlock(file(own), 'one', text)).toThrow(told);
  });

  it.each(['nobody', 'flow'])('of %s cannot be told apart', (id) => {
    const flow = '[{ id: flow, exclude: isp, words: [a], why: b }]\n';
    expect(() => ruleBlock(file(flow), id)).toThrow('cannot be changed by itself');
    expect(() => withRuleBlock(file(flow), id, rule('a', 'a'))).toThrow('cannot be changed by itself');
  });
});
