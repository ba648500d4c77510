/** What was sent to people: one row for what must go out once. */
export const deliveryTables = `
CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  site TEXT NOT NULL,
  window TEXT NOT NULL,
  segment TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT,
  at TEXT NOT NULL
) STRICT;
`;
