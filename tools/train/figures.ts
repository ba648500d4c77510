import type { ModelThresholds } from '../../src/classify/model/second-opinion.ts';
import type { Verdict } from '../../src/types.ts';
import { isNetwork, type Label, labels } from './material.ts';
import { mixture } from './platt.ts';

/** A labelled name, what the model makes of it, and what the rules do (absent: no rule speaks). */
export interface Judged {
  label: Label;
  network: number;
  rule: Pick<Verdict, 'kept'> | undefined;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7);
const shareOf = (judged: readonly Judged[], test: (one: Judged) => boolean) =>
  judged.filter(test).length / judged.length;

/** Probability that a network scores higher than an organisation; ties count half. */
export function areaUnderCurve(judged: readonly Judged[]): number {
  const byScore = new Map<number, { networks: number; organisations: number }>();
  for (const one of judged) {
    const tied = byScore.get(one.network) ?? { networks: 0, organisations: 0 };
    if (isNetwork(one)) tied.networks++;
    else tied.organisations++;
    byScore.set(one.network, tied);
  }
  let below = 0;
  let area = 0;
  for (const [, { networks, organisations }] of [...byScore].sort(([a], [b]) => a - b)) {
    area += networks * (below + organisations / 2);
    below += organisations;
  }
  return area / (below * (judged.length - below));
}

/** Means of the two sides' shares that are on their right side, if `excluded` decides. */
function balanced(judged: readonly Judged[], excluded: (one: Judged) => boolean) {
  const networks = shareOf(judged.filter(isNetwork), excluded);
  const organisations = shareOf(
    judged.filter((one) => !isNetwork(one)),
    (one) => !excluded(one),
  );
  return { networks, organisations, accuracy: (networks + organisations) / 2 };
}

const cuts = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9];

/** Figures for people, on names that the model has not learned from. */
export function figures(judged: readonly Judged[], thresholds: ModelThresholds): string {
  const business = judged.filter((one) => isNetwork(one) || one.label === 'business');
  const byModel = ({ network }: Judged, cut = thresholds.network) => network >= cut;
  const together = (one: Judged, cut = thresholds.network) => (one.rule ? !one.rule.kept : byModel(one, cut));
  const modelOnly = balanced(judged, (one) => byModel(one));
  const both = balanced(judged, (one) => together(one));
  const rules = balanced(judged, (one) => one.rule !== undefined && !one.rule.kept);
  const line = (what: string, { accuracy, networks, organisations }: typeof both) =>
    `${what.padEnd(18)} ${percent(accuracy)}   networks excluded ${percent(networks)}, organisations kept ${percent(organisations)}`;
  return [
    `${judged.length} names; no rule speaks of ${percent(shareOf(judged, ({ rule }) => !rule)).trim()}`,
    `area under curve: ${areaUnderCurve(judged).toFixed(3)}; networks against businesses alone: ${areaUnderCurve(business).toFixed(3)}`,
    '',
    `balanced accuracy (network from ${thresholds.network} on)`,
    line('rules alone', rules),
    line('model alone', modelOnly),
    line('rules and model', both),
    line(
      '  businesses only',
      balanced(business, (one) => together(one)),
    ),
    '',
    ...perLabel(judged, thresholds, together),
    '',
    'threshold   model alone    rules and model (networks excluded, organisations kept)',
    ...cuts.map((cut) => {
      const { accuracy, networks, organisations } = balanced(judged, (one) => together(one, cut));
      const alone = balanced(judged, (one) => byModel(one, cut)).accuracy;
      return `${cut.toFixed(2).padStart(9)}   ${percent(alone)}        ${percent(accuracy)} (${percent(networks)}, ${percent(organisations)})`;
    }),
    '',
    ...calibration(judged),
    '',
  ].join('\n');
}

function perLabel(
  judged: readonly Judged[],
  { network, organisation }: ModelThresholds,
  together: (one: Judged) => boolean,
): string[] {
  const lines = labels.flatMap((label) => {
    const those = judged.filter((one) => one.label === label);
    if (those.length === 0) return [];
    const shares = [
      shareOf(those, (one) => one.network <= organisation),
      shareOf(those, (one) => one.network > organisation && one.network < network),
      shareOf(those, (one) => one.network >= network),
      shareOf(those, (one) => together(one) === isNetwork(one)),
    ];
    return [
      `${label.padEnd(12)} ${String(those.length).padStart(6)} ${shares.map((share) => percent(share).padStart(13)).join('')}`,
    ];
  });
  return ['label         names  organisation       unsure      network  right with rules', ...lines];
}

/** What share of the names with about such a probability are networks, in a mixture of equal sides. */
function calibration(judged: readonly Judged[]): string[] {
  const weights = mixture(judged);
  const bins = Array.from({ length: 10 }, () => ({ names: 0, weight: 0, said: 0, networks: 0 }));
  for (const [at, one] of judged.entries()) {
    const bin = bins[Math.min(9, Math.floor(one.network * 10))] as (typeof bins)[number];
    const weight = weights[at] as number;
    bin.names++;
    bin.weight += weight;
    bin.said += weight * one.network;
    if (isNetwork(one)) bin.networks += weight;
  }
  return [
    'probability    names   said      networks',
    ...bins.map(
      ({ names, weight, said, networks }, at) =>
        `${(at / 10).toFixed(1)} to ${((at + 1) / 10).toFixed(1)}   ${String(names).padStart(6)}  ${percent(said / weight)}  ${percent(networks / weight)}`,
    ),
  ];
}
