import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import type { Standing } from '../../history/standing.ts';
import { number } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from '../history/open.ts';

export interface LeadListFlags extends HistoryFlags {
  owner?: string;
  stage?: string;
  tag?: string;
  dismissed?: boolean;
}

/** `ga-leads lead list`: organisations on which people decided, latest decision first. */
export const leadList = (flags: LeadListFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const found = decided(history, site, edge.now().toISOString().slice(0, 10)).filter(isWanted(flags));
    if (flags.json) edge.stdout.write(jsonLine(found));
    else if (found.length > 0) edge.stdout.write(table(columns, found, edge.stdout.columns ?? plainWidth));
    else edge.stderr.write('on no organisation was it decided so\n');
    return exitCodes.done;
  });

type Decided = ReturnType<typeof decided>[number];

/** Every organisation on which a decision holds, as the last run that is remembered shows it. */
function decided(history: History, site: Site, today: string) {
  const last = history.runs.latest(site);
  const seen = new Map(last && history.sightings.totalsOf(last.id).map((one) => [one.key, one]));
  const standings = history.decisions.standings(site, today);
  const latest = new Map(history.decisions.list(site).map((decision) => [decision.key, decision]));
  return [...latest.values()]
    .sort((a, b) => b.id - a.id)
    .flatMap(({ key, name, at, by }) => {
      const standing = standings.get(key);
      if (standing === undefined || !isDecided(standing)) return [];
      const { verdict, owner, stage, tags, notes } = standing;
      const now = seen.get(key);
      return {
        name: now?.name ?? name,
        key,
        verdict: verdict?.kind ?? null,
        reason: verdict?.reason ?? null,
        until: verdict?.until ?? null,
        owner: owner ?? null,
        stage,
        tags,
        notes,
        by,
        at,
        run: last ? windowName(last.days) : null,
        fate: now?.fate ?? null,
        score: now?.score ?? null,
        sessions: now?.metrics.sessions ?? null,
      };
    });
}

/** Whether anything is left that was not taken back and is not over. */
const isDecided = ({ verdict, owner, stage, tags, notes }: Standing): boolean =>
  Boolean(verdict ?? owner) || stage !== 'new' || tags.length > 0 || notes > 0;

const isSame = (asked: string | undefined, there: string | null): boolean =>
  asked === undefined || asked.toLowerCase() === there?.toLowerCase();

const isWanted =
  ({ owner, stage, tag, dismissed }: LeadListFlags) =>
  (one: Decided): boolean =>
    isSame(owner, one.owner) &&
    isSame(stage, one.stage) &&
    (tag === undefined || one.tags.some((there) => isSame(tag, there))) &&
    (!dismissed || one.verdict === 'dismissed');

const columns: Column<Decided>[] = [
  { title: 'organisation', share: 4, cell: ({ name }) => printable(name) },
  { title: 'verdict', cell: ({ verdict }) => verdict ?? '' },
  { title: 'until', cell: ({ until }) => until ?? '' },
  { title: 'owner', cell: ({ owner }) => printable(owner ?? '') },
  { title: 'stage', cell: ({ stage }) => stage },
  { title: 'score', right: true, cell: ({ score }) => String(score ?? '') },
  { title: 'sessions', right: true, cell: ({ sessions }) => (sessions === null ? '' : number(sessions)) },
  { title: 'tags', share: 2, cell: ({ tags }) => tags.map(printable).join(', ') },
  { title: 'why', share: 3, cell: ({ reason }) => printable(reason ?? '') },
  { title: 'last by', cell: ({ by }) => printable(by) },
];
