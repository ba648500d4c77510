import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import type { History } from '../history/index.ts';
import { windowOf } from '../source/window.ts';
import { siteOf, withHistory } from './memory.ts';
import { namedSegment } from './named-segment.ts';
import { type CommonFlags, type Prepared, prepare } from './prepare.ts';
import { pushRun, refuseToPush } from './push/push-run.ts';
import { type RunFlags, runWindow } from './run-window.ts';

const sampleNote = `sample: made data, so that you see what ga-leads does. To your own data in three steps:
  1. a report with the network names: export one (CSV) from Google Analytics, or find the GA4 property's id
  2. ga-leads check --input export.csv   or   ga-leads check --source ga4 --property ID
  3. the same with run; then put it into config/ga-leads.yaml
`;

/** A year of weeks is caught up at most: what is older is a decision, not an oversight. */
const mostWeeks = 53;

/** `ga-leads run`: the main job. Returns the exit code. */
export async function run(flags: CommonFlags & RunFlags, edge: Edge, version: string): Promise<number> {
  const { new: onlyNew, replay, catchUp, segment, write = false, ...settingFlags } = flags;
  const prepared = await prepare(settingFlags, edge);
  const { settings } = prepared;
  if (settings.source === 'sample' && !flags.quiet && replay === undefined) edge.stderr.write(sampleNote);
  if (flags.verbose) {
    edge.stderr.write(`settings: ${prepared.file ?? 'none, defaults'}; ${prepared.rules.length} rules\n`);
  }
  if (segment !== undefined) namedSegment(settings, segment);
  refuseTheFuture(settings, edge);
  if (write) refuseToPush(settings, replay);
  const runFlags = { onlyNew, replay, segment, write, quiet: flags.quiet };
  return withHistory(settings, edge, 'run', async (history) => {
    let recorded: number | undefined;
    for (const weekly of catchUp ? missedWeeks(prepared, history, edge) : [settings]) {
      recorded = await runWindow({
        prepared: { ...prepared, settings: weekly },
        flags: runFlags,
        history,
        edge,
        version,
      });
    }
    if (!write || !history) return exitCodes.done;
    // What was caught up before may not have been pushed.
    const run = recorded ?? history.runs.latest(siteOf(settings))?.id;
    if (run === undefined) return exitCodes.done;
    return pushRun(run, { history, settings, edge, quiet: flags.quiet ?? false, json: false });
  });
}

/** Whatever the source, days that have not begun anywhere on earth are a mistake. */
function refuseTheFuture(settings: Settings, edge: Edge): void {
  windowOf(settings, edge.now(), 'Pacific/Kiritimati');
}

/** The settings for each full week since the last one in the history, oldest first. */
function missedWeeks({ settings }: Prepared, history: History | undefined, edge: Edge): Settings[] {
  if (!history) throw inputError('--catch-up needs a history', 'Set `history` in the settings to a path.');
  if (settings.source === 'file') {
    throw inputError(
      '--catch-up cannot ask a file for other weeks',
      'Run each export with --input FILE --week W.',
    );
  }
  const now = edge.now();
  const { week: _week, from: _from, to: _to, days: _days, ...rest } = settings;
  const last = history.runs.latest(siteOf(settings));
  const due = windowOf({}, now, 'UTC').current;
  const weeks: Settings[] = [];
  for (
    let end = due;
    weeks.length < mostWeeks && (last === undefined ? weeks.length < 1 : end.to > last.days.to);
  ) {
    weeks.unshift({ ...rest, from: end.from, to: end.to });
    end = windowOf({ from: end.from, to: end.to }, now, 'UTC').previous;
  }
  if (weeks.length === 0)
    edge.stderr.write(`nothing to catch up: ${last?.week ?? last?.days.to} is the last full week\n`);
  return weeks;
}
