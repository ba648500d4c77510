/**
 * What each account of a sink holds of our leads, or is to hold: `desired`, `inflight`, `written` are JSON objects
 * of values by the sink's fields, `kept` is a JSON list. sink_account knows an account by a hash of the secrets.
 */
export const outboxTables = `
CREATE TABLE outbox (
  site TEXT NOT NULL,
  sink TEXT NOT NULL,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  domain TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'suppressed')),
  remote_id TEXT,
  desired TEXT NOT NULL,
  inflight TEXT,
  written TEXT NOT NULL,
  kept TEXT NOT NULL,
  reason TEXT,
  recreate INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (site, sink, account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_of ON outbox (site, key);
CREATE INDEX outbox_state ON outbox (site, sink, account, state);
CREATE INDEX outbox_remote ON outbox (sink, account, remote_id) WHERE remote_id IS NOT NULL;

CREATE TABLE sink_account (
  sink TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  account TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (sink, fingerprint)
) STRICT, WITHOUT ROWID;
`;
