/** Changes of rules and what they did to files: for each file its text before and after. */
export const ruleVersionTables = `
CREATE TABLE rule_version (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  summary TEXT NOT NULL,
  undoes INTEGER REFERENCES rule_version ON DELETE SET NULL
) STRICT;

CREATE TABLE rule_version_file (
  version INTEGER NOT NULL REFERENCES rule_version ON DELETE CASCADE,
  place INTEGER NOT NULL,
  file TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (version, place)
) STRICT, WITHOUT ROWID;
`;
