/** Runs, their readings and sightings. Days are counted from 1970-01-01. */
export const runTables = `
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  week TEXT,
  at TEXT NOT NULL,
  manifest TEXT NOT NULL,
  UNIQUE (site, from_day, to_day)
) STRICT;

CREATE TABLE reading (
  run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  head TEXT NOT NULL
) STRICT;

CREATE TABLE reading_part (
  run INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
  part INTEGER NOT NULL,
  holds TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (run, part)
) STRICT;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (site, key)
) STRICT;

CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES organisation ON DELETE CASCADE,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (organisation, text)
) STRICT;
CREATE INDEX name_folded ON name (folded);

-- to_day is the run's: it stands here for the index below. name has no REFERENCES, since a name goes only
-- with its organisation, and SQLite would search all sightings for each name that goes.
CREATE TABLE sighting (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  organisation INTEGER NOT NULL REFERENCES organisation,
  place INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  name INTEGER NOT NULL,
  fate TEXT NOT NULL,
  type TEXT NOT NULL,
  rule TEXT,
  rank INTEGER,
  score INTEGER,
  status TEXT,
  sessions REAL,
  engaged_sessions REAL,
  page_views REAL,
  engagement_seconds REAL,
  key_events REAL,
  users REAL,
  new_users REAL,
  PRIMARY KEY (run, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_past ON sighting (organisation, to_day, first_day, last_day);

-- What is read only together with a sighting: so many in the order of place to a block, compressed.
CREATE TABLE evidence (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  block INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (run, block)
) STRICT;
`;
