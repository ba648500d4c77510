import type { Database } from './database.ts';

/** What a change did to one file; '' is a file that was not there. */
export interface ChangedFile {
  /** As people are told: from the settings' folder, or `ga-leads:rules/…`. */
  file: string;
  before: string;
  after: string;
}

export interface NewRuleVersion {
  by: string;
  /** One line: what was changed and why. */
  summary: string;
  /** In the order in which they are written. */
  files: readonly ChangedFile[];
  /** The version that this one takes back. */
  undoes?: number;
}

export interface RuleVersion extends NewRuleVersion {
  id: number;
  /** ISO time. */
  at: string;
}

interface VersionRow {
  id: number;
  at: string;
  changed_by: string;
  summary: string;
  undoes: number | null;
}

/** How the rules came to be what they are. */
export const ruleVersionsIn = (db: Database, now: () => Date) => {
  const whole = ({ id, at, changed_by, summary, undoes }: VersionRow): RuleVersion => ({
    id,
    at,
    by: changed_by,
    summary,
    ...(undoes !== null && { undoes }),
    files: db.all<ChangedFile>(
      'SELECT file, before, after FROM rule_version_file WHERE version = ? ORDER BY place',
      id,
    ),
  });

  return {
    /** Latest first, so many from a place on. */
    list: (most: number, from = 0): RuleVersion[] =>
      db
        .all<VersionRow>('SELECT * FROM rule_version ORDER BY id DESC LIMIT ? OFFSET ?', most, from)
        .map(whole),

    count: (): number => db.get<{ n: number }>('SELECT count(*) AS n FROM rule_version')?.n ?? 0,

    get(id: number): RuleVersion | undefined {
      const row = db.get<VersionRow>('SELECT * FROM rule_version WHERE id = ?', id);
      return row && whole(row);
    },

    /** The numbers of the versions that were taken back and not brought back since. */
    undone(): Set<number> {
      const undone = new Set<number>();
      const undos = db.all<{ id: number; undoes: number }>(
        'SELECT id, undoes FROM rule_version WHERE undoes IS NOT NULL ORDER BY id DESC',
      );
      for (const { id, undoes } of undos) if (!undone.has(id)) undone.add(undoes);
      return undone;
    },

    add({ by, summary, files, undoes }: NewRuleVersion): number {
      return db.transaction(() => {
        const row = db.get<{ id: number }>(
          'INSERT INTO rule_version (at, changed_by, summary, undoes) VALUES (?, ?, ?, ?) RETURNING id',
          now().toISOString(),
          by,
          summary,
          undoes ?? null,
        );
        if (row === undefined) throw new Error('an insert returned no row');
        for (const [place, { file, before, after }] of files.entries()) {
          db.run('INSERT INTO rule_version_file VALUES (?, ?, ?, ?, ?)', row.id, place, file, before, after);
        }
        return row.id;
      });
    },

    /** Of a change that could not be made after all. */
    drop: (id: number): number => db.run('DELETE FROM rule_version WHERE id = ?', id),
  };
};
