import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from '../classify/classifier.ts';
import { loadRules } from '../config/rules.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { parseLabelled } from '../workshop/labelled.ts';
import { score } from '../workshop/score.ts';
import { type SetScore, scoresText } from '../workshop/score-text.ts';
import { type CommonFlags, prepare } from './prepare.ts';

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
  const { settings, classifier } = await prepare(common, edge);
  const scores: SetScore[] = [{ set: settings.rules.join(' + '), ...score(names, classifier.verdict) }];
  if (compare !== undefined) {
    const { rules } = await loadRules([compare], edge.cwd);
    scores.push({ set: compare, ...score(names, compile(rules).verdict) });
  }
  edge.stdout.write(json ? `${JSON.stringify({ scores })}\n` : scoresText(scores, mostShown));
  return exitCodes.done;
}
