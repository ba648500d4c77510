import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Edge } from '../edge.ts';
import type { Rule } from '../types.ts';
import type { RuleFile } from './rule-sets.ts';

/** Rules as they came out of their files, every example checked. */
export interface CheckedRules {
  rules: Rule[];
  hash: string;
}

/** Changes whenever the reading or checking of rules does. */
const readerVersion = 1;
const mostKept = 8;

/**
 * Remembers the outcome of reading and checking rule files, as that takes longer than all else that a short
 * command does. The files' whole text is the key, so that an edited rule is always read anew. Without a
 * folder, or where the folder cannot be used, everything is read each time.
 */
export async function remembered(
  folder: string | undefined,
  files: readonly RuleFile[],
  read: () => CheckedRules,
): Promise<CheckedRules> {
  if (folder === undefined) return read();
  const file = path.join(folder, `rules-${keyOf(files)}.json`);
  const known = await readFile(file, 'utf8').then(parsed, () => undefined);
  if (known) return known;
  const checked = read();
  await remember(folder, file, checked).catch(() => undefined);
  return checked;
}

/** The folder for what can be made anew, as the system has it; undefined if it says none. */
export function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: Edge['env']): string | undefined {
  const home = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && path.join(HOME, '.cache'));
  return home ? path.join(home, 'ga-leads') : undefined;
}

const keyOf = (files: readonly RuleFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify([readerVersion, files.map(({ shown, text }) => [shown, text])]))
    .digest('hex');

function parsed(text: string): CheckedRules | undefined {
  try {
    return JSON.parse(text) as CheckedRules;
  } catch {
    return undefined;
  }
}

async function remember(folder: string, file: string, checked: CheckedRules): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, JSON.stringify(checked), { mode: 0o600 });
  await rename(partial, file);
  const old = await Promise.all(
    (await readdir(folder))
      .filter((name) => name.startsWith('rules-'))
      .map(async (name) => ({ name, time: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const gone = old.sort((a, b) => b.time - a.time).slice(mostKept);
  await Promise.all(gone.map(({ name }) => rm(path.join(folder, name), { force: true })));
}
