import Papa from 'papaparse';
import { windowName } from '../../history/days.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { listCell, textCell } from '../../sink/cell.ts';
import type { Share } from '../../types.ts';
import { type RunFigures, runFigures } from './list.ts';

type Kind = HistoryLine['line'];
type Line<K extends Kind> = Extract<HistoryLine, { line: K }>;
/** A cell: numbers are ours and exempt from neutralising; undefined is an empty cell. */
type Columns<Subject> = Record<string, (subject: Subject) => string | number | null | undefined>;

const shares = (list: readonly Share[] | undefined): string =>
  listCell(
    (list ?? []).map(({ value, metrics }) => {
      const weight = metrics.pageViews ?? metrics.sessions;
      return weight === undefined ? value : `${value} (${weight})`;
    }),
  );

const runColumns: Columns<RunFigures> = {
  run: (run) => run.window,
  from: (run) => run.from,
  to: (run) => run.to,
  source: (run) => textCell(run.source),
  leads: (run) => run.leads,
  new: (run) => run.new,
  excluded: (run) => run.excluded,
  at: (run) => run.at,
  replayable: (run) => (run.replayable ? 'yes' : 'no'),
};

const sightingColumns: Columns<{ run: Line<'run'>; sighting: Line<'sighting'> }> = {
  run: ({ run }) => windowName(run.days),
  organisation: ({ sighting }) => textCell(sighting.name),
  key: ({ sighting }) => textCell(sighting.key),
  domain: ({ sighting }) => textCell(sighting.domain ?? ''),
  country: ({ sighting }) => textCell(sighting.country ?? ''),
  fate: ({ sighting }) => sighting.fate,
  type: ({ sighting }) => sighting.type,
  confidence: ({ sighting }) => sighting.confidence,
  rule: ({ sighting }) => textCell(sighting.rule ?? ''),
  matched: ({ sighting }) => textCell(sighting.matched ?? ''),
  why: ({ sighting }) => textCell(sighting.why ?? ''),
  rank: ({ sighting }) => sighting.rank,
  score: ({ sighting }) => sighting.score,
  status: ({ sighting }) => sighting.status,
  sessions: ({ sighting }) => sighting.metrics.sessions,
  previous_sessions: ({ sighting }) => sighting.previous?.sessions,
  engaged_sessions: ({ sighting }) => sighting.metrics.engagedSessions,
  page_views: ({ sighting }) => sighting.metrics.pageViews,
  engagement_seconds: ({ sighting }) => sighting.metrics.engagementSeconds,
  key_events: ({ sighting }) => sighting.metrics.keyEvents,
  users: ({ sighting }) => sighting.metrics.users,
  new_users: ({ sighting }) => sighting.metrics.newUsers,
  first_day: ({ sighting }) => sighting.seen.from,
  last_day: ({ sighting }) => sighting.seen.to,
  channels: ({ sighting }) => shares(sighting.evidence.channel),
  countries: ({ sighting }) => shares(sighting.evidence.country),
  pages: ({ sighting }) => shares(sighting.evidence.page),
  reasons: ({ sighting }) => listCell(sighting.reasons.map(({ points, text }) => `${text} (${points})`)),
  spellings: ({ sighting }) => listCell(sighting.spellings),
};

const decisionColumns: Columns<Line<'decision'>> = {
  number: ({ id }) => id,
  at: ({ at }) => at,
  by: ({ by }) => textCell(by),
  organisation: ({ name }) => textCell(name),
  key: ({ key }) => textCell(key),
  decision: ({ kind }) => kind,
  value: ({ value }) => textCell(value ?? ''),
  reason: ({ reason }) => textCell(reason ?? ''),
  until: ({ until }) => until,
  takes_back: ({ undoes }) => undoes,
};

const deliveryColumns: Columns<Line<'delivery'>> = {
  run: ({ window }) => textCell(window),
  message: ({ kind }) => textCell(kind),
  segment: ({ segment }) => textCell(segment),
  state: ({ state }) => state,
  at: ({ at }) => at,
  detail: ({ detail }) => textCell(detail ?? ''),
  id: ({ id }) => id,
};

const lineOf = (cells: readonly unknown[]): string => `${Papa.unparse([cells])}\r\n`;
const filled = <Subject>(columns: Columns<Subject>, subject: Subject): string =>
  lineOf(Object.values(columns).map((cell) => cell(subject)));

const columnsOf = {
  run: runColumns,
  sighting: sightingColumns,
  decision: decisionColumns,
  delivery: deliveryColumns,
};

/** The first line of a CSV of one kind. */
export const heading = (kind: Kind): string => lineOf(Object.keys(columnsOf[kind]));

/** Lines of one kind as lines of a CSV; those of other kinds are left out, but a sighting's run comes before it. */
export async function* csvLines(lines: AsyncIterable<HistoryLine>, kind: Kind): AsyncGenerator<string> {
  let run: Line<'run'> | undefined;
  for await (const line of lines) {
    if (line.line === 'run') run = line;
    if (line.line !== kind) continue;
    if (line.line === 'run') yield filled(runColumns, runFigures(line));
    else if (line.line === 'decision') yield filled(decisionColumns, line);
    else if (line.line === 'delivery') yield filled(deliveryColumns, line);
    else if (run) yield filled(sightingColumns, { run, sighting: line });
  }
}
