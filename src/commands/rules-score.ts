import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from '../classify/classifier.ts';
import { loadRules } from '../config/rules.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { parseLabelled } from '../workshop/labelled.ts';
import { type LabelledName, score } from '../workshop/score.ts';
import { type SetScore, scoresText } from '../workshop/score-text.ts';
import { type CommonFlags, type Prepared, prepare } from './prepare.ts';

const mostShown = 25;

export interface RulesScoreFlags extends CommonFlags {
  weight?: string;
  compare?: string;
  json?: boolean;
}

/** `ga-leads rules score`: how right the rules in force are on a file of labelled names. */
export async function rulesScore(file: string, flags: RulesScoreFlags, edge: Edge): Promise<number> {
  const { weight, compare, json, ...common } = flags;
  const text = await readFile(path.resolve(edge.cwd, file), 'utf8').catch((error: unknown) => {
    throw inputError(
      `${file} cannot be read (${errnoOf(error) ?? String(error)})`,
      'Give a file of labelled names.',
    );
  });
  const names = parseLabelled(text, file, weight);
  const scores = await scoresOn(names, await prepare(common, edge), compare, edge.cwd);
  edge.stdout.write(json ? `${JSON.stringify({ scores })}\n` : scoresText(scores, mostShown));
  return exitCodes.done;
}

/** The score of the rules in force, then that of a second set, named as in the settings, from `base`. */
export async function scoresOn(
  names: readonly LabelledName[],
  { settings, classifier }: Prepared,
  compare: string | undefined,
  base: string,
): Promise<SetScore[]> {
  const scores: SetScore[] = [{ set: settings.rules.join(' + '), ...score(names, classifier.verdict) }];
  if (compare !== undefined) {
    const { rules } = await loadRules([compare], base);
    scores.push({ set: compare, ...score(names, compile(rules).verdict) });
  }
  return scores;
}
