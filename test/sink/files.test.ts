import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Manifest, RunResult } from '../../src/run-types.ts';
import { textCell } from '../../src/sink/cell.ts';
import { excludedColumns, leadColumns } from '../../src/sink/columns.ts';
import { excludedCsv, leadsCsv } from '../../src/sink/csv.ts';
import { prepareFolder, writeRun } from '../../src/sink/folder.ts';
import { leadsJson } from '../../src/sink/json.ts';
import type { Lead } from '../../src/types.ts';
import { lead, organisation } from '../make.ts';

const manifest: Manifest = {
  tool: 'ga-leads',
  version: '0',
  source: { kind: 'sample', label: 's', query: {} },
  hashes: { rules: '', settings: '' },
  quality: [],
  requests: 0,
  counts: {
    rows: 1,
    names: 1,
    organisations: 1,
    excluded: {},
    notForUs: 0,
    dismissed: 0,
    belowMinimum: 0,
    onlyExcludedPages: 0,
    leads: 1,
    sightings: {},
    sessions: { total: 1, byType: {} },
  },
};
const result = (leads: Lead[]): RunResult => ({ leads, excluded: [], left: [], manifest });
const parse = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true })
    .data;
const never = new AbortController().signal;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ga-leads-out-'));
});

const hostile = [
  '=HYPERLINK("http://evil.example","x")',
  '+1',
  '-1+2',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  'a"b',
  'a,b;c',
  'a\nb',
  'Łódź Ångström',
  '中国 Ünïcode',
  '\u202eevil',
  '\u001b[31mred',
  'x\u0000y',
];

describe('leads.csv', () => {
  it('has the columns of the design, in order', () => {
    expect(Object.keys(leadColumns).join(', ')).toBe(
      'rank, organisation, domain, type, score, confidence, status, sessions, previous_sessions, engaged_sessions, page_views, engagement_seconds, key_events, users, new_users, days, first_seen, last_seen, channels, countries, top_pages, reasons, spellings, key, weeks_seen',
    );
    expect(Object.keys(excludedColumns).join(', ')).toBe(
      'organisation, type, rule, matched, why, sessions, engaged_sessions, page_views, key',
    );
  });

  it('reads back as it was, save for what is hostile', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const [read] = parse([...leadsCsv([lead(name)])].join(''));
        expect(read?.organisation).toBe(textCell(name));
      }),
    );
  });

  it('is byte for byte what a CSV library writes of the same cells, however many lines there are', () => {
    const cells = Object.values(leadColumns);
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[",; a'-]{1,6}$/));
    fc.assert(
      fc.property(fc.array(name, { size: '+1' }), (names) => {
        const leads = names.map((one) => lead(one));
        const lines = leads.map((one) => cells.map((cell) => cell(one)));
        expect([...leadsCsv(leads)].join('')).toBe(
          `${Papa.unparse([Object.keys(leadColumns), ...lines])}\r\n`,
        );
      }),
    );
    const many = Array.from({ length: 1_001 }, (_, n) => lead(`name ${n}`));
    expect(parse([...leadsCsv(many)].join('')).map(({ organisation }) => organisation)).toEqual(
      many.map(({ organisation }) => organisation.name),
    );
  });

  it('has no cell that a spreadsheet would run, and no control character', () => {
    const everywhere = hostile.map((text) =>
      lead(text, {
        organisation: organisation(text, { sessions: 1 }, { spellings: [text, text], domain: text }),
        evidence: { page: [{ value: text, metrics: {} }], channel: [{ value: text, metrics: {} }] },
        reasons: [{ signal: 'x', points: 1, text }],
      }),
    );
    for (const line of parse([...leadsCsv(everywhere)].join(''))) {
      for (const cell of Object.values(line)) {
        expect(cell).not.toMatch(/^[=+@\t\r＝＋－＠]|^-(?!\d+$)/);
        expect(cell).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    }
  });

  it('leaves an unknown metric empty and writes a known 0', () => {
    const [read] = parse(
      [...leadsCsv([lead('A', { organisation: organisation('A', { sessions: 3, keyEvents: 0 }) })])].join(''),
    );
    expect([read?.sessions, read?.key_events, read?.users, read?.days]).toEqual(['3', '0', '', '']);
  });
});

describe('excluded.csv', () => {
  it('says where no rule but the name model decided', () => {
    const verdict = { type: 'isp' as const, kept: false, confidence: 0.8, opinion: { network: 0.8 } };
    const [read] = parse([...excludedCsv([{ organisation: organisation('Kvarn'), verdict }])].join(''));
    expect([read?.rule, read?.why]).toEqual([
      'name-model',
      'No rule speaks; by its letters a network with probability 0.80.',
    ]);
  });
});

describe('--format json', () => {
  it('is one JSON document, also with no leads', () => {
    for (const leads of [[], [lead('A')], hostile.map((name) => lead(name))]) {
      const parsed = JSON.parse([...leadsJson(manifest, leads)].join(''));
      expect(parsed.leads).toHaveLength(leads.length);
      expect(parsed.manifest.tool).toBe('ga-leads');
    }
  });
});

describe('the out folder', () => {
  it('gets three whole files and nothing else, the CSVs with a byte-order mark for Excel', async () => {
    await writeRun(result([lead('Österreichische Post AG')]), folder, never);
    expect((await readdir(folder)).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
    expect((await readFile(path.join(folder, 'leads.csv'))).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
    expect(JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')).tool).toBe('ga-leads');
  });

  it('keeps the earlier files when a piece fails, and no half file stays', async () => {
    await writeRun(result([lead('Before')]), folder, never);
    const bad = Object.defineProperty(lead('After'), 'reasons', {
      get: () => {
        throw new Error('disk gone');
      },
    });
    await expect(writeRun(result([bad]), folder, never)).rejects.toThrow('disk gone');
    expect((await readdir(folder)).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
    expect(await readFile(path.join(folder, 'leads.csv'), 'utf8')).toContain('Before');
  });

  it('stops at Ctrl-C with the earlier files in place', async () => {
    await writeRun(result([lead('Before')]), folder, never);
    await expect(writeRun(result([lead('After')]), folder, AbortSignal.abort())).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
    expect(await readFile(path.join(folder, 'leads.csv'), 'utf8')).toContain('Before');
  });

  it.each([
    [
      'a file is in the way',
      async () => {
        await writeFile(path.join(folder, 'f'), '');
        return path.join(folder, 'f');
      },
    ],
    [
      'a part of the path is a file',
      async () => {
        await writeFile(path.join(folder, 'f'), '');
        return path.join(folder, 'f', 'out');
      },
    ],
  ])('that cannot be used is refused before anything is read: %s', async (_, place) => {
    await expect(prepareFolder(await place())).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('out: '),
    });
  });

  it('that holds a folder named leads.csv is refused with exit 2', async () => {
    await mkdir(path.join(folder, 'leads.csv'));
    await expect(writeRun(result([lead('A')]), folder, never)).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(folder)).toEqual(['leads.csv']);
  });

  it('on a full disk says so', async ({ skip, onTestFinished }) => {
    const full = await fullDisk();
    if (!full) skip('no small file system can be mounted here');
    onTestFinished(() => void execFileSync('umount', [full ?? '']));
    const many = Array.from({ length: 3000 }, (_, n) => lead(`Organisation ${n} with a rather long name`));
    await expect(writeRun(result(many), full ?? '', never)).rejects.toMatchObject({
      message: expect.stringContaining('the disk is full'),
    });
    expect(await readdir(full ?? '')).toEqual([]);
  });
});

async function fullDisk(): Promise<string | undefined> {
  const place = path.join(folder, 'disk');
  await mkdir(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    return undefined;
  }
}

describe('LibreOffice', () => {
  it('opens leads.csv with every name as text', { timeout: 90_000 }, async ({ skip }) => {
    const office = ['soffice', 'libreoffice'].find((name) => {
      try {
        execFileSync('which', [name], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    });
    if (!office) skip('LibreOffice is missing (Debian: libreoffice-calc)');
    await writeRun(result(hostile.map((name) => lead(name))), folder, never);
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    const args = [
      profile,
      '--headless',
      // What the import dialog proposes when a person opens the file.
      '--infilter=Text - txt - csv (StarCalc):44,34,76,1',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1',
      '--outdir',
      path.join(folder, 'read'),
      path.join(folder, 'leads.csv'),
    ];
    await promisify(execFile)(office ?? '', args);
    const read = parse(await readFile(path.join(folder, 'read', 'leads.csv'), 'utf8'));
    expect(read.map(({ organisation: name }) => name)).toEqual(hostile.map((name) => textCell(name)));
  });
});
