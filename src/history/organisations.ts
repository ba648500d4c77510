import { foldWords, printable } from '../text.ts';
import type { Database } from './database.ts';
import type { Site } from './runs.ts';

/** The number of the organisation with this key; noted where it is new. */
export function organisationId(db: Database, site: Site, key: string): number {
  const known = db.get<{ id: number }>('SELECT id FROM organisation WHERE site = ? AND key = ?', site, key);
  return (
    known?.id ??
    inserted(db.get('INSERT INTO organisation (site, key) VALUES (?, ?) RETURNING id', site, key))
  );
}

/** The number of one of its names; noted where it is new, so that it can be found by it. */
export function nameId(db: Database, organisation: number, text: string): number {
  const shown = printable(text);
  const known = db.get<{ id: number }>(
    'SELECT id FROM name WHERE organisation = ? AND text = ?',
    organisation,
    shown,
  );
  if (known) return known.id;
  const folded = foldWords(shown).join(' ') || shown;
  return inserted(
    db.get(
      'INSERT INTO name (organisation, text, folded) VALUES (?, ?, ?) RETURNING id',
      organisation,
      shown,
      folded,
    ),
  );
}

function inserted(row: { id: number } | undefined): number {
  if (row === undefined) throw new Error('an insert returned no row');
  return row.id;
}

/** An organisation that the history knows. */
export interface KnownOrganisation {
  key: string;
  /** As its last run shows it. */
  name: string;
}

/** One of its names, as a search found it. */
export interface NamedOrganisation extends KnownOrganisation {
  found: string;
}

const asLastSeen = `
  SELECT found.key AS key, name.text AS name
  FROM found
  CROSS JOIN sighting ON sighting.organisation = found.id
    AND sighting.to_day = (SELECT max(to_day) FROM sighting WHERE organisation = found.id)
  CROSS JOIN name ON name.id = sighting.name
  GROUP BY found.id
  ORDER BY sighting.to_day DESC, found.key`;

/** Organisations by what people call them. */
export const organisationsIn = (db: Database) => ({
  /** All of a site, last seen first. */
  list: (site: Site): KnownOrganisation[] =>
    db.all<KnownOrganisation>(
      `WITH found (id, key) AS (SELECT id, key FROM organisation WHERE site = ?) ${asLastSeen}`,
      site,
    ),

  /** Those with just these keys. */
  of: (site: Site, keys: readonly string[]): KnownOrganisation[] =>
    db.all<KnownOrganisation>(
      `WITH found (id, key) AS (
         SELECT organisation.id, organisation.key
         FROM json_each(?2) AS asked
         CROSS JOIN organisation ON organisation.site = ?1 AND organisation.key = asked.value)
       ${asLastSeen}`,
      site,
      JSON.stringify(keys),
    ),

  /** Every name of a site that begins with these folded words; an organisation once for each. */
  beginning: (site: Site, words: string): NamedOrganisation[] =>
    db.all<NamedOrganisation>(
      `WITH begun (id, key, text) AS (
         SELECT organisation.id, organisation.key, name.text
         FROM name JOIN organisation ON organisation.id = name.organisation
         WHERE organisation.site = ?1 AND (name.folded = ?2 OR name.folded > ?2 || ' ' AND name.folded < ?2 || '!')),
       found (id, key) AS (SELECT DISTINCT id, key FROM begun),
       seen (key, name) AS (${asLastSeen})
       SELECT begun.key AS key, seen.name AS name, begun.text AS found
       FROM begun JOIN seen ON seen.key = begun.key`,
      site,
      words,
    ),

  /**
   * Those that have one of `texts` as their key (with or without its country), display name or any spelling
   * (case, accents and punctuation aside), last seen first. A legal form counts: give the name's key too.
   */
  find(site: Site, texts: readonly string[]): KnownOrganisation[] {
    const folded = texts.map((text) => foldWords(text).join(' ') || printable(text));
    return db.all<KnownOrganisation>(
      `WITH found (id, key) AS (
         SELECT organisation.id, organisation.key
         FROM json_each(?2) AS asked
         CROSS JOIN organisation ON organisation.site = ?1 AND organisation.key = asked.value
         UNION
         SELECT organisation.id, organisation.key
         FROM json_each(?2) AS asked
         CROSS JOIN organisation ON organisation.site = ?1
           AND organisation.key > asked.value || '|' AND organisation.key < asked.value || '}'
         UNION
         SELECT organisation.id, organisation.key
         FROM json_each(?3) AS asked
         CROSS JOIN name ON name.folded = asked.value
         CROSS JOIN organisation ON organisation.id = name.organisation AND organisation.site = ?1)
       ${asLastSeen}`,
      site,
      JSON.stringify(texts),
      JSON.stringify(folded),
    );
  },
});
