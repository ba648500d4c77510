import type { Database } from './database.ts';
import {
  fromRow,
  type OutboxEntry,
  type OutboxPlace,
  type OutboxRow,
  type OutboxState,
} from './outbox-entry.ts';
import type { Site } from './runs.ts';

/** A part of the outbox. */
export interface OutboxFilter {
  sink?: string;
  states?: readonly OutboxState[];
  keys?: readonly string[];
}

const upsert = `
  INSERT INTO outbox (site, sink, account, key, name, domain, state, remote_id, desired, inflight, written, kept,
    reason, recreate, attempts, at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET name = excluded.name, domain = excluded.domain, state = excluded.state,
    remote_id = excluded.remote_id, desired = excluded.desired, inflight = excluded.inflight,
    written = excluded.written, kept = excluded.kept, reason = excluded.reason, recreate = excluded.recreate,
    attempts = excluded.attempts, at = excluded.at`;

const within = `site = ?1 AND (?2 IS NULL OR sink = ?2)
  AND (?3 IS NULL OR state IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR key IN (SELECT value FROM json_each(?4)))`;

const list = (values: readonly string[] | undefined): string | null =>
  values === undefined ? null : JSON.stringify(values);

/** What was delivered to the accounts of sinks, and what is to be: by key of the organisation. */
export const outboxIn = (db: Database, now: () => Date) => {
  const bounds = (site: Site, { sink, states, keys }: OutboxFilter) =>
    [site, sink ?? null, list(states), list(keys)] as const;

  return {
    /** All of `work` or nothing of it. */
    transaction: <Result>(work: () => Result): Result => db.transaction(work),

    /** Those of `keys` that are known, by key. */
    of: ({ site, sink, account }: OutboxPlace, keys: readonly string[]): Map<string, OutboxEntry> =>
      new Map(
        db
          .all<OutboxRow>(
            `SELECT outbox.* FROM json_each(?) AS asked CROSS JOIN outbox
             ON outbox.site = ? AND outbox.sink = ? AND outbox.account = ? AND outbox.key = asked.value`,
            JSON.stringify(keys),
            site,
            sink,
            account,
          )
          .map((row) => [row.key, fromRow(row)]),
      ),

    /** Notes how a lead stands, whatever was known. */
    put: ({ site, sink, account }: OutboxPlace, entry: Omit<OutboxEntry, 'at'>): void => {
      db.run(
        upsert,
        site,
        sink,
        account,
        entry.key,
        entry.name,
        entry.domain ?? null,
        entry.state,
        entry.remoteId ?? null,
        JSON.stringify(entry.desired),
        entry.inflight === undefined ? null : JSON.stringify(entry.inflight),
        JSON.stringify(entry.written),
        JSON.stringify(entry.kept),
        entry.reason ?? null,
        entry.recreate ? 1 : 0,
        entry.attempts,
        now().toISOString(),
      );
    },

    remove: ({ site, sink, account }: OutboxPlace, key: string): void => {
      db.run(
        'DELETE FROM outbox WHERE site = ? AND sink = ? AND account = ? AND key = ?',
        site,
        sink,
        account,
        key,
      );
    },

    /** The keys of what is to be sent. */
    pending: ({ site, sink, account }: OutboxPlace): string[] =>
      db
        .all<{ key: string }>(
          `SELECT key FROM outbox WHERE site = ? AND sink = ? AND account = ? AND state IN ('pending', 'sending')
           ORDER BY at, key`,
          site,
          sink,
          account,
        )
        .map(({ key }) => key),

    /** What was being sent when the process ended is pending again; what was in flight stays noted. */
    recover: ({ site, sink, account }: OutboxPlace): number =>
      db.run(
        "UPDATE outbox SET state = 'pending' WHERE site = ? AND sink = ? AND account = ? AND state = 'sending'",
        site,
        sink,
        account,
      ),

    /** Which lead has each of these remote ids, by id. */
    owners: ({ sink, account }: OutboxPlace, remoteIds: readonly string[]): Map<string, string> =>
      new Map(
        db
          .all<{ id: string; key: string }>(
            `SELECT outbox.remote_id AS id, outbox.key AS key FROM json_each(?) AS asked CROSS JOIN outbox
             ON outbox.sink = ? AND outbox.account = ? AND outbox.remote_id = asked.value`,
            JSON.stringify(remoteIds),
            sink,
            account,
          )
          .map(({ id, key }) => [id, key]),
      ),

    /** Latest change first. */
    list: (site: Site, filter: OutboxFilter = {}): (OutboxPlace & OutboxEntry)[] =>
      db
        .all<OutboxRow>(
          `SELECT * FROM outbox WHERE ${within} ORDER BY at DESC, sink, key`,
          ...bounds(site, filter),
        )
        .map(fromRow),

    /** The keys of those that some account has. */
    sentKeys: (site: Site): Set<string> =>
      new Set(
        db
          .all<{ key: string }>("SELECT key FROM outbox WHERE site = ? AND state = 'sent'", site)
          .map(({ key }) => key),
      ),

    /** How many are in each state, by sink. */
    counts: (site: Site): { sink: string; account: string; state: OutboxState; leads: number }[] =>
      db.all(
        `SELECT sink, account, state, count(*) AS leads FROM outbox WHERE site = ?
         GROUP BY sink, account, state ORDER BY sink, account, state`,
        site,
      ),

    // Left to itself, SQLite searches all of the site for these two.
    /** How an organisation stands in every sink, latest change first. */
    ofKey: (site: Site, key: string): (OutboxPlace & OutboxEntry)[] =>
      db
        .all<OutboxRow>(
          'SELECT * FROM outbox INDEXED BY outbox_of WHERE site = ? AND key = ? ORDER BY at DESC, sink',
          site,
          key,
        )
        .map(fromRow),

    /** How many of them stand, by key, latest change first. */
    ofKeys: (site: Site, keys: readonly string[]): Map<string, (OutboxPlace & OutboxEntry)[]> =>
      Map.groupBy(
        db
          .all<OutboxRow>(
            `SELECT outbox.* FROM json_each(?) AS asked CROSS JOIN outbox INDEXED BY outbox_of
             ON outbox.site = ? AND outbox.key = asked.value ORDER BY at DESC, sink`,
            JSON.stringify(keys),
            site,
          )
          .map(fromRow),
        ({ key }) => key,
      ),

    /** Failed ones are sent with the next push, whatever its leads are. Gives how many. */
    retry: (site: Site, filter: Omit<OutboxFilter, 'states'> = {}): number =>
      db.run(
        `UPDATE outbox SET state = 'pending', at = ?5 WHERE ${within}`,
        ...bounds(site, { ...filter, states: ['failed'] }),
        now().toISOString(),
      ),

    /** Pending and failed ones are not sent until a push names them in --recreate. Gives how many. */
    drop: (site: Site, filter: Omit<OutboxFilter, 'states'>): number =>
      db.run(
        `UPDATE outbox SET state = 'suppressed', reason = 'dropped from the outbox', at = ?5 WHERE ${within}`,
        ...bounds(site, { ...filter, states: ['pending', 'sending', 'failed'] }),
        now().toISOString(),
      ),

    /** The account that secrets with this fingerprint opened before. */
    account: (sink: string, fingerprint: string): string | undefined =>
      db.get<{ account: string }>(
        'SELECT account FROM sink_account WHERE sink = ? AND fingerprint = ?',
        sink,
        fingerprint,
      )?.account,

    noteAccount: (sink: string, fingerprint: string, account: string): void => {
      db.run(
        `INSERT INTO sink_account (sink, fingerprint, account, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET account = excluded.account, at = excluded.at`,
        sink,
        fingerprint,
        account,
        now().toISOString(),
      );
    },
  };
};

export type Outbox = ReturnType<typeof outboxIn>;
