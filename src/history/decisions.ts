import { inputError } from '../errors.ts';
import { printable } from '../text.ts';
import type { Database } from './database.ts';
import type { Site } from './runs.ts';
import { nextStage } from './stages.ts';
import { type Decision, inForce, type Standing, standingOf } from './standing.ts';

/** A decision as a person makes it. */
export type NewDecision = Omit<Decision, 'id' | 'kind' | 'at' | 'undoes'> & {
  kind: Exclude<Decision['kind'], 'undo'>;
};

interface DecisionRow {
  id: number;
  key: string;
  name: string;
  kind: Decision['kind'];
  value: string | null;
  reason: string | null;
  decided_by: string;
  at: string;
  until: string | null;
  undoes: number | null;
}

const stored = (row: DecisionRow): Decision => ({
  id: row.id,
  key: row.key,
  name: row.name,
  kind: row.kind,
  ...(row.value !== null && { value: row.value }),
  ...(row.reason !== null && { reason: row.reason }),
  by: row.decided_by,
  at: row.at,
  ...(row.until !== null && { until: row.until }),
  ...(row.undoes !== null && { undoes: row.undoes }),
});

const needsValue = {
  assign: 'an owner',
  tag: 'a tag',
  untag: 'a tag',
  note: 'a text',
  stage: 'a stage',
} as const;

/** What people decided. Nothing is ever changed or deleted. */
export const decisionsIn = (db: Database, now: () => Date) => {
  const of = (site: Site, key: string): Decision[] =>
    db
      .all<DecisionRow>('SELECT * FROM decision WHERE site = ? AND key = ? ORDER BY id', site, key)
      .map(stored);

  function add(site: Site, decision: Omit<Decision, 'id' | 'at'>): Decision {
    const { key, name, kind, value, reason, by, until, undoes } = decision;
    const row = db.get<DecisionRow>(
      `INSERT INTO decision (site, key, name, kind, value, reason, decided_by, at, until, undoes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
      site,
      key,
      name,
      kind,
      value ?? null,
      reason ?? null,
      by,
      now().toISOString(),
      until ?? null,
      undoes ?? null,
    );
    if (row === undefined) throw new Error('an insert returned no row');
    return stored(row);
  }

  function addNew(site: Site, decision: NewDecision): Decision {
    const { key, name, kind, value } = decision;
    if (kind in needsValue && !value?.trim()) {
      throw inputError(
        `${kind} ${printable(name)}: ${needsValue[kind as keyof typeof needsValue]} is missing`,
      );
    }
    if (kind !== 'stage') return add(site, decision);
    const { stage } = standingOf(of(site, key), now().toISOString().slice(0, 10));
    return add(site, { ...decision, value: nextStage(name, stage, value ?? '') });
  }

  function takeBack(site: Site, id: number, by: string, reason?: string): Decision {
    const row = db.get<DecisionRow>('SELECT * FROM decision WHERE site = ? AND id = ?', site, id);
    if (row === undefined) throw inputError(`there is no decision ${id}`);
    const { key, name } = row;
    if (!inForce(of(site, key)).has(id)) {
      throw inputError(`${printable(name)}: decision ${id} (${row.kind}) was undone already`);
    }
    const why = reason === undefined ? {} : { reason };
    return add(site, { key, name, kind: 'undo', by, undoes: id, ...why });
  }

  return {
    /** All decisions on one organisation, oldest first; `inForce` tells which were not undone. */
    of,

    /** All of a site, oldest first. */
    list: (site: Site): Decision[] =>
      db.all<DecisionRow>('SELECT * FROM decision WHERE site = ? ORDER BY id', site).map(stored),

    /** Which organisations were decided on since the decision with this number; and the last one's. */
    since(site: Site, id: number): { keys: string[]; last: number } {
      const rows = db.all<{ id: number; key: string }>(
        'SELECT id, key FROM decision WHERE id > ? AND site = ? ORDER BY id',
        id,
        site,
      );
      return { keys: [...new Set(rows.map(({ key }) => key))], last: rows.at(-1)?.id ?? id };
    },

    /** Adds a decision. A missing value, or a stage that the organisation cannot come to, is a UserError (exit 2). */
    decide: (site: Site, decision: NewDecision): Decision => db.transaction(() => addNew(site, decision)),

    /** Adds all of them, or none where one of them cannot be. */
    decideAll: (site: Site, decisions: readonly NewDecision[]): Decision[] =>
      db.transaction(() => decisions.map((decision) => addNew(site, decision))),

    /** Takes a decision back, by its number; the one before counts again. UserError (exit 2) if it cannot be. */
    undo: (site: Site, id: number, by: string, reason?: string): Decision =>
      db.transaction(() => takeBack(site, id, by, reason)),

    /** Takes all of them back, the last first, or none where one cannot be. */
    undoAll: (site: Site, ids: readonly number[], by: string): Decision[] =>
      db.transaction(() => ids.toSorted((a, b) => b - a).map((id) => takeBack(site, id, by))),

    /** How organisations stand on a day (YYYY-MM-DD), by key; all that were ever decided on, or those of `keys`. */
    standings(site: Site, day: string, keys?: readonly string[]): Map<string, Standing> {
      const rows = keys
        ? db.all<DecisionRow>(
            `SELECT decision.* FROM json_each(?) AS asked
             CROSS JOIN decision ON decision.site = ? AND decision.key = asked.value ORDER BY id`,
            JSON.stringify([...new Set(keys)]),
            site,
          )
        : db.all<DecisionRow>('SELECT * FROM decision WHERE site = ? ORDER BY id', site);
      const byKey = Map.groupBy(rows.map(stored), ({ key }) => key);
      return new Map([...byKey].map(([key, decisions]) => [key, standingOf(decisions, day)]));
    },
  };
};
