import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/schema.ts';
import type { Edge } from '../../src/edge.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type Operation } from '../../src/sink/crm.ts';
import { sheets } from '../../src/sink/sheets.ts';
import { fakeEdge } from '../edge.ts';
import { type SheetsOptions, type SheetsStandIn, startSheets } from '../stand-ins/crm/sheets.ts';
import { sinkContract } from './contract.ts';

type Own = Settings['sinks']['sheets'];

const standIns: SheetsStandIn[] = [];
afterEach(async () => {
  for (const { close } of standIns.splice(0)) await close();
});

async function spreadsheet(options?: SheetsOptions) {
  const standIn = await startSheets(options);
  standIns.push(standIn);
  return standIn;
}

const ownOf = ({ url }: { url: string }): Own => ({
  enabled: true,
  baseUrl: url,
  spreadsheet: 'sheet-1',
  tab: 'ga-leads',
  fields: {},
});

function open(standIn: { url: string }, more: Partial<Own> = {}, edge: Partial<Edge> = {}) {
  const settings: Own = { ...ownOf(standIn), ...more };
  return sheets.open({
    settings,
    fields: sheets.defaults(settings),
    outside: fakeEdge({ fetch: globalThis.fetch, ...edge }).edge,
  });
}

const create = (key: string, values: Operation['values'] = {}): Operation => ({
  kind: 'create',
  key,
  values: { Key: key, ...values },
});
const update = (key: string, values: Operation['values'], remoteId = key): Operation => ({
  kind: 'update',
  key,
  remoteId,
  values,
});

sinkContract({
  name: 'sheets',
  module: path.join(import.meta.dirname, '../../src/sink/sheets.ts'),
  exported: 'sheets',
  async start() {
    const standIn = await startSheets();
    await (await open(standIn)).setup(false);
    standIn.requests.length = 0;
    return standIn;
  },
  settings: ownOf,
  env: {},
  without: {
    'one of three fails: two are delivered':
      'a write is all or nothing, and no lead holds what Sheets refuses',
  },
});

describe('the tab', () => {
  it('is made, marked, named in row 1 and frozen, all in the request that writes the first leads', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    expect(await sink.write([create('d:acme.com', { Organisation: 'Acme', Score: 87 })])).toEqual([
      { key: 'd:acme.com', outcome: 'created', remoteId: 'd:acme.com' },
    ]);
    expect(standIn.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const tab = standIn.sheets().find(({ title }) => title === 'ga-leads');
    expect(tab?.frozenRowCount).toBe(1);
    expect(tab?.metadata).toEqual([{ metadataKey: 'ga-leads', metadataValue: 'leads' }]);
    expect(tab?.rows[0]?.cells.slice(0, 4)).toEqual(
      ['Key', 'Organisation', 'Domain', 'Country'].map((stringValue) => ({ stringValue })),
    );
    expect(standIn.companies()).toMatchObject([
      { values: { Key: 'd:acme.com', Organisation: 'Acme', Score: 87 } },
    ]);
  });

  it('is made by setup, which first only says so', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    expect((await sink.setup(true)).every(({ state }) => state === 'missing')).toBe(true);
    expect(standIn.sheets()).toHaveLength(1);
    expect((await sink.setup(false)).every(({ state }) => state === 'made')).toBe(true);
    const posts = standIn.requests.length;
    expect((await sink.setup(false)).every(({ state }) => state === 'there')).toBe(true);
    expect(standIn.requests.slice(posts).every(({ method }) => method === 'GET')).toBe(true);
  });

  it('is refused where it holds what ga-leads did not write', async () => {
    const standIn = await spreadsheet();
    standIn.addTab('ga-leads', [[{ stringValue: 'My own list' }]]);
    const sink = await open(standIn);
    const before = JSON.stringify(standIn.sheets());
    for (const ask of [
      () => sink.read?.([]),
      () => sink.write([create('d:a.com')]),
      () => sink.setup(false),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        exitCode: 4,
        message: expect.stringContaining('"ga-leads" holds something that ga-leads did not write'),
      });
    }
    expect((await sink.check()).problems).toMatchObject([
      { next: expect.stringContaining('sinks.sheets.tab') },
    ]);
    expect(JSON.stringify(standIn.sheets())).toBe(before);
  });

  it('is taken where a person made it and it is empty', async () => {
    const standIn = await spreadsheet();
    standIn.addTab('ga-leads');
    await (await open(standIn)).write([create('d:a.com')]);
    expect(standIn.sheets()[1]).toMatchObject({ frozenRowCount: 1, metadata: [{ metadataKey: 'ga-leads' }] });
  });

  it('is found again after a person renamed it and moved its columns', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn, { tab: "sales' leads" });
    await sink.write([create('d:a.com', { Organisation: 'A', Score: 1 })]);
    standIn.change("sales' leads", (tab) => {
      tab.title = 'Renamed';
      for (const { cells } of tab.rows) cells.unshift(undefined, cells.pop());
    });
    const found = await sink.read?.([{ key: 'd:a.com' }]);
    expect(found?.get('d:a.com')).toMatchObject([{ values: { Organisation: 'A', Score: 1 } }]);
    expect(standIn.sheets()).toHaveLength(2);
  });

  it('gets a column for a field that is new; those of people are not touched', async () => {
    const standIn = await spreadsheet();
    await (await open(standIn)).write([create('d:a.com', { Organisation: 'A' }), create('d:b.com')]);
    standIn.change('ga-leads', ({ rows }) => {
      const end = rows[0]?.cells.length ?? 0;
      for (const [at, { cells }] of rows.entries()) cells[end] = { stringValue: `note ${at}` };
    });
    const settings = ownOf(standIn);
    const sink = await sheets.open({
      settings,
      fields: [...sheets.defaults(settings), { to: 'Wer', from: 'owner', mode: 'owned' }],
      outside: fakeEdge({ fetch: globalThis.fetch }).edge,
    });
    await sink.write([update('d:b.com', { Wer: 'Ada' })]);
    expect(standIn.companies()).toMatchObject([
      { values: { Key: 'd:a.com', 'note 0': 'note 1' } },
      { values: { Key: 'd:b.com', 'note 0': 'note 2', Wer: 'Ada' } },
    ]);
  });

  it('without the column of the key is refused: nothing would be known again', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.write([create('d:a.com')]);
    standIn.change('ga-leads', ({ rows }) => {
      if (rows[0]) rows[0].cells[0] = { stringValue: 'ID' };
    });
    await expect(sink.write([create('d:a.com')])).rejects.toThrow('no column "Key" in row 1 any more');
  });
});

describe('a row', () => {
  it.each([
    '=HYPERLINK("http://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    "'quoted",
    '2026-11-03',
    '007',
    'TRUE',
  ])('holds %s as a text, never as what it looks like', async (text) => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.write([create('d:a.com', { Organisation: text })]);
    expect(standIn.companies()[0]?.values.Organisation).toBe(text);
    const body = standIn.requests.at(-1)?.body ?? '';
    expect(body).not.toContain('formulaValue');
    expect(body).toContain(JSON.stringify({ stringValue: text }));
  });

  it('gives back what is in it: numbers, days that a person typed, line ends', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.write([create('d:a.com', { Score: 87, 'Last seen': '2026-11-15', 'Top pages': '/a\n/ü' })]);
    const id = standIn.companies()[0]?.id ?? '';
    standIn.edit(id, 'First seen', 46_330);
    standIn.edit(id, 'Organisation', 1871);
    standIn.edit(id, 'Country', '');
    const found = await sink.read?.([{ key: 'd:a.com', remoteId: 'd:a.com' }, { key: 'd:none.com' }]);
    expect(found?.get('d:none.com')).toEqual([]);
    expect(found?.get('d:a.com')).toEqual([
      {
        remoteId: 'd:a.com',
        by: 'id',
        key: 'd:a.com',
        values: {
          Key: 'd:a.com',
          Score: 87,
          'Last seen': '2026-11-15',
          'Top pages': '/a\n/ü',
          'First seen': '2026-11-04',
          Organisation: '1871',
        },
      },
    ]);
  });

  it('of a person is found by its exact domain, and has the key from then on', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.setup(false);
    standIn.add({ name: 'Acme Ltd', domain: 'Acme.com' });
    const found = await sink.read?.([{ key: 'd:acme.com', domain: 'acme.com' }]);
    const [row] = found?.get('d:acme.com') ?? [];
    expect(row).toMatchObject({ by: 'domain', remoteId: 'acme.com (row 2)' });
    expect(row).not.toHaveProperty('key');
    const outcomes = await sink.write([update('d:acme.com', { Score: 5 }, row?.remoteId)]);
    expect(outcomes).toEqual([{ key: 'd:acme.com', outcome: 'updated', remoteId: 'd:acme.com' }]);
    expect(standIn.companies()).toMatchObject([
      { values: { Key: 'd:acme.com', Organisation: 'Acme Ltd', Domain: 'Acme.com', Score: 5 } },
    ]);
  });

  it('that a person copied is found twice', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.write([create('d:a.com')]);
    standIn.change('ga-leads', ({ rows }) => {
      rows.push({ id: 'copy', cells: [...(rows[1]?.cells ?? [])] });
    });
    const found = await sink.read?.([{ key: 'd:a.com', remoteId: 'd:a.com' }]);
    expect(found?.get('d:a.com')?.map(({ remoteId }) => remoteId)).toEqual([
      'd:a.com (row 2)',
      'd:a.com (row 3)',
    ]);
  });

  it('is written where it is now, after people sorted and removed rows; what is gone fails, to be looked at again', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.write(['a', 'b', 'c', 'd'].map((name) => create(`d:${name}.com`, { Organisation: name })));
    await sink.read?.([]);
    standIn.change('ga-leads', ({ rows }) => {
      rows.splice(1, 3, ...[rows[3], rows[1]].filter((row) => row !== undefined));
    });
    const outcomes = await sink.write([
      update('d:a.com', { Score: 1 }),
      update('d:b.com', { Score: 2 }),
      update('d:c.com', { Score: 3 }),
      create('d:d.com'),
      create('d:e.com'),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'updated',
      'failed',
      'updated',
      'failed',
      'created',
    ]);
    expect(outcomes[1]).toMatchObject({ again: true });
    const rows = standIn.companies().map(({ values }) => [values.Key, values.Organisation, values.Score]);
    expect(rows).toEqual([
      ['d:c.com', 'c', 3],
      ['d:a.com', 'a', 1],
      ['d:d.com', 'd', undefined],
      ['d:e.com', undefined, undefined],
    ]);
  });

  it('has a link; before the tab was read it is the link of the spreadsheet', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    expect(sink.link('d:a.com')).toBe('https://docs.google.com/spreadsheets/d/sheet-1/edit');
    await sink.write([create('d:a.com')]);
    await sink.read?.([]);
    expect(sink.link('d:a.com')).toMatch(/\/edit#gid=\d+&range=2:2$/);
  });
});

describe('a write', () => {
  it('takes 2,500 leads in one request beyond the grid, and all or none of them', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    const many = Array.from({ length: 2_500 }, (_, at) => create(`d:c${at}.com`, { Score: at }));
    standIn.faults.push({ on: 'write', act: 'drop' });
    await expect(sink.write(many)).rejects.toMatchObject({ name: 'HttpFault', arrived: 'unknown' });
    expect(standIn.companies()).toEqual([]);
    await sink.write(many);
    expect(standIn.companies()).toHaveLength(2_500);
    expect(standIn.requests.filter(({ purpose }) => purpose === 'write')).toHaveLength(2);
  });

  it('is not repeated by itself where nobody knows whether it arrived', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    await sink.setup(false);
    standIn.faults.push({ on: 'write', act: 'lose' }, { on: 'write', act: { refuse: { status: 503 } } });
    for (const key of ['d:a.com', 'd:b.com']) {
      await expect(sink.write([create(key)])).rejects.toMatchObject({ arrived: 'unknown', again: true });
    }
    expect(standIn.companies()).toHaveLength(1);
    expect(standIn.requests.filter(({ purpose }) => purpose === 'write')).toHaveLength(2);
  });

  it('that is too long for a request is for the engine to cut', async () => {
    const standIn = await spreadsheet();
    const sink = await open(standIn);
    const long = 'x'.repeat(2_000);
    const many = Array.from({ length: 3_000 }, (_, at) =>
      create(`d:c${at}.com`, { 'Top pages': long, 'Why it is a lead': long }),
    );
    await expect(sink.write(many)).rejects.toThrow(BatchRefused);
    expect(standIn.sheets()).toHaveLength(1);
  });

  it('waits for the quota of the minute, and says so where it stays spent', async () => {
    let time = Date.parse('2026-11-22T08:00:00Z');
    const now = () => new Date(time);
    const standIn = await spreadsheet({ quota: { requests: 3, now } });
    const edge = {
      now,
      sleep: async (milliseconds: number) => {
        time += milliseconds;
      },
    };
    const sink = await open(standIn, {}, edge);
    await sink.write([create('d:a.com')]);
    await sink.write([create('d:b.com')]);
    expect(standIn.companies()).toHaveLength(2);
    standIn.faults.push({ on: 'other', times: 4, act: { refuse: { status: 429 } } });
    const waiting = sink.write([create('d:c.com')]);
    await expect(waiting).rejects.toThrow('the quota of requests a minute is spent (429)');
    await expect(waiting).rejects.toBeInstanceOf(HttpFault);
  });
});

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A service account's key, and a world in which Google's token server answers as told. */
function serviceAccount(standIn: { url: string }, answer: () => Response) {
  const folder = fakeEdge().edge.cwd;
  const keyFile = path.join(folder, 'key.json');
  const email = 'robot@project.iam.gserviceaccount.com';
  writeFileSync(
    keyFile,
    JSON.stringify({
      type: 'service_account',
      client_email: email,
      private_key: privateKey,
      project_id: 'p',
    }),
  );
  const asked: string[] = [];
  const fetch: Edge['fetch'] = async (address, init) => {
    const url = new URL(String(address));
    asked.push(url.host);
    if (url.host === 'oauth2.googleapis.com') return answer();
    if (url.host !== 'sheets.googleapis.com') throw new Error(`no network in tests: ${url.host}`);
    return globalThis.fetch(`${standIn.url}${url.pathname}${url.search}`, init);
  };
  return { keyFile, email, asked, edge: { fetch } };
}

const google = { url: 'https://sheets.googleapis.com' };
const token = () => Response.json({ access_token: 'ya29.t0ken', expires_in: 3600, token_type: 'Bearer' });

describe('signing in', () => {
  it('is by the key of a service account; its requests too go through the edge', async () => {
    const standIn = await spreadsheet({ token: 'ya29.t0ken' });
    const { keyFile, email, asked, edge } = serviceAccount(standIn, token);
    const sink = await open(google, { keyFile }, edge);
    await sink.write([create('d:a.com')]);
    expect(standIn.companies()).toHaveLength(1);
    expect(asked[0]).toBe('oauth2.googleapis.com');
    expect((await sink.check()).facts).toContainEqual(['signed in', email]);
  });

  it('takes the key file that the environment names', async () => {
    const standIn = await spreadsheet({ token: 'ya29.t0ken' });
    const { keyFile, edge } = serviceAccount(standIn, token);
    const sink = await open(google, {}, { ...edge, env: { GOOGLE_APPLICATION_CREDENTIALS: keyFile } });
    expect((await sink.check()).problems).toEqual([]);
  });

  it('that Google refuses stops the push', async () => {
    const refuse = () =>
      Response.json({ error: 'invalid_grant', error_description: 'account not found' }, { status: 400 });
    const { keyFile, edge } = serviceAccount(await spreadsheet(), refuse);
    const opening = open(google, { keyFile }, edge);
    await expect(opening).rejects.toThrow('the sign-in was refused (400, invalid_grant account not found)');
    await expect(opening).rejects.toMatchObject({ exitCode: 4 });
  });

  it('by a file that is not there is refused with the ways in', async () => {
    await expect(open(google, { keyFile: '/nowhere/key.json' })).rejects.toMatchObject({
      exitCode: 2,
      message: 'sheets: cannot sign in to Google with /nowhere/key.json (ENOENT)',
    });
  });

  it.each([
    ['reader', 'is not shared with robot@project.iam.gserviceaccount.com as an editor (403)'],
    ['none', 'is not shared with robot@project.iam.gserviceaccount.com as an editor (403)'],
  ] as const)('as %s names the address that the spreadsheet has to be shared with', async (role, message) => {
    const standIn = await spreadsheet({ role });
    const { keyFile, edge } = serviceAccount(standIn, token);
    const sink = await open(google, { keyFile }, edge);
    await expect(sink.write([create('d:a.com')])).rejects.toThrow(message);
  });

  it('with a token that is not taken stops; the token is not told', async () => {
    const standIn = await spreadsheet({ token: 'another' });
    const { keyFile, edge } = serviceAccount(standIn, token);
    const sink = await open(google, { keyFile }, edge);
    standIn.faults.push({
      on: 'other',
      times: 4,
      act: { refuse: { status: 500, body: 'Bearer ya29.t0ken' } },
    });
    await expect(sink.write([create('d:a.com')])).rejects.toThrow('answered 500 (Bearer ***)');
    const writing = sink.write([create('d:a.com')]);
    await expect(writing).rejects.toThrow('the sign-in was refused (401');
    await expect(writing).rejects.not.toThrow('ya29');
  });
});

it('names a spreadsheet that is not there, and how to find its id', async () => {
  const standIn = await spreadsheet();
  const sink = await open(standIn, { spreadsheet: 'typo' });
  await expect(sink.read?.([])).rejects.toMatchObject({
    exitCode: 4,
    message: 'sheets: there is no spreadsheet typo (404).',
    next: expect.stringContaining('between /d/ and /edit'),
  });
});

it('needs a spreadsheet and a column for the key', async () => {
  const settings: Own = { enabled: true, baseUrl: 'http://localhost:1', tab: 'x', fields: {} };
  const outside = fakeEdge().edge;
  await expect(sheets.open({ settings, fields: sheets.defaults(settings), outside })).rejects.toThrow(
    'no spreadsheet',
  );
  const fields = sheets.defaults(settings).slice(1);
  await expect(sheets.open({ settings: { ...settings, spreadsheet: 's' }, fields, outside })).rejects.toThrow(
    'no column holds the key',
  );
});
