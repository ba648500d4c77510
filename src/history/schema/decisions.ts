/** People's decisions: only ever added to. */
export const decisionTables = `
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT,
  reason TEXT,
  decided_by TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT,
  undoes INTEGER REFERENCES decision
) STRICT;
CREATE INDEX decision_of ON decision (site, key);

CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
`;
