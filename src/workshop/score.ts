import { excludedTypes, keptTypes, type Verdict, type VerdictType } from '../types.ts';
import { meanOf, type Share, Tally } from './share.ts';

export type Side = 'keep' | 'exclude';

/** A name that people have labelled with a verdict's type. */
export interface LabelledName {
  name: string;
  label: string;
  weight: number;
}

export interface Measures {
  /** Of those that were given this side or type, the share that is labelled so. */
  precision?: Share;
  /** Of those labelled so, the share that was given it. */
  recall?: Share;
  f1?: number;
}

export interface LabelMeasures extends Measures {
  /** Of those labelled so, the share on the right side, whatever the type. */
  rightSide: Share;
}

/** A name on the wrong side, and the rule that put it there; without one, no rule spoke. */
export interface Mistake extends LabelledName {
  type: VerdictType;
  confidence: number;
  rule?: string;
  matched?: string;
}

export interface RuleCount {
  /** Absent for the names of which no rule speaks. */
  rule?: string;
  kind: Side;
  type: VerdictType;
  right: number;
  wrong: number;
}

export interface Score {
  names: number;
  accuracy: Share;
  /** Mean of the sides' recalls; absent unless both sides occur. */
  balancedAccuracy?: Share;
  sides: Record<Side, Measures>;
  labels: Record<string, LabelMeasures>;
  /** Share of the names of which no rule speaks; they count as kept. */
  unsure: Share;
  /** By wrong names, most first. */
  rules: RuleCount[];
  /** Heaviest and most confident first. */
  falseExclusions: Mistake[];
  falseKeeps: Mistake[];
}

/** The side that a label stands for; undefined for one that says nothing (`other`). */
export function sideOf(label: string): Side | undefined {
  if (excludedTypes.some((type) => type === label)) return 'exclude';
  return keptTypes.some((type) => type === label) ? 'keep' : undefined;
}

/** Types that a coarser set of labels calls by another's name. */
const coarser: Partial<Record<VerdictType, VerdictType>> = { mobile: 'isp', proxy: 'hosting' };

/**
 * How right verdicts are on labelled names. Names whose label says nothing are left out; at least one
 * must be left.
 */
export function score(names: readonly LabelledName[], judge: (name: string) => Verdict): Score {
  const labels = new Set(names.map(({ label }) => label));
  const judged = names.flatMap((labelled) => {
    const should = sideOf(labelled.label);
    if (should === undefined) return [];
    const verdict = judge(labelled.name);
    const other = coarser[verdict.type];
    const type = other && !labels.has(verdict.type) ? other : verdict.type;
    const is: Side = verdict.kept ? 'keep' : 'exclude';
    return [{ ...labelled, verdict, type, should, is, right: is === should }];
  });
  type Judged = (typeof judged)[number];

  const share = (among: (one: Judged) => boolean, isIn: (one: Judged) => boolean): Share | undefined => {
    const tally = new Tally();
    for (const one of judged) if (among(one)) tally.add(isIn(one), one.weight);
    return tally.share();
  };
  const all = (isIn: (one: Judged) => boolean): Share =>
    share(() => true, isIn) ?? { value: 0, low: 0, high: 0, of: 0 };
  const measures = (given: (one: Judged) => boolean, labelled: (one: Judged) => boolean): Measures =>
    withF1(share(given, labelled), share(labelled, given));
  const side = (name: Side): Measures =>
    measures(
      ({ is }) => is === name,
      ({ should }) => should === name,
    );

  const sides = { keep: side('keep'), exclude: side('exclude') };
  const mistakes = (is: Side): Mistake[] =>
    judged
      .filter((one) => !one.right && one.is === is)
      .map(mistakeOf)
      .sort(worstFirst);
  const known = [...labels].filter((label) => sideOf(label) !== undefined).sort();
  return {
    names: judged.length,
    accuracy: all(({ right }) => right),
    ...(sides.keep.recall &&
      sides.exclude.recall && { balancedAccuracy: meanOf(sides.keep.recall, sides.exclude.recall) }),
    sides,
    labels: Object.fromEntries(
      known.map((name) => {
        const labelled = ({ label }: Judged) => label === name;
        const rightSide = share(labelled, ({ right }) => right) ?? all(() => false);
        return [name, { rightSide, ...measures(({ type }) => type === name, labelled) }];
      }),
    ),
    unsure: all(({ verdict }) => verdict.type === 'unsure'),
    rules: countRules(judged),
    falseExclusions: mistakes('exclude'),
    falseKeeps: mistakes('keep'),
  };
}

function withF1(precision: Share | undefined, recall: Share | undefined): Measures {
  const sum = (precision?.value ?? 0) + (recall?.value ?? 0);
  return {
    ...(precision && { precision }),
    ...(recall && { recall }),
    ...(precision && recall && { f1: sum === 0 ? 0 : (2 * precision.value * recall.value) / sum }),
  };
}

function mistakeOf({ name, label, weight, verdict }: LabelledName & { verdict: Verdict }): Mistake {
  const { type, confidence, rule, matched } = verdict;
  return {
    name,
    label,
    weight,
    type,
    confidence,
    ...(rule && { rule: rule.id }),
    ...(matched !== undefined && { matched }),
  };
}

const worstFirst = (a: Mistake, b: Mistake): number =>
  b.weight - a.weight || b.confidence - a.confidence || (a.name < b.name ? -1 : 1);

function countRules(judged: readonly { verdict: Verdict; is: Side; right: boolean }[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { verdict, is, right } of judged) {
    const id = verdict.rule?.id;
    const key = `${id ?? ''}|${verdict.type}`;
    const count = counts.get(key) ?? {
      ...(id !== undefined && { rule: id }),
      kind: is,
      type: verdict.type,
      right: 0,
      wrong: 0,
    };
    if (right) count.right += 1;
    else count.wrong += 1;
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => b.wrong - a.wrong || b.right - a.right);
}
