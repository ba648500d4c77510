import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { readExcluded } from '../sink/read-excluded.ts';
import { suspects } from '../workshop/removed.ts';
import { suspectsText } from '../workshop/removed-text.ts';
import { type CommonFlags, prepare } from './prepare.ts';

export interface RulesRemovedFlags extends CommonFlags {
  limit?: number;
  json?: boolean;
}

/** `ga-leads rules removed`: what the last run excluded, likely mistakes first. */
export async function rulesRemoved(flags: RulesRemovedFlags, edge: Edge): Promise<number> {
  const { limit = 20, json, ...common } = flags;
  const { settings, rules, classifier } = await prepare(common, edge);
  const file = path.join(settings.out, 'excluded.csv');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw inputError(
      `${file} cannot be read (${errnoOf(error)})`,
      'First run ga-leads run, or give its folder to --out.',
    );
  });
  const removed = readExcluded(text, file).filter(({ type }) => type !== 'not-for-us');
  const found = suspects({ removed, rules, classifier });
  edge.stdout.write(
    json
      ? `${JSON.stringify({ file, removed: removed.length, count: found.length, suspects: found.slice(0, limit) })}\n`
      : suspectsText(found, limit, removed.length),
  );
  return exitCodes.done;
}
