import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoopbackProxy, type Strike, startProxy } from './proxy.ts';
import { hasTryton, password, startTryton, type Tryton } from './trytond.ts';

const main = path.join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const limit = 300;
const create = 'model.party.party.create';
const write = 'model.party.party.write';
const read = 'model.party.party.search_read';

interface Party {
  id: number;
  name: string;
  code: string;
  'contact_mechanisms.': { id: number; type: string; name: string | null; value: string }[];
}

const isHere = hasTryton();
const missing = 'Tryton is missing (Debian: tryton-server, tryton-modules-party)';

describe.skipIf(!isHere)(`a real CRM${isHere ? '' : `: ${missing}`}`, () => {
  let tryton: Tryton;
  let proxy: LoopbackProxy;
  let cwd: string;
  beforeAll(async () => {
    tryton = await startTryton();
    proxy = await startProxy(tryton.url);
    cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-tryton-'));
    writeFileSync(
      path.join(cwd, 'ga-leads.yaml'),
      `sinks:\n  tryton:\n    enabled: true\n    baseUrl: ${proxy.url}\n    database: ${tryton.database}\n`,
    );
  }, 120_000);
  afterAll(async () => {
    await proxy?.close();
    await tryton?.stop();
  });

  /** The real command line, killed where a strike is given. */
  async function gaLeads(argv: string[], strike?: Strike) {
    const child = spawn(process.execPath, [main, ...argv], {
      cwd,
      env: { ...process.env, TRYTON_PASSWORD: password },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (piece) => said.push(piece));
    if (strike) proxy.strike(strike, () => child.kill('SIGKILL'));
    const [code, signal] = await once(child, 'close');
    return { code, signal, stderr: Buffer.concat(said).toString() };
  }

  const push = (strike?: Strike) => gaLeads(['push', 'tryton', '--write', '--limit', String(limit)], strike);

  /** A week of the sample as the latest run; the keys of its first leads. */
  async function run(week: string): Promise<string[]> {
    expect(await gaLeads(['run', '--week', week])).toMatchObject({ code: 0 });
    const csv = readFileSync(path.join(cwd, 'out', 'leads.csv'), 'utf8').replace(/^\ufeff/, '');
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    return data.slice(0, limit).map(({ key = '' }) => key);
  }

  const parties = () =>
    tryton.party<Party[]>('search_read', [], 0, null, null, [
      'name',
      'code',
      ...['type', 'name', 'value'].map((field) => `contact_mechanisms.${field}`),
    ]);
  const field = (party: Party | undefined, name: string) =>
    party?.['contact_mechanisms.']
      .filter((one) => one.name === name || one.type === name)
      .map(({ value }) => value);

  it('holds each lead once after five kills, and what people changed', { timeout: 300_000 }, async () => {
    const first = await run('2026-W45');
    const kills: Strike[] = [
      { method: read, nth: 1, moment: 'done' },
      { method: create, nth: 2, moment: 'during' },
      { method: create, nth: 3, moment: 'done' },
    ];
    for (const kill of kills) expect(await push(kill)).toMatchObject({ signal: 'SIGKILL' });
    const { code, stderr } = await push();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/tryton: 300 leads: .*created/)]);
    expect((await parties()).map((party) => party.code).toSorted()).toEqual(first.toSorted());

    // A person renames one, and corrects a score of another.
    const [renamed, rescored] = await parties();
    await tryton.party('write', [renamed?.id], { name: 'As people call it' });
    const score = rescored?.['contact_mechanisms.'].find(({ name }) => name === 'GA Leads score');
    await tryton.party('write', [rescored?.id], {
      contact_mechanisms: [['write', [score?.id], { value: '1000' }]],
    });

    const second = await run('2026-W46');
    for (const kill of [
      { method: write, nth: 2, moment: 'done' },
      { method: write, nth: 2, moment: 'answered' },
    ] as const) {
      expect(await push(kill)).toMatchObject({ signal: 'SIGKILL' });
    }
    expect(await push()).toMatchObject({ code: 0 });

    const all = await parties();
    expect(all.map((party) => party.code).toSorted()).toEqual([...new Set([...first, ...second])].toSorted());
    // Not one field is there twice.
    for (const name of ['website', 'GA Leads key', 'GA Leads score', 'GA Leads evidence']) {
      expect(all.filter((party) => (field(party, name)?.length ?? 0) > 1)).toEqual([]);
    }
    expect(all.filter((party) => field(party, 'GA Leads key')?.[0] !== party.code)).toEqual([]);
    const find = (party: Party | undefined) => all.find(({ id }) => id === party?.id);
    expect(find(renamed)?.name).toBe('As people call it');
    expect(field(find(rescored), 'GA Leads score')).toEqual(['1000']);
    const updated = second.filter((key) => first.includes(key)).length;
    expect(updated).toBeGreaterThan(100);

    const before = proxy.passed();
    expect(await push()).toMatchObject({ code: 0, stderr: expect.stringContaining('no request') });
    expect(proxy.passed()).toBe(before);
  });
});
