import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../src/config/schema.ts';
import { UserError } from '../../src/errors.ts';
import type { QualityFlag, Reading } from '../../src/run-types.ts';
import { fileSource } from '../../src/source/file.ts';
import type { Detail, Row } from '../../src/types.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ga-leads-test-'));
afterAll(() => rm(folder, { recursive: true }));

interface Options {
  column?: Record<string, string>;
  stdin?: Readable;
  signal?: AbortSignal;
  progress?: (message: string, done: number) => void;
}

function source(input: string, { column = {}, stdin, signal, progress }: Options = {}) {
  const settings = settingsSchema.parse({ source: 'file', input, column });
  const edge = {
    pid: 1,
    program: ['node', 'ga-leads'],
    env: {},
    cwd: folder,
    now: () => new Date(0),
    sleep: async () => undefined,
    fetch,
    stdin: stdin ?? Readable.from([]),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: signal ?? new AbortController().signal,
  };
  return fileSource({ settings, edge, progress: progress ?? (() => undefined) });
}

let files = 0;
function write(content: string | Uint8Array): string {
  const file = path.join(folder, `report-${files++}.csv`);
  writeFileSync(file, content);
  return file;
}

interface Read {
  reading: Reading;
  rows: Row[];
  flags: QualityFlag[];
  flag(name: string): QualityFlag | undefined;
}

async function readFrom(input: string, options?: Options): Promise<Read> {
  const reading = await (await source(input, options)).open();
  const rows = (await collect(reading.rows())).flat();
  const { flags } = reading.outcome();
  return { reading, rows, flags, flag: (name) => flags.find(({ flag }) => flag === name) };
}

const read = (content: string | Uint8Array, options?: Options) => readFrom(write(content), options);
async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

const names = (rows: readonly Row[]) => rows.map(({ name }) => name);

async function failure(input: string, options?: Options): Promise<UserError> {
  const error = await readFrom(input, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).exitCode).toBe(2);
  expect((error as UserError).next).toBeTruthy();
  return error as UserError;
}

const cases = path.join(import.meta.dirname, '..', 'cases');

describe('exported reports', () => {
  it.each(readdirSync(cases).filter((name) => name.startsWith('file-')))('%s', async (name) => {
    const expected = JSON.parse(readFileSync(path.join(cases, name, 'expected.json'), 'utf8'));
    const input = readdirSync(path.join(cases, name)).find((file) => file.startsWith('input.')) ?? '';
    const { reading, rows } = await readFrom(path.join(cases, name, input));
    const details: Detail[] = await collect(reading.details([...new Set(names(rows))]));
    expect({
      label: reading.label,
      ...(reading.days && { days: reading.days }),
      columns: reading.query.columns,
      rows,
      details,
      flags: reading.outcome().flags.map(({ flag, message }) => `${flag}: ${message}`),
    }).toEqual(expected);
  });
});

describe('recognition', () => {
  it('goes by the content, never by the file name', async () => {
    const file = path.join(folder, 'export.xlsx');
    writeFileSync(file, '{"name":"Siemens AG","sessions":3}\n');
    const { reading } = await readFrom(file);
    expect(reading.label).toBe('export.xlsx (JSON lines)');
    expect(reading.query).toEqual({
      input: 'export.xlsx',
      format: 'JSON lines',
      columns: { name: 'name', sessions: 'sessions' },
    });
  });

  it.each([
    ['comma', 'Company,Sessions\nA;B,3\n', 'A;B'],
    ['semicolon', 'Company;Sessions\nA,B;3\n', 'A,B'],
    ['tab', 'Company\tSessions\nA,B\t3\n', 'A,B'],
    ['bar', 'Company|Sessions\nA,B|3\n', 'A,B'],
    ['old Mac line ends', 'Company,Sessions\rAB,3\rC,4\r', 'AB'],
    ['CRLF', 'Company,Sessions\r\nAB,3\r\n', 'AB'],
    ['no line end at the end', 'Company,Sessions\nAB,3', 'AB'],
  ])('finds the dialect: %s', async (_, content, name) => {
    const { rows, flags } = await read(content);
    expect(rows[0]).toEqual({ name, window: 'current', metrics: { sessions: 3 } });
    expect(flags).toEqual([]);
  });

  it.each([
    ['utf-8', Buffer.from('\ufeffCompany,Sessions\nMüller 東京,3\n')],
    ['utf-16le', Buffer.from('\ufeffCompany,Sessions\nMüller 東京,3\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffCompany,Sessions\nMüller 東京,3\n', 'utf16le').swap16()],
  ])('reads %s with a byte order mark', async (_, bytes) => {
    expect(names((await read(bytes)).rows)).toEqual(['Müller 東京']);
  });

  it('takes bytes that are mostly no UTF-8 for what Excel writes, and tells of single ones', async () => {
    const latin = await read(Buffer.from('Firma,Sitzungen\nMüller,3\nGroß,1\n', 'latin1'));
    expect(names(latin.rows)).toEqual(['Müller', 'Groß']);
    expect(latin.flags).toEqual([]);
    const cut = Buffer.concat([
      Buffer.from('Company,Sessions\nMüller & Söhne,3\nGro'),
      Buffer.from([0xc3, 0x2c, 0x31]),
    ]);
    const utf8 = await read(cut);
    expect(names(utf8.rows)).toEqual(['Müller & Söhne', 'Gro\ufffd']);
    expect(utf8.flag('lost-letters')).toMatchObject({ serious: false });
  });

  it('takes a header that stands below titles, other tables and comments', async () => {
    const { rows, flag } = await read(
      'Traffic report\n\nNth day,Active users\n0000,5\n0001,6\n\n# x\nCompany,Sessions\nSiemens AG,3\n',
    );
    expect(names(rows)).toEqual(['Siemens AG']);
    expect(flag('skipped-rows')).toBeUndefined();
  });

  it.each([
    ['Service Provider,Network Domain,Sessions', 'isp', 'isp.example'],
    ['Network Domain,Service Provider,Sessions', 'isp.example', 'isp'],
  ])('takes the provider for the name, the domain for the domain: %s', async (header, a, b) => {
    const { rows } = await read(`${header}\n${a},${b},2\n`);
    expect(rows).toEqual([
      { name: 'isp', domain: 'isp.example', window: 'current', metrics: { sessions: 2 } },
    ]);
  });

  it('takes the company before the provider, and a domain that stands alone as the name', async () => {
    expect(names((await read('ISP,Company,Sessions\nisp,firm,2\n')).rows)).toEqual(['firm']);
    expect((await read('Network Domain,Sessions\nfirm.example,2\n')).rows).toEqual([
      { name: 'firm.example', window: 'current', metrics: { sessions: 2 } },
    ]);
  });

  it('tells the country of the network from the one of the visit', async () => {
    const { rows, reading } = await read('Company,Company country,Country,Sessions\nA,DE,France,2\n');
    expect(rows[0]?.country).toBe('DE');
    const details = await collect(reading.details(['A']));
    expect(details.map(({ about, value }) => [about, value])).toEqual([['country', 'France']]);
  });

  it('knows UA by its days and words, and a later file of the same form as an exploration', async () => {
    const form = (days: string, header: string) => `# X\n# ${days}\n\n${header}\nfirm,3\n`;
    const label = async (content: string) => (await read(content)).reading.label.replace(/^.* \(/, '(');
    expect(await label(form('20190101-20190107', 'Company,Sessions'))).toBe('(UA CSV)');
    expect(await label(form('20220101-20220107', 'Service Provider,Sessions'))).toBe('(UA CSV)');
    expect(await label(form('20220101-20220107', 'Company,Sessions'))).toBe('(GA4 exploration CSV)');
    expect(await label(form('20260101-20260107', 'Service Provider,Sessions'))).toBe('(GA4 exploration CSV)');
  });
});

describe('chosen columns', () => {
  it('are what the settings say, whatever else is recognised', async () => {
    const { rows, reading } = await read('Company,Kunde,Hits\nA,B,4\n', {
      column: { name: 'Kunde', sessions: 'hits' },
    });
    expect(rows).toEqual([{ name: 'B', window: 'current', metrics: { sessions: 4 } }]);
    expect(reading.query.columns).toEqual({ name: 'Kunde', sessions: 'Hits' });
  });

  it('must be there: the error names the headers and the nearest', async () => {
    const file = write('Kundenname,Hits\nB,4\n');
    const error = await failure(file, { column: { name: 'Kundename' } });
    expect(error.message).toContain('no column "Kundename"');
    expect(error.message).toContain('"Kundenname", "Hits"');
    expect(error.next).toContain('--column name="Kundenname"');
  });

  it('are asked for where no header is known to be the name', async () => {
    const error = await failure(write('Page,Sessions\n/,4\n'));
    expect(error.message).toContain('"Page", "Sessions"');
    expect(error.next).toContain('--column name=HEADER');
  });
});

describe('totals', () => {
  const ua = (rows: string) => `# X\n# 20190101-20190107\n\nService Provider,Sessions,Pageviews\n${rows}\n`;

  it('that the rows do not add up to are a serious flag with both figures', async () => {
    const { rows, flag } = await read(ua('a,10,20\nb,5,6\n,"1,234",26'));
    expect(names(rows)).toEqual(['a', 'b']);
    expect(flag('totals-differ')).toMatchObject({ serious: true });
    expect(flag('totals-differ')?.message).toContain('sessions: total 1,234, rows 15');
    expect(flag('totals-differ')?.message).not.toContain('pageViews');
  });

  it('may leave out (other), and are rounded', async () => {
    expect((await read(ua('a,10,20\n(other),5,6\n,10,20'))).flags).toEqual([]);
    const seconds = 'Company,Sessions,User engagement\na,1,1.4\nb,1,1.4\nTotal,2,3\n';
    expect((await read(seconds)).flags).toEqual([]);
  });

  it.each([
    ['first', 'Company,Sessions\nTotals,7\na,4\nb,3\n'],
    ['last', 'Company,Sessions\na,4\nb,3\nGrand total,7\n'],
    ['first, labelled at its end', 'Company,Sessions\n,7,Grand total\na,4\nb,3\n'],
    ['last, without a label', 'Company,Sessions\na,4\nb,3\n,7\n'],
    [
      'before a blank line and another table',
      `${ua('a,4,1\nb,3,1\n,7,2')}\nDay Index,Sessions\n1/1/19,7\n,7\n`,
    ],
  ])('stand %s', async (_, content) => {
    const { rows, flags } = await read(content);
    expect(names(rows)).toEqual(['a', 'b']);
    expect(flags).toEqual([]);
  });

  it('are not taken for a company called Total, nor for visits without a name', async () => {
    const total = await read('Company,Sessions\nTotal,4\na,4\nb,3\nTotal,2\nc,1\n');
    expect(total.rows.filter(({ name }) => name === 'Total').map(({ metrics }) => metrics.sessions)).toEqual([
      6,
    ]);
    const blank = await read('Company,Sessions\n,40\na,4\n,1\nb,3\n');
    expect(blank.rows).toContainEqual({ name: '', window: 'current', metrics: { sessions: 41 } });
    expect(blank.rows.reduce((sum, { metrics }) => sum + (metrics.sessions ?? 0), 0)).toBe(48);
    expect(blank.flags).toEqual([]);
  });

  it('prove that a file of 5,000 rows is whole; without one it may be cut off', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `firm ${index},1,1`).join('\n');
    expect((await read(ua(lines))).flag('cut-off')).toMatchObject({ serious: true });
    expect((await read(ua(`${lines}\n,"5,000","5,000"`))).flags).toEqual([]);
    expect((await read(ua(`${lines}\nlast,1,1`))).flags).toEqual([]);
  });
});

describe('figures', () => {
  const metrics = async (content: string) => (await read(content)).rows.map((row) => row.metrics);

  it('are whole where they count, whatever the decimal mark of the file', async () => {
    const [row] = await metrics('Company,Sessions,User engagement,Key events\na,2.546,1.5,1.5\n');
    expect(row).toEqual({ sessions: 2546, engagementSeconds: 1.5, keyEvents: 1.5 });
  });

  it('in doubt are read as the other columns prove, else as the language writes', async () => {
    const spanish = (rate: string) =>
      `Empresa;Sesiones;Porcentaje de rebote;Interacción del usuario\na;1;${rate};1.234\n`;
    expect(await metrics(spanish('0.5'))).toEqual([{ sessions: 1, engagementSeconds: 1.234 }]);
    expect(await metrics(spanish('0,5'))).toEqual([{ sessions: 1, engagementSeconds: 1234 }]);
    expect(await metrics(spanish('1'))).toEqual([{ sessions: 1, engagementSeconds: 1234 }]);
  });

  it('come from rates where they are not there themselves', async () => {
    const header = 'Company,Sessions,Pages / Session,Avg. Session Duration,Engagement rate,Bounce Rate';
    expect(await metrics(`${header}\na,4,2.6,00:01:30,75%,25%\n`)).toEqual([
      { sessions: 4, pageViews: 10, engagementSeconds: 360, engagedSessions: 3 },
    ]);
    expect(await metrics(`${header}\na,4,,-,56.2,25%\n`)).toEqual([{ sessions: 4 }]);
    expect(await metrics('Company,Sessions,Pageviews,Pages / Session\na,4,9,2.6\n')).toEqual([
      { sessions: 4, pageViews: 9 },
    ]);
  });

  it('have days in the order that the column proves', async () => {
    const { reading } = await read('Company,Date,Sessions\na,13/4/26,1\na,2/4/26,1\n');
    const days = (await collect(reading.details(['a']))).map(({ value }) => value);
    expect(days).toEqual(['2026-04-13', '2026-04-02']);
  });
});

describe('what does not add up', () => {
  it('is left out: users over details; and told: sessions by page', async () => {
    const byPage = await read('Company,Page,Sessions,Users,New users\na,/x,4,2,1\n');
    expect(byPage.rows[0]?.metrics).toEqual({ sessions: 4 });
    expect(byPage.flag('users-not-additive')).toMatchObject({ serious: false });
    expect(byPage.flag('sessions-not-additive')).toMatchObject({ serious: false });
    const byLandingPage = await read('Company,Landing page,Sessions\na,/x,4\n');
    expect(byLandingPage.flags).toEqual([]);
  });

  it('is not compared with the total', async () => {
    const { flags } = await read('Company,Page,Sessions,Views\na,/x,4,5\na,/y,4,6\n,,5,11,Grand total\n');
    expect(flags.map(({ flag }) => flag)).toEqual(['sessions-not-additive']);
  });
});

describe('windows', () => {
  it('come from a column of date ranges, the first being the current one', async () => {
    const range = (name: string, now: number, before: number) =>
      `${name},"Jan 8, 2019 - Jan 14, 2019",${now}\n${name},% Change,12.5%\n${name},"Jan 1, 2019 - Jan 7, 2019",${before}\n`;
    const { rows, flags } = await read(`Company,Date Range,Sessions\n${range('a', 9, 8)}${range('b', 0, 3)}`);
    expect(rows.map(({ name, window, metrics }) => [name, window, metrics.sessions])).toEqual([
      ['a', 'current', 9],
      ['a', 'previous', 8],
      ['b', 'current', 0],
      ['b', 'previous', 3],
    ]);
    expect(flags).toEqual([]);
  });

  it('give details of the current one alone', async () => {
    const { reading } = await read(
      'Company,dateRange,Landing page,Sessions\na,date_range_1,/old,2\na,date_range_0,/new,3\nb,date_range_0,/b,1\n',
    );
    const details = await collect(reading.details(['a']));
    expect(details).toEqual([{ name: 'a', about: 'page', value: '/new', metrics: { sessions: 3 } }]);
  });

  it('that are later than the first are left out and told', async () => {
    const part = (from: string, name: string) =>
      `# Start date: ${from}\n# End date: ${from}\nCompany,Sessions\n${name},1\n`;
    const { rows, flag } = await read(part('20260105', 'a') + part('20260112', 'b'));
    expect(names(rows)).toEqual(['a']);
    expect(flag('later-days')?.message).toContain('line 7');
  });
});

describe('rows that cannot be read', () => {
  it('are counted with their first lines, and hide no other row', async () => {
    const bad = Array.from({ length: 7 }, (_, index) => `bad ${index},x`).join('\n');
    const { rows, flag } = await read(`# c\nCompany,Sessions\n"a\na",1\n${bad}\n"b\nb",2\nbad,-5\nc,3\n`);
    expect(names(rows)).toEqual(['a\na', 'b\nb', 'c']);
    expect(flag('skipped-rows')?.message).toContain('8 rows (lines 5, 6, 7, 8, 9 and more)');
    expect(flag('skipped-rows')?.serious).toBe(true);
  });

  it('take one line where a quote does not close, early, late or in a large file', async () => {
    const good = Array.from(
      { length: 30_000 },
      (_, index) => `"firm, no. ${index}","1,0${10 + (index % 90)}"`,
    );
    const lines = ['Company,Sessions', '"open,1', ...good, 'x"y,1', '"open again,2', 'z,3', '"at the end,4'];
    const { rows, flag } = await read(`${lines.join('\n')}\n`);
    expect(rows).toHaveLength(30_002);
    expect(names(rows).slice(-2)).toEqual(['x"y', 'z']);
    expect(flag('skipped-rows')?.message).toContain('3 rows (lines 2, 30004, 30006)');
  });

  it('are as long as they like', async () => {
    const long = 'x'.repeat(3_000_000);
    const { rows, flag } = await read(`Company,Sessions\na,1\n${long}\n"${long}\n",2\nb,2\n`);
    expect(names(rows)).toEqual(['a', 'b']);
    expect(flag('skipped-rows')?.message).toContain('3 rows (lines 3, 4, 5)');
    const cut = await read(`Company,Sessions\n${'x'.repeat(20_000)},1\n`);
    expect(cut.rows[0]?.name).toHaveLength(10_000);
  });

  it('make no report if there are no others', async () => {
    const error = await failure(write('Company,Sessions\na,x\nb,y\n'));
    expect(error.message).toContain('2 rows (lines 2, 3)');
  });

  it('may have a day that is none: the row counts, the day is told', async () => {
    const { rows, reading } = await read('Company,Date,Sessions\na,someday,1\na,20260105,2\n');
    expect(rows).toHaveLength(2);
    expect(await collect(reading.details(['a']))).toHaveLength(1);
    expect(reading.outcome().flags).toMatchObject([{ flag: 'unread-days', serious: false }]);
  });
});

describe('what is no report', () => {
  it.each([
    ['an Excel workbook', Buffer.from('PK\u0003\u0004....[Content_Types].xml'), 'save it as CSV'],
    ['a zip archive', Buffer.from('PK\u0003\u0004....data.csv'), 'Unpack'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'save it as CSV'],
    ['a gzip file', gzipSync('Company,Sessions'), 'Unpack'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'as CSV'],
    ['a binary file', Buffer.from([1, 2, 3, 0, 0, 5]), 'as CSV'],
    ['a web page', Buffer.from('\ufeff \n<!DOCTYPE html><title>Sign in</title>'), 'Sign in'],
    ['is empty', Buffer.from(''), 'Export'],
    ['only comments', Buffer.from('# a\n\n# b\n'), 'Export'],
    ['only comments', Buffer.from('\ufeff'), 'Export'],
    ['line 2 reads "Dear all, please find', Buffer.from('\nDear all, please find the figures\n'), '--column'],
    ['a JSON list', Buffer.from('[{"name":"a"}]'), 'jq'],
    ['line 2 of', Buffer.from('\n{"name":\n"a"}'), 'one whole object'],
    ['its columns are: "id"', Buffer.from('{"id":1}\n'), '--column name'],
  ])('%s', async (what, bytes, next) => {
    const file = write(bytes);
    const error = await failure(file);
    expect(error.message).toContain(what);
    expect(error.message).toContain(path.basename(file));
    expect(error.next).toContain(next);
  });

  it('does not exist, or is a folder', async () => {
    expect((await failure('nowhere.csv')).message).toContain(path.join(folder, 'nowhere.csv'));
    await mkdir(path.join(folder, 'reports'), { recursive: true });
    expect((await failure('reports')).message).toContain('is a folder');
  });

  it('is no error without rows: an empty week is fine', async () => {
    const { rows, flags } = await read('# X\n# 20190101-20190107\n\nService Provider,Sessions\n,0\n');
    expect(rows).toEqual([]);
    expect(flags).toEqual([]);
  });
});

describe('stdin', () => {
  const report = 'Company,Landing page,Sessions\na,/x,4\nb,/y,2\n';
  const spooled = () => readdirSync(tmpdir()).filter((name) => /^ga-leads-[\da-f]{8}-/.test(name));

  it('is read once, passed over as often as needed, and leaves no file', async () => {
    const before = spooled();
    const made = await source('-', { stdin: Readable.from([report.slice(0, 20), report.slice(20)]) });
    expect((await made.check()).facts).toContainEqual(['file', 'stdin']);
    const reading = await made.open();
    expect(reading.label).toBe('stdin (CSV)');
    expect(names((await collect(reading.rows())).flat())).toEqual(['a', 'b']);
    expect(await collect(reading.details(['b']))).toEqual([
      { name: 'b', about: 'page', value: '/y', metrics: { sessions: 2 } },
    ]);
    expect(spooled()).toEqual(before);
  });

  it('may be empty, or end early', async () => {
    expect((await failure('-')).message).toContain('stdin is empty');
    const broken = Readable.from(
      (async function* () {
        yield 'Company,';
        throw new Error('the other end is gone');
      })(),
    );
    expect((await failure('-', { stdin: broken })).message).toContain('the other end is gone');
  });
});

describe('reading', () => {
  it('stops at an abort', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `firm no. ${index},1`).join('\n');
    const abort = new AbortController();
    const reading = await (
      await source(write(`Company,Sessions\n${lines}\n`), { signal: abort.signal })
    ).open();
    let seen = 0;
    const readAll = async () => {
      for await (const rows of reading.rows()) {
        seen += rows.length;
        abort.abort();
      }
    };
    await expect(readAll()).rejects.toThrow(/abort/i);
    expect(seen).toBeLessThan(60_000);
  });

  it('tells how far it is', async () => {
    const lines = Array.from({ length: 120_000 }, (_, index) => `f${index},1`).join('\n');
    const told: number[] = [];
    await read(`Company,Sessions\n${lines}\n`, { progress: (_, done) => told.push(done) });
    expect(told).toEqual([50_000, 100_000]);
  });

  it('reads nothing a second time where there are no details', async () => {
    const { reading } = await read('Company,Sessions\na,1\n');
    expect(await collect(reading.details(['a']))).toEqual([]);
  });
});

describe('check', () => {
  it('tells what the file is, and what mends each problem', async () => {
    const file = write(
      '# X\n# 20200101-20200331\n\nService Provider,Bounce Rate,Pageviews\na,1%,2\nb,2%,x\n',
    );
    const { facts, problems } = await (await source(file)).check();
    expect(Object.fromEntries(facts)).toMatchObject({
      file: path.basename(file),
      format: 'UA CSV',
      columns: 'name: Service Provider, pageViews: Pageviews',
      'not used': 'Bounce Rate',
      days: '2020-01-01 to 2020-03-31',
      rows: '1',
    });
    expect(problems.map(({ message }) => message.slice(0, 16))).toEqual([
      '1 row (line 6) c',
      'no column with s',
      'the file goes up',
    ]);
    expect(problems.every(({ next }) => next.length > 10)).toBe(true);
  });

  it('judges a large file by its first part', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `firm no. ${index},1`).join('\n');
    const { facts, problems } = await (await source(write(`Company,Sessions\n${lines}\n,7\n`))).check();
    expect(facts.at(-1)?.[1]).toMatch(/^1\d,\d{3} in its first part$/);
    expect(problems).toEqual([]);
  });
});

describe('any file', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '=1+1',
      '"quoted"',
      'two\nlines',
      'a,b',
      'Müller & Söhne',
      '東京電力',
      '#1 Hosting',
      '-',
      '0',
    ),
  );
  // What may be no name: blank cells and totals. White space at the ends is trimmed.
  const notNames = new Set(['', 'Total', 'Totals', 'total', 'totals', 'TOTAL']);
  const name = cell.map((text) => text.replaceAll('\0', '').trim()).filter((text) => !notNames.has(text));
  const figure = fc.integer({ min: 0, max: 10_000_000 });

  it('that is written is read back: the same names and figures', async () => {
    const rows = fc.array(fc.record({ name, sessions: figure, pageViews: figure }), { minLength: 1 });
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      newline: fc.constantFrom('\n', '\r\n'),
      quotes: fc.boolean(),
      thousands: fc.constantFrom('', ',', '.', '\u202f', "'"),
      mark: fc.constantFrom('', '\ufeff'),
    });
    await fc.assert(
      fc.asyncProperty(rows, style, async (written, { thousands, mark, ...config }) => {
        const figureText = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, thousands);
        const lines = written.map((row) => [row.name, figureText(row.sessions), figureText(row.pageViews)]);
        const text = Papa.unparse([['Company', 'Sessions', 'Views'], ...lines], config);
        const found = await read(mark + text + config.newline);
        const wanted = written.map(({ name, ...metrics }) => ({ name, window: 'current', metrics }));
        expect(found.rows).toEqual(
          wanted.map((row) => ({ ...row, name: row.name.replaceAll('\r\n', '\n') })),
        );
        expect(found.flag('skipped-rows')).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('as JSON lines is read back too', async () => {
    const row = fc.record({
      name,
      sessions: figure,
      engagementSeconds: fc.float({ min: 0, max: 1e6, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), async (written) => {
        const { rows } = await read(written.map((one) => JSON.stringify(one)).join('\n'));
        expect(names(rows)).toEqual(written.map((one) => one.name));
        for (const [index, { metrics }] of rows.entries()) {
          expect(metrics.sessions).toBe(written[index]?.sessions);
          expect(metrics.engagementSeconds).toBeCloseTo(written[index]?.engagementSeconds ?? -1, 3);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of random bytes, or cut and damaged anywhere, gives rows or a UserError', async () => {
    const whole = readFileSync(path.join(cases, 'file-ua-csv', 'input.csv'));
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 20 }), fc.nat(whole.length))
      .map(([start, bytes, end]) => Buffer.concat([whole.subarray(0, start), bytes, whole.subarray(end)]));
    const text = fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', '#', 'a', '1', ';', '\t', '{', '}'),
    });
    const header = text.map((rest) => Buffer.from(`Company,Sessions\n${rest}`));
    const content = fc.oneof(
      fc.uint8Array(),
      damaged,
      text.map((all) => Buffer.from(all)),
      header,
    );
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const found = await read(bytes).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(UserError);
      }),
      { numRuns: 500 },
    );
  });
});
