import { createHash } from 'node:crypto';
import { inputError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Site } from './runs.ts';

/** What must go out once: a kind of message (e.g. slack-digest) on a site's window to a segment's people. */
export interface DeliverySubject {
  kind: string;
  site: Site;
  /** A week such as 2026-W46, or other days as FROM_TO. */
  window: string;
  segment: string;
}

/** `unknown`: it was begun, and nobody knows whether it arrived. */
export type DeliveryState = 'pending' | 'sent' | 'unknown' | 'failed';

export interface StoredDelivery extends DeliverySubject {
  /** The same for the same subject, for ever: a Message-ID, a webhook-id. */
  id: string;
  state: DeliveryState;
  /** What the other side said, for people. */
  detail?: string;
  /** ISO time of the last change. */
  at: string;
}

type DeliveryRow = Omit<StoredDelivery, 'detail'> & { detail: string | null };

const stored = ({ detail, ...row }: DeliveryRow): StoredDelivery => ({
  ...row,
  ...(detail !== null && { detail }),
});

const idOf = ({ kind, site, window, segment }: DeliverySubject): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, site, window, segment]))
    .digest('hex')
    .slice(0, 32);

/** Messages that go out once per window and segment. */
export const deliveriesIn = (db: Database, now: () => Date) => {
  const get = (id: string): StoredDelivery | undefined => {
    const row = db.get<DeliveryRow>('SELECT * FROM delivery WHERE id = ?', id);
    return row && stored(row);
  };
  const set = (id: string, state: DeliveryState, detail?: string): void => {
    db.run(
      'UPDATE delivery SET state = ?, detail = ?, at = ? WHERE id = ?',
      state,
      detail ?? null,
      now().toISOString(),
      id,
    );
  };

  /** How a message stands; noted as pending where it is new. */
  function of(subject: DeliverySubject): StoredDelivery {
    const { kind, site, window, segment } = subject;
    const id = idOf(subject);
    db.run(
      `INSERT INTO delivery (id, kind, site, window, segment, state, at) VALUES (?, ?, ?, ?, ?, 'pending', ?)
       ON CONFLICT (id) DO NOTHING`,
      id,
      kind,
      site,
      window,
      segment,
      now().toISOString(),
    );
    const delivery = get(id);
    if (delivery === undefined) throw new Error('an insert left no row');
    return delivery;
  }

  return {
    of,

    /** Latest change first. */
    list: (site: Site): StoredDelivery[] =>
      db.all<DeliveryRow>('SELECT * FROM delivery WHERE site = ? ORDER BY at DESC, id', site).map(stored),

    /**
     * To be called directly before it is sent: from now on it is `unknown`, whatever happens to this process.
     * False if it must not be sent: it was, or may have been. With `resend`, it goes out again all the same.
     */
    begin: (subject: DeliverySubject, resend = false): boolean =>
      db.transaction(() => {
        const { id, state } = of(subject);
        if (!resend && (state === 'sent' || state === 'unknown')) return false;
        set(id, 'unknown');
        return true;
      }),

    /** To be called with the outcome of one that was begun. */
    settle: (subject: DeliverySubject, state: Exclude<DeliveryState, 'pending'>, detail?: string): void =>
      db.transaction(() => {
        const { id, state: before } = of(subject);
        if (before !== 'unknown') throw inputError(`delivery ${id} is ${before}, it was not begun`);
        set(id, state, detail);
      }),
  };
};
