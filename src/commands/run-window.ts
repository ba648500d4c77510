import path from 'node:path';
import { masker } from '../classify/masked.ts';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { inputError } from '../errors.ts';
import { sightingsOf } from '../history/from-result.ts';
import type { History } from '../history/index.ts';
import type { StoredReading } from '../history/readings.ts';
import { recordingOf } from '../history/recorder.ts';
import type { Standing } from '../history/standing.ts';
import { type PipelineEvent, runPipeline } from '../pipeline.ts';
import { progressLine } from '../report/progress.ts';
import { notSetNote, summaryLine, windowText } from '../report/summary.ts';
import type { Reading, RunResult, Source } from '../run-types.ts';
import { segmentTest } from '../segment.ts';
import { prepareFolder, writeRun } from '../sink/folder.ts';
import { sources } from '../source/index.ts';
import { windowOf } from '../source/window.ts';
import { printable } from '../text.ts';
import type { Days, Lead } from '../types.ts';
import { memoryOf, siteOf } from './memory.ts';
import type { Prepared } from './prepare.ts';
import { linesOfTable, printLeads } from './print-leads.ts';

/** Flags of `run` that are no settings. */
export interface RunFlags {
  /** Only new leads on stdout. */
  new?: boolean;
  /** A run of the history, by week or number, instead of the source. */
  replay?: string;
  catchUp?: boolean;
  segment?: string;
  /** Push the leads to the sinks that the settings switch on. */
  write?: boolean;
}

export interface WindowRun {
  prepared: Prepared;
  flags: Partial<Record<'onlyNew' | 'quiet' | 'write', boolean | undefined>> &
    Partial<Record<'replay' | 'segment', string | undefined>>;
  history: History | undefined;
  edge: Edge;
  version: string;
}

/** One window from its source to the files, the history and stdout. Gives the recorded run's number, if it was. */
export async function runWindow({
  prepared,
  flags,
  history,
  edge,
  version,
}: WindowRun): Promise<number | undefined> {
  const { settings } = prepared;
  const site = siteOf(settings);
  const say = (text: string) => flags.quiet || edge.stderr.write(text);
  const progress = progressLine(edge, flags.quiet ?? false);
  const on = (event: PipelineEvent) => {
    progress.clear();
    edge.signal.throwIfAborted();
    if (event.stage === 'opened') {
      if (flags.write && !(days ?? event.reading.days)) throw noDays(event.reading);
      say(`reading ${printable(event.reading.label)}\n`);
    }
    if (event.stage === 'flag') {
      const text = `${event.flag.serious ? 'warning' : 'note'}: ${printable(event.flag.message)}\n`;
      if (event.flag.serious) edge.stderr.write(text);
      else say(text);
    }
  };

  await prepareFolder(settings.out);
  const replayed = flags.replay === undefined ? undefined : replayOf(flags.replay, prepared, history);
  const days = saidDays(settings, edge);
  const recorder = recording(
    replayed ?? (await sources[settings.source]({ settings, edge, progress })),
    (reading) => history !== undefined && !replayed && (days ?? reading.days) !== undefined,
  );
  const result = await runPipeline({
    ...prepared,
    source: recorder.source,
    today: edge.now().toISOString().slice(0, 10),
    version,
    on,
    ...(days && { days }),
    ...(history && { memory: memoryOf(history, site) }),
  });
  const recorded = history && !replayed ? remember(result) : undefined;
  const standings = standingsAt(result, settings, history, edge);
  const segments = segmentsOf(result, settings, standings);
  const files = await writeRun(result, settings.out, edge.signal, segments);

  const listed = flags.segment === undefined ? result.leads : (segments.get(flags.segment) ?? []);
  const shown = flags.onlyNew ? listed.filter(({ sighting }) => sighting === 'new') : listed;
  await printLeads({ ...result, leads: shown }, standings, settings, edge);
  const note = notSetNote(result.manifest.counts);
  if (note) say(`note: ${note}\n`);
  if (settings.format === 'table') say(tableNote(shown, result, settings));
  const written = files.map((file) => fromHere(file, edge));
  say(`${summaryLine(result.manifest, written)}\n`);
  return recorded;

  function remember({ manifest }: RunResult): number | undefined {
    if (!manifest.days) {
      say('note: not recorded in the history, as the source does not say which days it holds: give --week\n');
      return undefined;
    }
    const at = edge.now().toISOString();
    return history?.record(
      { site, days: manifest.days, at, manifest },
      sightingsOf(result, manifest.days),
      recorder.finish(),
    );
  }
}

const noDays = ({ label }: Reading) =>
  inputError(
    `run --write: ${printable(label)} does not say which days it holds, so nothing would be recorded to push from`,
    'Give --week, or --from and --to. Nothing was read.',
  );

/** What people decided until the last of the run's days, by key of the organisation. */
const standingsAt = (
  { manifest }: RunResult,
  settings: Settings,
  history: History | undefined,
  edge: Edge,
): Map<string, Standing> | undefined =>
  history?.decisions.standings(siteOf(settings), manifest.days?.to ?? edge.now().toISOString().slice(0, 10));

/** The leads of each segment of the settings. */
const segmentsOf = (
  { leads }: RunResult,
  { segments }: Settings,
  standings: ReadonlyMap<string, Standing> | undefined,
): Map<string, Lead[]> =>
  new Map(
    Object.entries(segments).map(([name, segment]) => {
      const isIn = segmentTest(segment);
      return [name, leads.filter((lead) => isIn(lead, standings?.get(lead.organisation.key)))];
    }),
  );

/** A source whose reading is kept for the history, where it is wanted. */
function recording(
  source: Source,
  isWanted: (reading: Reading) => boolean,
): { source: Source; finish(): StoredReading } {
  let recorder: ReturnType<typeof recordingOf> | undefined;
  return {
    source: {
      ...source,
      async open(): Promise<Reading> {
        const reading = await source.open();
        if (!isWanted(reading)) return reading;
        recorder = recordingOf(reading, masker());
        return recorder.reading;
      },
    },
    finish() {
      if (!recorder) throw new Error('a reading is finished only after it was opened');
      return recorder.finish();
    },
  };
}

/** The stored reading of a run, as a source. */
function replayOf(run: string, { settings }: Prepared, history: History | undefined): Source {
  const site = siteOf(settings);
  const known = history?.runs.list(site) ?? [];
  const found = known.find(({ id, week, days }) => [week, String(id), days.from].includes(run));
  const reading = found && history?.readings.of(found.id);
  if (!reading) {
    const weeks = known.filter(({ hasReading }) => hasReading).map(({ week, days }) => week ?? days.from);
    throw inputError(
      found
        ? `run ${run} cannot be replayed: what it read is no longer kept`
        : `the history has no run ${printable(run)}`,
      weeks.length > 0
        ? `There are ${weeks.slice(0, 8).join(', ')}.`
        : 'It holds no run that can be replayed.',
    );
  }
  return { open: async () => reading, check: async () => ({ facts: [], problems: [] }) };
}

/** The days that the user says a file holds: a file cannot be asked for days. */
const saidDays = (settings: Settings, edge: Edge): Days | undefined =>
  settings.source === 'file' && (settings.week ?? settings.from ?? settings.days) !== undefined
    ? windowOf(settings, edge.now(), 'UTC').current
    : undefined;

function tableNote(shown: readonly Lead[], { manifest }: RunResult, settings: Settings): string {
  const more = shown.length - (settings.limit ?? linesOfTable);
  if (shown.length === 0) return `no leads in ${windowText(manifest)}: no organisation is left\n`;
  return more > 0
    ? `… and ${more} more in leads.csv, ${windowText(manifest)}\n`
    : `${windowText(manifest)}\n`;
}

const fromHere = (file: string, { cwd }: Edge): string => {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative;
};
