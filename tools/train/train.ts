import { type Column, columns, encodeModel, type ModelHeader } from '../../src/classify/model/file.ts';
import { type Example, groupOf, isNetwork, readableNames } from './material.ts';
import { platt } from './platt.ts';
import { hashOf } from './random.ts';
import { type Fit, logOddsOf, regress, type Sample } from './regress.ts';
import { pieceCounts, type Vocabulary, vocabularyOf } from './vocabulary.ts';

const innerFolds = 3;
/** Log odds against a label beyond which the label is taken for wrong. */
const contradicted = 3;

export interface Trained {
  /** A model file. */
  bytes: Uint8Array;
  /** How many labelled names were left out, as the others contradict their label. */
  contradicted: number;
}

/** Trains a model of at most so many pieces. The same examples in the same order give the same bytes. */
export function train(examples: readonly Example[], mostPieces: number): Trained {
  const all = readableNames(examples);
  const counts = pieceCounts(all);
  const full = vocabularyOf([...counts.keys()]);
  const { left, scores } = withoutContradicted(all, full);

  const first = fitSide(left, full);
  const telling = [...counts]
    .map(([piece, count], at) => ({ piece, force: Math.abs(first.weights[at] as number) * Math.sqrt(count) }))
    .sort((a, b) => b.force - a.force || (a.piece < b.piece ? -1 : 1))
    .slice(0, mostPieces)
    .map(({ piece }) => piece)
    .sort();
  const vocabulary = vocabularyOf(telling);
  const network = fitSide(left, vocabulary);
  const { slope, shift } = platt(scores);
  const calibrated = {
    bias: network.bias * slope + shift,
    weights: network.weights.map((weight) => weight * slope),
  };
  const fits = { network: calibrated, ...fitTypes(left, vocabulary) };
  return { bytes: modelFile(vocabulary.pieces, fits), contradicted: all.length - left.length };
}

const samplesOf = (examples: readonly Example[], vocabulary: Vocabulary): Sample[] =>
  examples.map(({ name }) => vocabulary.sample(name));

function fitSide(examples: readonly Example[], vocabulary: Vocabulary): Fit {
  const at = (index: number) => examples[index] as Example;
  return regress(
    samplesOf(examples, vocabulary),
    (index) => isNetwork(at(index)),
    (index) => at(index).weight,
    vocabulary.scale,
  );
}

/** How each labelled name scores with a model that never saw its first word; without those that it contradicts. */
function withoutContradicted(examples: readonly Example[], vocabulary: Vocabulary) {
  const folds = examples.map(({ name }) => hashOf(`inner ${groupOf(name)}`) % innerFolds);
  const logOdds = new Map<Example, number>();
  for (let fold = 0; fold < innerFolds; fold++) {
    const model = fitSide(
      examples.filter((_, index) => folds[index] !== fold),
      vocabulary,
    );
    for (const [index, example] of examples.entries()) {
      if (folds[index] !== fold || !example.labelled) continue;
      logOdds.set(example, logOddsOf(model, vocabulary.sample(example.name)));
    }
  }
  const left = examples.filter((example) => {
    const score = logOdds.get(example) ?? 0;
    return (isNetwork(example) ? score : -score) > -contradicted;
  });
  return { left, scores: [...logOdds].map(([example, score]) => ({ example, score })) };
}

function fitTypes(
  examples: readonly Example[],
  vocabulary: Vocabulary,
): Record<Exclude<Column, 'network'>, Fit> {
  const within = (kind: (example: Example) => boolean, type: Column) => {
    const those = examples.filter(kind);
    const at = (index: number) => those[index] as Example;
    return regress(
      samplesOf(those, vocabulary),
      (index) => at(index).label === type,
      (index) => at(index).weight,
      vocabulary.scale,
    );
  };
  const isOrganisation = (example: Example) => !isNetwork(example);
  return {
    hosting: within(isNetwork, 'hosting'),
    education: within(isOrganisation, 'education'),
    government: within(isOrganisation, 'government'),
    nonprofit: within(isOrganisation, 'nonprofit'),
  };
}

const largestWeight = 127;

function modelFile(pieces: string[], fits: Record<Column, Fit>): Uint8Array {
  const unitOf = ({ weights }: Fit) =>
    Number(
      (weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / largestWeight).toPrecision(
        6,
      ),
    );
  const each = <T>(value: (fit: Fit) => T) =>
    Object.fromEntries(columns.map((column) => [column, value(fits[column])])) as Record<Column, T>;
  const header: ModelHeader = {
    format: 'ga-leads names 1',
    pieces: pieces.length,
    pieceBytes: new TextEncoder().encode(pieces.map((piece) => `${piece}\n`).join('')).length,
    columns: each((one) => ({ bias: Number(one.bias.toPrecision(6)), unit: unitOf(one) })),
  };
  const weights = each((one) => Int8Array.from(one.weights, (weight) => Math.round(weight / unitOf(one))));
  return encodeModel({ header, pieces, weights });
}
