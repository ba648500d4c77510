import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import { inForce } from '../../history/standing.ts';
import { jsonLine } from '../../report/json.ts';
import { findOrganisation } from '../find-organisation.ts';
import { byWeek } from './by-week.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from './open.ts';
import { storyText } from './show-text.ts';

/** `ga-leads history show`: all that is known of one organisation, week by week. */
export const historyShow = (name: string, flags: HistoryFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const { key } = findOrganisation(history, site, name);
    const today = edge.now().toISOString().slice(0, 10);
    const story = storyOf(history, site, key, today);
    edge.stdout.write(flags.json ? jsonLine(story) : storyText(story, edge.stdout.columns ?? plainWidth));
    return exitCodes.done;
  });

export type Story = ReturnType<typeof storyOf>;

/** An organisation's timeline, what people decided on it, and the messages that told of it. */
export function storyOf(history: History, site: Site, key: string, today: string) {
  const seen = history.sightings.timeline(site, key);
  const timeline = seen.map(({ run, key: _, ...totals }) => {
    const details = history.sightings.one(run.id, key);
    return { window: windowName(run.days), run: run.id, ...totals, ...details };
  });
  const decisions = history.decisions.of(site, key);
  const alive = inForce(decisions);
  const last = timeline.at(-1);
  const sessions = new Map(seen.map(({ run, metrics }) => [run.id, metrics.sessions]));
  const asLead = new Set(timeline.filter(({ fate }) => fate === 'lead').map(({ window }) => window));
  return {
    key,
    name: last?.name ?? decisions.at(-1)?.name ?? key,
    domain: timeline.findLast(({ domain }) => domain !== undefined)?.domain ?? null,
    country: timeline.findLast(({ country }) => country !== undefined)?.country ?? null,
    spellings: [...new Set(timeline.toReversed().flatMap(({ spellings }) => spellings ?? []))],
    standing: history.decisions.standings(site, today, [key]).get(key) ?? null,
    sessionsByWeek:
      byWeek(
        history.runs
          .list(site)
          .map(({ id, days }) => ({ days, value: sessions.has(id) ? sessions.get(id) : 0 })),
      ) ?? null,
    timeline,
    decisions: decisions.map((decision) => ({ ...decision, inForce: alive.has(decision.id) })),
    messages: history.deliveries.list(site).filter(({ window }) => asLead.has(window)),
  };
}
