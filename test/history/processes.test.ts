import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { type Holder, withLock } from '../../src/history/lock.ts';
import { all, reading, someFile, someHistory } from './make.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(script: string, ...argv: string[]) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'children', script), ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'close');
  return { child, nextLine: async () => (await lines.next()).value as string | undefined, ended };
}

describe('the lock', () => {
  const me: Holder = { pid: 1, command: 'run', at: new Date('2026-11-22T10:00:00') };
  const refusalOf = async (file: string, who = me): Promise<UserError> => {
    const error = await withLock(file, who, () => 'got it').catch((thrown: unknown) => thrown);
    if (error instanceof UserError) return error;
    throw new Error(`not refused: ${error}`);
  };

  it('is held by one process; another is told by whom and since when', async () => {
    const file = someFile();
    const { child, nextLine } = start('hold-lock.ts', file, 'run', '2026-11-22T09:00:00');
    expect(await nextLine()).toBe('held');
    const { exitCode, message } = await refusalOf(file);
    expect(exitCode).toBe(75);
    expect(message).toBe(`another ga-leads run (process ${child.pid}, run, since 09:00) holds the lock`);
    const tomorrow = { ...me, at: new Date('2026-11-23T08:00:00') };
    expect((await refusalOf(file, tomorrow)).message).toContain('since 2026-11-22 09:00)');
    expect(existsSync(file)).toBe(false);
  });

  it('is free as soon as its holder was killed, whatever it left', async () => {
    const file = someFile();
    const first = start('hold-lock.ts', file, 'run', '2026-11-22T09:00:00');
    await first.nextLine();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await withLock(file, me, () => 'got it')).toBe('got it');
    const second = start('hold-lock.ts', file, 'push', '2026-11-22T09:30:00');
    expect(await second.nextLine()).toBe('held');
    expect((await refusalOf(file)).message).toContain(`process ${second.child.pid}, push, since 09:30`);
  });

  it('is free again when the work is done, or has failed', async () => {
    const file = someFile();
    await expect(withLock(file, me, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const inside = await withLock(file, me, async () => (await refusalOf(file)).message);
    expect(inside).toBe('another ga-leads run (process 1, run, since 10:00) holds the lock');
    expect(await withLock(file, me, () => 'again')).toBe('again');
  });

  it('does not keep anybody from the history, and other histories are free', async () => {
    const history = someHistory();
    await withLock(history.file, me, async () => {
      history.decisions.decide('own', { key: 'k', name: 'K', kind: 'accept', by: 'me' });
      expect(await withLock(someFile(), me, () => 'free')).toBe('free');
    });
    expect(history.decisions.list('own')).toHaveLength(1);
  });

  it('that is damaged says that it may be deleted', async () => {
    const file = someFile();
    writeFileSync(`${file}.lock`, 'no lock at all '.repeat(200));
    const { exitCode, next } = await refusalOf(file);
    expect([exitCode, next]).toEqual([2, expect.stringContaining('delete it')]);
    expect(readFileSync(`${file}.lock`, 'utf8')).toContain('no lock');
  });
});

/** The version of the only run, found in every part of it; undefined before there is one. */
async function versionIn(file: string): Promise<string | undefined> {
  const history = someHistory(file);
  expect(history.problems()).toEqual([]);
  const runs = history.runs.list('own');
  expect(runs.length).toBeLessThan(2);
  const [run] = runs;
  if (run === undefined) return undefined;
  const { version } = run.manifest;
  const sightings = history.sightings.of(run.id);
  expect(sightings).toHaveLength(120);
  expect(new Set(sightings.map(({ metrics }) => String(metrics.sessions)))).toEqual(new Set([version]));
  expect(new Set(sightings.map(({ matched }) => matched))).toEqual(new Set([`version ${version}`]));
  const rows = await all(history.readings.of(run.id)?.rows() ?? reading([]).rows());
  expect(rows.flat().map(({ name }) => name)).toEqual([`version ${version}`]);
  history.close();
  return version;
}

describe('a kill -9', () => {
  it('at any step of recording leaves the run before, whole; after it, the new one', async () => {
    const steps = ['before', 'first sighting', 'last sighting', 'evidence', 'reading', 'after'];
    const found = await Promise.all(
      steps.map(async (step) => {
        const file = someFile();
        const [, signal] = await start('record-loop.ts', file, step).ended;
        return [step, signal, await versionIn(file)];
      }),
    );
    expect(found).toEqual(steps.map((step) => [step, 'SIGKILL', step === 'after' ? '2' : '1']));
  });

  it('at any moment leaves the old state or the new one, and recording goes on', async () => {
    const file = someFile();
    let last = 0;
    for (const [lines, milliseconds] of [
      [1, 0],
      [2, 3],
      [4, 7],
      [3, 11],
      [1, 16],
    ] as const) {
      const { child, nextLine, ended } = start('record-loop.ts', file);
      for (let line = 0; line < lines; line++) last = Number(await nextLine());
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child.kill('SIGKILL');
      await ended;
      expect(Number(await versionIn(file))).toBeGreaterThanOrEqual(last);
    }
  });
});
