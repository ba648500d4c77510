import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import * as z from 'zod';
import { errnoOf, inputError } from '../../errors.ts';
import type { CsvLine } from '../../history/csv-cells.ts';
import type { Manifest } from '../../run-types.ts';

/** A run as its folder tells it. */
export interface FolderOfRun {
  manifest: Manifest;
  leads: CsvLine[];
  excluded: CsvLine[];
  /** ISO time at which run.json was written. */
  at: string;
}

const count = z.int().min(0);
const counts = z.partialRecord(z.string(), count);
const day = z.iso.date();

/** run.json, as every version of ga-leads wrote it. */
const manifestSchema = z.looseObject({
  tool: z.literal('ga-leads'),
  version: z.string(),
  source: z.looseObject({ kind: z.string(), label: z.string(), query: z.record(z.string(), z.unknown()) }),
  days: z.object({ from: day, to: day }).optional(),
  hashes: z.object({ rules: z.string(), settings: z.string() }),
  counts: z.looseObject({
    excluded: counts,
    dismissed: count.default(0),
    leads: count,
    sightings: counts,
  }),
  quality: z.array(z.looseObject({ flag: z.string(), message: z.string(), serious: z.boolean() })),
});

/** The files that a run wrote into a folder. Exit 2 where one of them is absent or not what a run writes. */
export async function readFolderOfRun(folder: string): Promise<FolderOfRun> {
  const file = path.join(folder, 'run.json');
  const manifest = manifestOf(await textOf(file), file);
  const [leads, excluded] = await Promise.all(
    ['leads.csv', 'excluded.csv'].map((name) => linesOf(path.join(folder, name))),
  );
  return {
    manifest,
    leads: leads ?? [],
    excluded: excluded ?? [],
    at: (await stat(file)).mtime.toISOString(),
  };
}

function manifestOf(text: string, file: string): Manifest {
  const parsed = manifestSchema.safeParse(jsonOf(text));
  // What the schema does not look at, the same tool wrote.
  if (parsed.success) return parsed.data as unknown as Manifest;
  const [issue] = parsed.error.issues;
  throw inputError(
    `history import: ${file} is not the run.json of a run (${issue?.path.join('.') || 'file'}: ${issue?.message})`,
    'Nothing was recorded. Give folders that ga-leads run wrote.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function linesOf(file: string): Promise<CsvLine[]> {
  const { data, meta } = Papa.parse<Record<string, string>>(await textOf(file), {
    header: true,
    skipEmptyLines: true,
  });
  const missing = ['organisation', 'key'].filter((column) => !meta.fields?.includes(column));
  if (missing.length === 0) return data;
  throw inputError(
    `history import: ${file} is no list of a run: it has no column ${missing.join(', ')}`,
    'Nothing was recorded. Give folders as ga-leads run wrote them.',
  );
}

/** Without a byte order mark. */
async function textOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw inputError(
      `history import: ${file} cannot be read (${errnoOf(error) ?? String(error)})`,
      'Nothing was recorded. Give folders with the leads.csv, excluded.csv and run.json of a run.',
    );
  });
  return text.replace(/^\ufeff/, '');
}
