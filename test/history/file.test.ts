import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { Database } from '../../src/history/database.ts';
import { openFile } from '../../src/history/file.ts';
import { type Migration, migrate, migrations } from '../../src/history/migrations.ts';
import { record } from '../../src/history/record.ts';
import { recordingOf } from '../../src/history/recorder.ts';
import { all, now, reading, run, sighting, someFile, someHistory, week } from './make.ts';

const at = now().toISOString();
const many = (n: number, sessions = 5) =>
  Array.from({ length: n }, (_, i) => sighting(`Organisation ${i}`, { metrics: { sessions } }));

/** What opening or `work` is refused with. */
function refusal(work: () => unknown): { exit: number; message: string; next: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError)
      return { exit: error.exitCode, message: error.message, next: error.next ?? '' };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A closed history of one run of so many organisations. */
function someWritten(n = 400): string {
  const history = someHistory();
  history.record(run(week(9)), many(n));
  history.close();
  return history.file;
}

/** Root may do everything: for a moment it is nobody. */
function unprivileged<Result>(work: () => Result): Result {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the file', () => {
  it('is made with its folder, and is for its owner alone, with all that stands beside it', () => {
    const file = path.join(path.dirname(someFile()), 'deep', 'er', 'history.sqlite');
    const history = someHistory(file);
    history.record(run(week(9)), many(3));
    const modes = readdirSync(path.dirname(file)).map((name) => [
      name,
      (statSync(path.join(path.dirname(file), name)).mode & 0o777).toString(8),
    ]);
    expect(modes).toEqual([
      ['history.sqlite', '600'],
      ['history.sqlite-shm', '600'],
      ['history.sqlite-wal', '600'],
    ]);
    history.close();
    chmodSync(file, 0o644);
    someHistory(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is a write-ahead-logged database with the number of ga-leads, which SQLite finds whole', () => {
    const db = new DatabaseSync(someWritten());
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect([pragma('application_id'), pragma('journal_mode'), pragma('integrity_check')]).toEqual([
      0x67614c64,
      'wal',
      'ok',
    ]);
    db.close();
  });

  it('is taken as new where it is empty, or where its making was cut short', () => {
    const empty = someFile();
    writeFileSync(empty, '');
    const cut = someFile();
    const db = new DatabaseSync(cut);
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL');
    db.close();
    for (const file of [empty, cut]) expect(someHistory(file).runs.list('own')).toEqual([]);
  });

  it('is refused, and not touched, where it is another program’s database', () => {
    const [theirs, numbered] = [someFile(), someFile()];
    for (const [file, sql] of [
      [theirs, 'CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)'],
      [numbered, 'PRAGMA application_id = 7; VACUUM'],
    ] as const) {
      const db = new DatabaseSync(file);
      db.exec(sql);
      db.close();
      chmodSync(file, 0o644);
      const before = readFileSync(file);
      expect(refusal(() => someHistory(file))).toMatchObject({
        exit: 2,
        message: expect.stringContaining('not one of ga-leads'),
        next: expect.stringContaining('not touched'),
      });
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(0o644);
      expect(readdirSync(path.dirname(file))).toEqual(['history.sqlite']);
    }
  });

  it('is refused where it is no database', () => {
    const file = someFile();
    writeFileSync(file, 'organisation,sessions\nSiemens AG,5\n'.repeat(99));
    expect(refusal(() => someHistory(file))).toMatchObject({
      exit: 2,
      message: expect.stringContaining('no SQLite database'),
      next: expect.stringContaining('backup'),
    });
    expect(readFileSync(file, 'utf8')).toContain('Siemens');
  });

  it('is refused, and not touched, where a newer ga-leads wrote it', () => {
    const file = someWritten();
    const db = new DatabaseSync(file);
    db.exec("INSERT INTO migration (name, at) VALUES ('telepathy', '2031-01-01T00:00:00Z')");
    db.close();
    const before = readFileSync(file);
    expect(refusal(() => someHistory(file))).toMatchObject({
      exit: 2,
      message: expect.stringContaining('newer ga-leads (it has the step "telepathy")'),
      next: expect.stringContaining('Update ga-leads'),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says what is in the way where it cannot be written', () => {
    const readOnly = someWritten();
    chmodSync(path.dirname(readOnly), 0o555);
    chmodSync(readOnly, 0o444);
    expect(refusal(() => unprivileged(() => someHistory(readOnly)))).toMatchObject({
      exit: 2,
      message: expect.stringContaining('may not be written to'),
    });
    const inReadOnly = path.join(path.dirname(someFile()), 'closed', 'history.sqlite');
    mkdirSync(path.dirname(inReadOnly), { mode: 0o555 });
    chmodSync(path.dirname(path.dirname(inReadOnly)), 0o555);
    expect(refusal(() => unprivileged(() => someHistory(inReadOnly))).message).toContain(
      'may not be written to',
    );
    expect(refusal(() => someHistory(path.join(readOnly, 'history.sqlite'))).message).toContain(
      'not a folder',
    );
    expect(refusal(() => someHistory(path.dirname(readOnly))).message).toContain('it is a folder');
  });
});

describe('a damaged file', () => {
  const damage = (change: (bytes: Buffer) => Buffer): string => {
    const file = someWritten();
    writeFileSync(file, change(readFileSync(file)));
    return file;
  };

  it('is named as such where its header is gone', () => {
    const file = damage((bytes) => Buffer.concat([Buffer.alloc(100, 7), bytes.subarray(100)]));
    const kept = readFileSync(file);
    expect(refusal(() => someHistory(file))).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/no SQLite database, or its beginning is damaged/),
    });
    expect(readFileSync(file).equals(kept)).toBe(true);
  });

  it('is named as such where it was cut short', () => {
    const file = damage((bytes) => bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096));
    const kept = readFileSync(file);
    const { exit, message, next } = refusal(() => someHistory(file).sightings.totalsOf(1));
    expect([exit, message, next]).toEqual([
      2,
      expect.stringContaining('is damaged'),
      expect.stringMatching(/backup.*\.recover/),
    ]);
    expect(readFileSync(file).equals(kept)).toBe(true);
  });

  it('is named as such where a page is garbage, at the latest when that page is read', () => {
    const pages = readFileSync(someWritten()).length / 4096;
    let noticed = 0;
    for (let page = 1; page < pages; page += 3) {
      const file = damage((bytes) => {
        bytes.fill(0xa5, page * 4096, (page + 1) * 4096);
        return bytes;
      });
      let problems: string[];
      try {
        const history = someHistory(file);
        problems = history.problems();
        history.close();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems = [error.message];
      }
      if (problems.length > 0) noticed++;
    }
    expect(noticed).toBe(Math.ceil((pages - 1) / 3));
  });

  it('is named as such where a compressed part is not what was written', async () => {
    const history = someHistory();
    const recording = recordingOf(reading([{ name: 'A', window: 'current', metrics: {} }]), (text) => text);
    await all(recording.reading.rows());
    const id = history.record(run(week(9)), many(20), recording.finish());
    const db = new DatabaseSync(history.file);
    db.exec("UPDATE reading_part SET bytes = x'00'; DELETE FROM evidence WHERE block = 1");
    db.close();
    expect(history.problems()).toEqual([
      `run ${id} has 20 sightings, but evidence for 16`,
      expect.stringContaining(`the reading of run ${id} cannot be read`),
    ]);
    await expect(all(history.readings.of(id)?.rows() ?? reading([]).rows())).rejects.toThrow('is damaged');
    expect(refusal(() => history.sightings.one(id, 'n:organisation 18')).message).toContain('is damaged');
    expect(history.sightings.one(id, 'n:organisation 3')?.spellings).toEqual(['Organisation 3']);
  });
});

describe('a full disk', () => {
  it('loses nothing: the run before stays whole, and the next can be recorded once there is room', () => {
    const db = openFile(someFile(), at);
    record(db, run(week(9)), many(50));
    const pages = db.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
    db.exec(`PRAGMA max_page_count = ${pages + 5}`);
    expect(refusal(() => record(db, run(week(9)), many(5_000, 6)))).toMatchObject({
      exit: 3,
      message: expect.stringContaining('the disk is full'),
      next: expect.stringContaining('Nothing was added'),
    });
    expect(db.all('SELECT sessions FROM sighting WHERE sessions <> 5')).toEqual([]);
    expect(db.all('SELECT run FROM sighting')).toHaveLength(50);
    db.exec('PRAGMA max_page_count = 1000000');
    record(db, run(week(9)), many(5_000, 6));
    expect(db.all('SELECT run FROM sighting WHERE sessions = 6')).toHaveLength(5_000);
    db.close();
  });

  const inNamespace = ['-Urm', 'sh', '-c'];
  const canMount = spawnSync('unshare', [...inNamespace, 'mount -t tmpfs tmpfs /mnt']).status === 0;
  const child = path.join(import.meta.dirname, 'children', 'fill-disk.ts');
  if (canMount) {
    it('is told as such, on a real one', () => {
      const mount = 'mount -t tmpfs -o size=2m tmpfs /mnt && exec "$0" "$1" /mnt/history.sqlite';
      const told = execFileSync('unshare', [...inNamespace, mount, process.execPath, child], {
        encoding: 'utf8',
      });
      const { recorded, message, problems, found } = JSON.parse(told);
      expect(message).toContain('the disk is full');
      expect(recorded).toBeGreaterThan(0);
      expect([problems, found]).toEqual([[], recorded]);
    });
  }
});

describe('another program', () => {
  it('that writes for long makes this one say so', () => {
    const file = someWritten();
    const other = new DatabaseSync(file);
    const db = new Database(file);
    db.exec('PRAGMA busy_timeout = 20');
    other.exec('BEGIN IMMEDIATE');
    expect(refusal(() => record(db, run(week(10)), many(1)))).toMatchObject({
      exit: 75,
      message: expect.stringContaining('another program is writing'),
    });
    other.exec('ROLLBACK');
    record(db, run(week(10)), many(1));
    db.close();
    other.close();
  });

  it('that only reads is in nobody’s way', () => {
    const file = someWritten();
    const other = new DatabaseSync(file);
    other.exec('BEGIN');
    expect(other.prepare('SELECT count(*) AS n FROM run').get()?.n).toBe(1);
    const history = someHistory(file);
    history.record(run(week(10)), many(1));
    expect(other.prepare('SELECT count(*) AS n FROM run').get()?.n).toBe(1);
    other.close();
    history.close();
  });
});

describe('migrations', () => {
  const schema = (file: string) => {
    const db = new DatabaseSync(file);
    const found = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
    db.close();
    return found;
  };

  it.each(migrations.slice(0, -1).map(({ name }, index) => [name, index + 1]))(
    'bring a file that stopped at "%s" up to date, with all that is in it',
    (_, steps) => {
      const file = someFile();
      const old = new Database(file);
      migrate(old, migrations.slice(0, Number(steps)), '2026-01-01T00:00:00Z');
      record(old, run(week(9)), many(5));
      old.close();
      const history = someHistory(file);
      expect(history.sightings.of(history.runs.list('own')[0]?.id ?? 0)).toHaveLength(5);
      history.decisions.decide('own', { key: 'k', name: 'K', kind: 'accept', by: 'me' });
      history.deliveries.begin({ kind: 'slack', site: 'own', window: '2026-W46', segment: 'all' });
      expect(history.problems()).toEqual([]);
      history.close();
      expect(schema(file)).toEqual(schema(someWritten()));
    },
  );

  it('are noted by name and time, and done once', () => {
    const file = someWritten();
    someHistory(file).close();
    const db = new DatabaseSync(file);
    expect(db.prepare('SELECT name, at FROM migration').all()).toEqual(
      migrations.map(({ name }) => ({ name, at })),
    );
    db.close();
  });

  it('leave the file at the step before where one fails, and go on from there', () => {
    const file = someFile();
    const steps = (second: Migration['up']): Migration[] => [
      {
        name: 'one',
        up: 'CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ($apple$)'.replaceAll('$', "'"),
      },
      { name: 'two', up: second },
    ];
    const db = new Database(file);
    const half = (broken: Database) => {
      broken.exec('ALTER TABLE fruit ADD COLUMN length INTEGER');
      throw new Error('power cut');
    };
    expect(() => migrate(db, steps(half), at)).toThrow('power cut');
    expect(db.all('SELECT * FROM fruit')).toEqual([{ name: 'apple' }]);
    const whole = (whose: Database) => {
      whose.exec('ALTER TABLE fruit ADD COLUMN length INTEGER');
      for (const { name } of whose.all<{ name: string }>('SELECT name FROM fruit')) {
        whose.run('UPDATE fruit SET length = ? WHERE name = ?', name.length, name);
      }
    };
    migrate(db, steps(whole), at);
    migrate(db, steps(whole), at);
    expect(db.all('SELECT * FROM fruit')).toEqual([{ name: 'apple', length: 5 }]);
    db.close();
  });

  it('are done once though several processes open a new file at once', async () => {
    const file = someFile();
    const child = path.join(import.meta.dirname, 'children', 'open.ts');
    const opening = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [child, file]));
    expect((await Promise.all(opening)).map(({ stderr }) => stderr)).toEqual(['', '', '', '']);
    expect(someHistory(file).problems()).toEqual([]);
  });
});
