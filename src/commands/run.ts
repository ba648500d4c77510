import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline as flow } from 'node:stream/promises';
import { readNotForUs } from '../config/not-for-us.ts';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { type PipelineEvent, runPipeline } from '../pipeline.ts';
import { progressLine } from '../report/progress.ts';
import { notSetNote, summaryLine, windowText } from '../report/summary.ts';
import { leadTable } from '../report/table.ts';
import { leadsCsv } from '../sink/csv.ts';
import { prepareFolder, writeRun } from '../sink/folder.ts';
import { leadsJson } from '../sink/json.ts';
import { sources } from '../source/index.ts';
import { printable } from '../text.ts';
import type { RunResult } from '../types.ts';
import { type CommonFlags, prepare } from './prepare.ts';

const linesOfTable = 20;
/** Where stdout is no terminal, a table is made as wide as this. */
const plainWidth = 140;

const sampleNote = `sample: made data, so that you see what ga-leads does. To your own data in three steps:
  1. a report with the network names: export one (CSV) from Google Analytics, or find the GA4 property's id
  2. ga-leads check --input export.csv   or   ga-leads check --source ga4 --property ID
  3. the same with run; then put it into config/ga-leads.yaml
`;

/** `ga-leads run`: the main job. Returns the exit code. */
export async function run(flags: CommonFlags, edge: Edge, version: string): Promise<number> {
  const prepared = await prepare(flags, edge);
  const { settings, rules } = prepared;
  const say = (text: string) => flags.quiet || edge.stderr.write(text);
  const progress = progressLine(edge, flags.quiet ?? false);
  if (settings.source === 'sample') say(sampleNote);
  if (flags.verbose) say(`settings: ${prepared.file ?? 'none, defaults'}; ${rules.length} rules\n`);

  await prepareFolder(settings.out);
  const source = await sources[settings.source]({ settings, edge, progress });
  const on = (event: PipelineEvent) => {
    progress.clear();
    edge.signal.throwIfAborted();
    if (event.stage === 'opened') say(`reading ${printable(event.reading.label)}\n`);
    if (event.stage === 'flag') {
      const text = `${event.flag.serious ? 'warning' : 'note'}: ${printable(event.flag.message)}\n`;
      if (event.flag.serious) edge.stderr.write(text);
      else say(text);
    }
  };
  const notForUs = await readNotForUs(settings.notForUs);
  const today = edge.now().toISOString().slice(0, 10);
  const result = await runPipeline({ ...prepared, source, notForUs, today, version, on });
  const files = await writeRun(result, settings.out, edge.signal);
  await print(result, settings, edge);
  const note = notSetNote(result.manifest.counts);
  if (note) say(`note: ${note}\n`);
  if (settings.format === 'table') say(tableNote(result, settings));
  say(
    `${summaryLine(
      result.manifest,
      files.map((file) => fromHere(file, edge)),
    )}\n`,
  );
  return exitCodes.done;
}

/** The leads on stdout in the format that the settings ask for. */
async function print({ leads, manifest }: RunResult, settings: Settings, edge: Edge): Promise<void> {
  const most = settings.limit ?? (settings.format === 'table' ? linesOfTable : leads.length);
  const shown = leads.slice(0, most);
  const pieces = {
    table: () => [shown.length > 0 ? leadTable(shown, edge.stdout.columns ?? plainWidth) : ''],
    csv: () => leadsCsv(shown),
    json: () => leadsJson(manifest, shown),
  }[settings.format]();
  await flow(Readable.from(pieces), edge.stdout, { end: false, signal: edge.signal });
}

function tableNote({ leads, manifest }: RunResult, settings: Settings): string {
  const more = leads.length - (settings.limit ?? linesOfTable);
  if (leads.length === 0)
    return `no leads in ${windowText(manifest)}: no organisation is left after the rules\n`;
  return more > 0
    ? `… and ${more} more in leads.csv, ${windowText(manifest)}\n`
    : `${windowText(manifest)}\n`;
}

const fromHere = (file: string, { cwd }: Edge): string => {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative;
};
