import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../config/replace-file.ts';
import type { SecondLook } from '../digest/digest.ts';
import { gather } from '../digest/gather.ts';
import { digestHtml } from '../digest/html/page.ts';
import { digestText } from '../digest/text.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { windowName } from '../history/days.ts';
import type { History } from '../history/index.ts';
import type { StoredRun } from '../history/runs.ts';
import type { StoredSighting } from '../history/sightings.ts';
import { segmentTest } from '../segment.ts';
import { deliver, plan } from './deliver.ts';
import { errandsOf } from './digest-errands.ts';
import { findRun } from './history/find-run.ts';
import {
  emptyNote,
  type HistoryFlags,
  type OpenHistory,
  siteOf,
  withHistoryLocked,
  withHistoryOpen,
} from './history/open.ts';
import { namedSegment } from './named-segment.ts';
import { type Prepared, prepare } from './prepare.ts';
import { suspectsAmong } from './suspects.ts';

export interface DigestFlags extends HistoryFlags {
  week?: string;
  segment?: string;
  rules?: string[];
  /** The file that it is written into. */
  out?: string;
  format?: string;
  write?: boolean;
  resend?: boolean;
  quiet?: boolean;
}

const formats = ['html', 'text'];

/** `ga-leads digest`: a run's digest into a file, to stdout, and with `--write` to people. Returns the exit code. */
export async function digest(flags: DigestFlags, edge: Edge): Promise<number> {
  const { format, config, rules, write = false } = flags;
  if (format !== undefined && !formats.includes(format)) {
    throw inputError(`digest: --format ${format}`, `Give one of ${formats.join(', ')}.`);
  }
  const prepared = await prepare({ ...(config && { config }), ...(rules && { rules }) }, edge);
  const work = (open: OpenHistory) => make(flags, prepared, open, edge);
  return write ? withHistoryLocked(flags, edge, 'digest', work) : withHistoryOpen(flags, edge, work);
}

async function make(
  flags: DigestFlags,
  prepared: Prepared,
  { history, settings }: OpenHistory,
  edge: Edge,
): Promise<number> {
  const { segment: name, out, format, write = false, resend = false, quiet = false } = flags;
  const say = (text: string) => quiet || edge.stderr.write(text);
  const segment = name === undefined ? undefined : namedSegment(settings, name);
  const facts = gather(history, {
    run: runOf(history, flags, edge),
    ...(name !== undefined && segment && { segment: { name, holds: segmentTest(segment) } }),
    today: edge.now().toISOString().slice(0, 10),
    doubt: doubtBy(prepared),
  });
  const [html, text] = [await digestHtml(facts), digestText(facts)];
  const errands = errandsOf({ facts, html, text }, settings, edge);
  if (write && errands.length === 0) {
    throw inputError(
      'digest: no sink is enabled, so there is nowhere to send it',
      'Enable sinks.email or sinks.slack in the settings.',
    );
  }
  const file = out
    ? path.resolve(edge.cwd, out)
    : path.join(settings.out, `${['digest', windowName(facts.days), name].filter(Boolean).join('-')}.html`);
  await replaceFile({ path: file, before: await textOf(file), after: html });
  say(`written: ${path.relative(edge.cwd, file)}\n`);
  if (format) edge.stdout.write(format === 'html' ? html : text);
  if (write) return deliver(errands, history, { resend, quiet }, edge);
  if (errands.length > 0) say(`${plan(errands, history, resend)}nothing was sent: --write sends\n`);
  return exitCodes.done;
}

/** The run that is asked for, else the latest. The sample is sent to nobody but by name. */
function runOf(history: History, flags: DigestFlags, edge: Edge): StoredRun {
  const site = flags.write ? (flags.site ?? 'own') : siteOf(history, flags, edge);
  const run = flags.week === undefined ? history.runs.latest(site) : findRun(history, site, flags.week);
  if (run) return run;
  throw inputError(
    `digest: ${emptyNote(history, site).trim()}`,
    'Run ga-leads run first; it records each run.',
  );
}

/** A text file's content; '' where there is none, or where writing it will tell what is wrong. */
const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === undefined) throw error;
    return '';
  });

/** What speaks for a mistake, by the rules in force. */
export const doubtBy =
  (prepared: Prepared) =>
  (excluded: readonly StoredSighting[]): SecondLook[] =>
    suspectsAmong(excluded, prepared).map(({ organisation, type, sessions, reasons }) => ({
      name: organisation,
      type,
      ...(sessions !== undefined && { sessions }),
      reasons,
    }));
