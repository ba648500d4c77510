import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edge } from '../edge.ts';
import { errnoOf, inputError } from '../errors.ts';
import { parseTraps, type Trap } from '../workshop/traps.ts';

const shippedTraps = fileURLToPath(new URL('../../test/cases/traps/names.tsv', import.meta.url));

/** The traps of a file, by its path from the working folder; without one, those that ga-leads brings. */
export async function readTraps(file: string | undefined, edge: Edge): Promise<Trap[]> {
  const place = file === undefined ? shippedTraps : path.resolve(edge.cwd, file);
  const text = await readFile(place, 'utf8').catch((error: unknown) => {
    throw inputError(
      `traps: ${place} cannot be read (${errnoOf(error) ?? String(error)})`,
      'Give a tab-separated file with columns name and side to --traps.',
    );
  });
  return parseTraps(text, file ?? 'names.tsv');
}
