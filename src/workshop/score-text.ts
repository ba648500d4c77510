import stringWidth from 'string-width';
import { printable } from '../text.ts';
import type { Mistake, RuleCount, Score } from './score.ts';
import type { Share } from './share.ts';

/** A stranger's text, at most so many characters of it. */
function short(text: string, most: number): string {
  const characters = [...printable(text)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

const percent = (value: number): string => (value * 100).toFixed(1);
const shareText = (share: Share | undefined): string =>
  share ? `${percent(share.value)} (${percent(share.low)}–${percent(share.high)})` : '–';
const f1Text = (f1: number | undefined): string => (f1 === undefined ? '–' : percent(f1));

/** Lines of cells, each column as wide as its widest cell. */
function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - stringWidth(cell)))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `  ${line(row)}\n`).join('');
}

/** What a score says, one line a measure: label and text. */
export function measuresOf(score: Score): [string, string][] {
  return [
    ['balanced accuracy', shareText(score.balancedAccuracy)],
    ['accuracy', shareText(score.accuracy)],
    ...(['exclude', 'keep'] as const).flatMap((side): [string, string][] => {
      const { precision, recall, f1 } = score.sides[side];
      return [
        [`${side}: precision`, shareText(precision)],
        [`${side}: recall`, shareText(recall)],
        [`${side}: F1`, f1Text(f1)],
      ];
    }),
    ['unsure, and so kept', shareText(score.unsure)],
  ];
}

function labelTable(score: Score): string {
  const rows = Object.entries(score.labels).map(([label, { rightSide, precision, recall, f1 }]) => [
    label,
    String(rightSide.of),
    shareText(rightSide),
    shareText(precision),
    shareText(recall),
    f1Text(f1),
  ]);
  return aligned([['label', 'names', 'right side', 'precision', 'recall', 'F1'], ...rows]);
}

const ruleTable = (rules: readonly RuleCount[]): string =>
  aligned([
    ['rule', 'type', 'wrong', 'right'],
    ...rules.map(({ rule, type, wrong, right }) => [rule ?? '(no rule)', type, String(wrong), String(right)]),
  ]);

const mistakeTable = (mistakes: readonly Mistake[]): string =>
  aligned([
    ['name', 'label', 'rule', 'matched'],
    ...mistakes.map(({ name, label, rule, matched }) => [
      short(name, 50),
      label,
      rule ?? '(no rule)',
      short(matched ?? '', 30),
    ]),
  ]);

/** A rule set's score. */
export interface SetScore extends Score {
  set: string;
}

/** Scores for people: the first set's in full, of its mistakes and rules the worst `most`; then all side by side. */
export function scoresText(scores: readonly SetScore[], most: number): string {
  const [first] = scores;
  if (!first) return '';
  return scores.length === 1 ? fullText(first, most) : `${fullText(first, most)}\n${comparisonText(scores)}`;
}

function fullText(score: SetScore, most: number): string {
  const wrongRules = score.rules.filter(({ wrong }) => wrong > 0);
  const [unsaid, keptByRule] = [false, true].map((byRule) =>
    score.falseKeeps.filter(({ rule }) => (rule !== undefined) === byRule),
  ) as [Mistake[], Mistake[]];
  return [
    `${score.set} on ${score.names} names; per cent, with 95 % intervals\n${aligned(measuresOf(score))}`,
    `By label (precision and recall of the type itself)\n${labelTable(score)}`,
    `Rules with wrong names: ${wrongRules.length}\n${ruleTable(wrongRules.slice(0, most))}`,
    `Excluded by mistake: ${score.falseExclusions.length}\n${mistakeTable(score.falseExclusions.slice(0, most))}`,
    `Kept by mistake, by a rule: ${keptByRule.length}\n${mistakeTable(keptByRule.slice(0, most))}`,
    `Kept by mistake, no rule speaks: ${unsaid.length}\n${mistakeTable(unsaid.slice(0, most))}`,
  ].join('\n');
}

function comparisonText(scores: readonly SetScore[]): string {
  const measures = scores.map(measuresOf);
  const rows = (measures[0] ?? []).map(([label], at) => [
    label,
    ...measures.map((lines) => lines[at]?.[1] ?? ''),
  ]);
  const wrong = scores.map(({ falseExclusions, falseKeeps }) => [...falseExclusions, ...falseKeeps]);
  const alone = scores.map((_, at) => {
    const own = new Set(wrong[at]?.map(({ name }) => name));
    const others = wrong.toSpliced(at, 1).flat();
    return String(others.filter(({ name }) => !own.has(name)).length);
  });
  return `Side by side\n${aligned([
    ['', ...scores.map(({ set }) => set)],
    ...rows,
    ['names that only this set has right', ...alone],
  ])}`;
}
