import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { errnoOf, inputError } from '../errors.ts';
import { didYouMean } from './nearest.ts';

/** A file of rules, read but not yet parsed. */
export interface RuleFile {
  /** Absolute. */
  path: string;
  /** As people are told: from the settings' folder, or `ga-leads:rules/…`. */
  shown: string;
  /** Without a byte order mark. */
  text: string;
}

const shippedFolder = fileURLToPath(new URL('../../config/rules/', import.meta.url));
const mostBytes = 8_000_000;

/** Whether a file, by its absolute path, came with ga-leads. */
export const isShipped = (file: string): boolean => file.startsWith(shippedFolder);

/** Whether a file belongs to an installed package: an update would undo what is changed in it. */
export const isInstalled = (file: string): boolean => file.split(path.sep).includes('node_modules');

/**
 * The files of these sets, in order. A set is a shipped name (`default`, `ga-segment`), or the path of a
 * YAML file or a folder of them, from `baseFolder`. Throws UserErrors (exit 2).
 */
export async function readRuleFiles(sets: readonly string[], baseFolder: string): Promise<RuleFile[]> {
  const files = (await Promise.all(sets.map((set) => filesOf(set, baseFolder)))).flat();
  return Promise.all([...new Set(files)].map((file) => readRuleFile(file, baseFolder)));
}

/** One rule file, whose path is absolute. Throws UserErrors (exit 2), with a cause where it cannot be read. */
export async function readRuleFile(file: string, baseFolder: string): Promise<RuleFile> {
  const shown = shownAs(file, baseFolder);
  return { path: file, shown, text: await textOf(file, shown) };
}

/** A file's path as people are told. */
export function shownAs(file: string, baseFolder: string): string {
  const near = path.relative(baseFolder, file);
  if (!near.startsWith('..') && !path.isAbsolute(near)) return near.split(path.sep).join('/');
  const inShipped = path.relative(shippedFolder, file);
  return inShipped.startsWith('..') ? file : `ga-leads:rules/${inShipped.split(path.sep).join('/')}`;
}

async function filesOf(set: string, baseFolder: string): Promise<string[]> {
  const isPath = /[/\\]|\.ya?ml$/i.test(set);
  const place = isPath ? path.resolve(baseFolder, set) : path.join(shippedFolder, set);
  for (const candidate of isPath ? [place] : [place, `${place}.yaml`]) {
    const found = await stat(candidate).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
      throw unreadable(candidate, error);
    });
    if (found?.isDirectory()) return filesIn(candidate, set);
    if (found) return [candidate];
  }
  if (isPath)
    throw inputError(`rules: ${place} does not exist`, 'Mend the path under `rules` in the settings.');
  const names = await shippedSets();
  throw inputError(
    `rules: there is no shipped set '${set}'${didYouMean(set, names)}`,
    `Shipped sets: ${names.join(', ')}. For a file of your own, give a path that ends in .yaml or holds a /.`,
  );
}

async function filesIn(folder: string, set: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
  if (names.length === 0) throw inputError(`rules: '${set}' (${folder}) holds no .yaml file`);
  return names.map((name) => path.join(folder, name));
}

const shippedSets = async (): Promise<string[]> =>
  [...new Set((await readdir(shippedFolder)).map((name) => name.replace(/\.ya?ml$/, '')))].sort();

/** The text of a file that must be UTF-8, without its byte order mark. */
async function textOf(file: string, shown: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  if (bytes.length > mostBytes) {
    throw inputError(`rules: ${shown} has ${bytes.length} bytes, more than a rule file may (${mostBytes})`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Falls through: the message is the same.
  }
  throw inputError(`rules: ${shown} is not a UTF-8 text`, 'Save it as UTF-8 and run again.');
}

const unreadable = (file: string, error: unknown) =>
  inputError(
    `rules: ${file} cannot be read (${errnoOf(error) ?? String(error)})`,
    'See that it may be read.',
    { cause: error },
  );
