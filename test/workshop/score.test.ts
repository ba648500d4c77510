import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Rule, Verdict, VerdictType } from '../../src/types.ts';
import { parseLabelled } from '../../src/workshop/labelled.ts';
import { type LabelledName, score } from '../../src/workshop/score.ts';
import { type SetScore, scoresText } from '../../src/workshop/score-text.ts';
import { meanOf, wilson } from '../../src/workshop/share.ts';
import { fakeEdge, runCli } from '../edge.ts';

const rule = (id: string): Rule => ({
  id,
  file: 'r.yaml',
  line: 1,
  kind: 'exclude',
  type: 'isp',
  why: 'a test',
  words: [id],
  matches: [],
  spares: [],
  confidence: 0.9,
});

const excludedAs = (type: VerdictType, id: string): Verdict => ({
  type,
  kept: false,
  confidence: 0.9,
  rule: rule(id),
  matched: id,
});
const verdicts: Record<string, Verdict> = {
  comcast: excludedAs('isp', 'carriers'),
  ovh: excludedAs('hosting', 'clouds'),
  vodafone: excludedAs('mobile', 'carriers'),
  'h&r block': excludedAs('isp', 'block'),
  'some university': {
    type: 'education',
    kept: true,
    confidence: 0.9,
    rule: rule('schools'),
    matched: 'university',
  },
};
const judge = (name: string): Verdict => verdicts[name] ?? { type: 'unsure', kept: true, confidence: 0.5 };
const labelled = (name: string, label: string, weight = 1): LabelledName => ({ name, label, weight });
const names = [
  labelled('comcast', 'isp'),
  labelled('vodafone', 'isp'),
  labelled('some carrier', 'isp'),
  labelled('ovh', 'isp'),
  labelled('h&r block', 'business'),
  labelled('siemens', 'business'),
  labelled('some university', 'education'),
  labelled('nobody knows', 'other'),
];

describe('a score', () => {
  const measured = score(names, judge);

  it('leaves out what no side claims, and counts unsure as kept', () => {
    expect(measured.names).toBe(7);
    expect(measured.unsure).toMatchObject({ value: 2 / 7, of: 7 });
    expect(measured.accuracy.value).toBeCloseTo(5 / 7);
  });

  it('measures each side', () => {
    expect(measured.sides.exclude.precision).toMatchObject({ value: 3 / 4, of: 4 });
    expect(measured.sides.exclude.recall).toMatchObject({ value: 3 / 4, of: 4 });
    expect(measured.sides.exclude.f1).toBeCloseTo(3 / 4);
    expect(measured.sides.keep.precision).toMatchObject({ value: 2 / 3, of: 3 });
    expect(measured.sides.keep.recall).toMatchObject({ value: 2 / 3, of: 3 });
    expect(measured.balancedAccuracy?.value).toBeCloseTo((3 / 4 + 2 / 3) / 2);
  });

  it('measures each label by its side and by its type, mobile being isp where no label says mobile', () => {
    expect(measured.labels.isp?.rightSide.value).toBe(3 / 4);
    expect(measured.labels.isp?.recall?.value).toBe(2 / 4);
    expect(measured.labels.isp?.precision?.value).toBe(2 / 3);
    expect(measured.labels.business?.precision).toBeUndefined();
    expect(measured.labels.business?.recall?.value).toBe(0);
    expect(Object.keys(measured.labels)).toEqual(['business', 'education', 'isp']);
    const withMobile = score([...names, labelled('o2', 'mobile')], judge);
    expect(withMobile.labels.isp?.recall?.value).toBe(1 / 4);
  });

  it('names the rule behind each mistake, and how often each rule was right', () => {
    expect(measured.falseExclusions).toEqual([
      {
        name: 'h&r block',
        label: 'business',
        weight: 1,
        type: 'isp',
        confidence: 0.9,
        rule: 'block',
        matched: 'block',
      },
    ]);
    expect(measured.falseKeeps).toEqual([
      { name: 'some carrier', label: 'isp', weight: 1, type: 'unsure', confidence: 0.5 },
    ]);
    expect(measured.rules.map(({ rule: id, type, right, wrong }) => [id, type, wrong, right])).toEqual([
      [undefined, 'unsure', 1, 1],
      ['block', 'isp', 1, 0],
      ['carriers', 'isp', 0, 1],
      ['carriers', 'mobile', 0, 1],
      ['clouds', 'hosting', 0, 1],
      ['schools', 'education', 0, 1],
    ]);
  });

  it('weighs names, heaviest mistakes first', () => {
    const heavy = score(
      [
        labelled('comcast', 'isp', 8),
        labelled('a', 'isp', 1),
        labelled('b', 'isp', 3),
        labelled('siemens', 'business'),
      ],
      judge,
    );
    expect(heavy.sides.exclude.recall?.value).toBeCloseTo(8 / 12);
    expect(heavy.falseKeeps.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('has no balanced accuracy with one side only', () => {
    expect(score([labelled('comcast', 'isp')], judge).balancedAccuracy).toBeUndefined();
  });
});

describe('intervals', () => {
  it("are Wilson's", () => {
    // Newcombe 1998, table I: 81 of 263, and 0 of 20.
    expect(wilson(81 / 263, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81 / 263, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20)).toMatchObject({ low: 0, value: 0 });
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  });

  it('hold their value and stay between 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 50 }), fc.nat(50), (a, more, b) => {
        const [n, m] = [a + more, b + more];
        for (const share of [
          wilson(a / n, n),
          meanOf({ ...wilson(a / n, n), of: n }, { ...wilson(b / m, m), of: m }),
        ]) {
          expect(share.low).toBeGreaterThanOrEqual(-1e-12);
          expect(share.low).toBeLessThanOrEqual(share.value + 1e-12);
          expect(share.high).toBeGreaterThanOrEqual(share.value - 1e-12);
          expect(share.high).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it('are wider where few names carry the weight', () => {
    const even = score(
      [1, 1, 1, 1, 1, 1].map((weight) => labelled('comcast', 'isp', weight)),
      judge,
    );
    const uneven = score(
      [5, 0.2, 0.2, 0.2, 0.2, 0.2].map((weight) => labelled('comcast', 'isp', weight)),
      judge,
    );
    expect(uneven.accuracy.low).toBeLessThan(even.accuracy.low);
  });
});

describe('labelled names', () => {
  const refusal = (text: string, weight?: string): string => {
    try {
      parseLabelled(text, 'names.tsv', weight);
    } catch (error) {
      if (error instanceof UserError) return error.message;
    }
    throw new Error('expected a UserError');
  };

  it('come from tab-separated text with quotes, a byte order mark and Windows line ends', () => {
    expect(
      parseLabelled(
        '\ufefflabel\tname\tsessions\r\nisp\t"AB ""Ogmios"" Net"\t3\r\n\r\nbusiness\t\'Concept\' Ltd\t0.5\r\n',
        'f',
        'sessions',
      ),
    ).toEqual([labelled('AB "Ogmios" Net', 'isp', 3), labelled("'Concept' Ltd", 'business', 0.5)]);
  });

  it('are refused where something is missing', () => {
    expect(refusal('name,label\na,isp\n')).toContain("names.tsv has no column 'name' (it has name,label)");
    expect(refusal('')).toContain("no column 'name'");
    expect(refusal('name\tlabel\na\tisp\n', 'sessions')).toContain("no column 'sessions'");
    expect(refusal('name\tlabel\tw\na\tisp\tmany\n', 'w')).toContain("names.tsv:2: column w holds 'many'");
    expect(refusal('name\tlabel\tw\na\tisp\t-1\n', 'w')).toContain("holds '-1'");
    expect(refusal('name\tlabel\na\tother\n')).toContain("no name with a label of a verdict's type");
  });
});

describe('ga-leads rules score', () => {
  const table =
    'name\tlabel\tsessions\ncomcast cable\tisp\t9\nsiemens\tbusiness\t1\nH&R Block\tbusiness\t5\nLiverpool\u001b[2J FC\tbusiness\t1\n';
  async function run(...flags: string[]) {
    const { edge } = fakeEdge();
    await writeFile(path.join(edge.cwd, 'names.tsv'), table);
    await writeFile(
      path.join(edge.cwd, 'none.yaml'),
      '- id: a\n  exclude: isp\n  exact: [nothing]\n  why: a test\n',
    );
    return runCli(['rules', 'score', 'names.tsv', '--rules', 'ga-segment', ...flags], { cwd: edge.cwd });
  }

  it('prints measures, mistakes and the rules behind them, with nothing a terminal would obey', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain('4 names');
    expect(stdout).toMatch(/balanced accuracy +66\.7 \(/);
    expect(stdout).toMatch(/ga-block +isp +1 +0/);
    expect(stdout).toMatch(/H&R Block +business +ga-block +block/);
    expect(stdout).not.toContain('\u001b');
  });

  it('gives JSON, weighed, and a second set beside', async () => {
    const { stdout } = await run('--json', '--weight', 'sessions', '--compare', './none.yaml');
    const { scores } = JSON.parse(stdout);
    expect(scores.map((one: SetScore) => [one.set, one.accuracy.value])).toEqual([
      ['ga-segment', 10 / 16],
      ['./none.yaml', 7 / 16],
    ]);
  });

  it('puts two sets side by side', async () => {
    const { stdout } = await run('--compare', './none.yaml');
    expect(stdout).toMatch(/Side by side\n +ga-segment +\.\/none\.yaml\n/);
    expect(stdout).toMatch(/accuracy +50\.0 \(\S+\) +75\.0 \(/);
    expect(stdout).toMatch(/names that only this set has right +1 +2\n/);
  });

  it('says when there is no such file', async () => {
    const { code, stderr } = await runCli(['rules', 'score', 'none.tsv', '--rules', 'ga-segment']);
    expect(code).toBe(2);
    expect(stderr).toContain('none.tsv cannot be read (ENOENT)');
  });
});

it('a score shows what there is none of as –', () => {
  const only = { set: 'default', ...score([labelled('comcast', 'isp')], judge) };
  expect(scoresText([only], 5)).toMatch(/balanced accuracy +–\n/);
});
