import { loadSettings } from '../config/load.ts';
import type { SegmentSettings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import { windowName } from '../history/days.ts';
import type { StoredSighting } from '../history/sightings.ts';
import type { Standing } from '../history/standing.ts';
import { leadOf } from '../history/to-lead.ts';
import { number } from '../numbers.ts';
import { jsonLine } from '../report/json.ts';
import { leadTable } from '../report/table.ts';
import { segmentTest } from '../segment.ts';
import { leadJson } from '../sink/json.ts';
import { printable } from '../text.ts';
import { emptyNote, type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from './history/open.ts';
import { namedSegment } from './named-segment.ts';

/** `ga-leads segments list`: the segments of the settings with their conditions. */
export async function segmentsList(flags: Omit<HistoryFlags, 'site'>, edge: Edge): Promise<number> {
  const { settings, file } = await loadSettings(edge.cwd, {}, flags.config);
  const segments = Object.entries(settings.segments);
  if (flags.json) edge.stdout.write(jsonLine(segments.map(([name, segment]) => ({ name, ...segment }))));
  else for (const [name, segment] of segments) edge.stdout.write(`${name}: ${conditionsText(segment)}\n`);
  if (segments.length === 0) {
    edge.stderr.write(
      `no segment is described: add one to \`segments\` in ${file ?? 'config/ga-leads.yaml'}\n`,
    );
  }
  return exitCodes.done;
}

/** `type business or education, country DE, minScore 40` */
const conditionsText = ({ where }: SegmentSettings): string =>
  Object.entries(where)
    .map(([name, wanted]) => `${name} ${printable([wanted].flat().join(' or '))}`)
    .join(', ');

export interface SegmentsPreviewFlags extends HistoryFlags {
  limit?: number;
}

/** `ga-leads segments preview`: which leads of the last run are in a segment, as people decide today. */
export const segmentsPreview = (name: string, flags: SegmentsPreviewFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history, settings }) => {
    const segment = namedSegment(settings, name);
    const site = siteOf(history, flags, edge);
    const run = history.runs.latest(site);
    if (run === undefined) throw inputError(emptyNote(history, site).trim(), 'Run ga-leads run first.');
    const all = history.sightings.of(run.id).filter(({ fate }) => fate === 'lead');
    const standings = history.decisions.standings(site, edge.now().toISOString().slice(0, 10));
    const leads = all.filter(isIn(segment, standings)).map(leadOf);
    const window = windowName(run.days);
    if (flags.json) {
      const told = { segment: name, run: window, all: all.length, leads: leads.map(leadJson) };
      edge.stdout.write(jsonLine(told));
      return exitCodes.done;
    }
    const shown = leads.slice(0, flags.limit ?? leads.length);
    if (shown.length > 0) edge.stdout.write(leadTable(shown, edge.stdout.columns ?? plainWidth));
    edge.stderr.write(`${name}: ${number(leads.length)} of ${number(all.length)} leads of ${window}\n`);
    return exitCodes.done;
  });

/** Those in the segment whom nobody has dismissed since. */
function isIn(segment: SegmentSettings, standings: ReadonlyMap<string, Standing>) {
  const test = segmentTest(segment);
  return (lead: StoredSighting): boolean => {
    const standing = standings.get(lead.key);
    return standing?.verdict?.kind !== 'dismissed' && test(lead, standing);
  };
}
