import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putTogether, readAliases, setApart } from '../../src/config/aliases.ts';
import { exactly } from '../../src/organisation/aliases.ts';

let folder = '';
let file = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ga-leads-aliases-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  count += 1;
  file = path.join(folder, `${count}`, 'aliases.yaml');
});

const written = async (text: string) => {
  count += 1;
  file = path.join(folder, `${count}.yaml`);
  await writeFile(file, text);
  return file;
};

describe('aliases', () => {
  test('an absent file is an empty list', async () => {
    expect(await readAliases(file)).toEqual([]);
  });

  test('what is put together and set apart is read again, in a file that explains itself', async () => {
    await putTogether(file, 'Siemens AG', ['SIEMENS-NET', 'siemens.com']);
    await setApart(file, 'siemens', ['Siemens Healthineers AG']);
    await putTogether(file, '1984', ['No', 'null', '- #x: *y']);
    expect(await readAliases(file)).toEqual([
      {
        organisation: 'Siemens AG',
        spellings: ['SIEMENS-NET', 'siemens.com'],
        apart: ['Siemens Healthineers AG'],
      },
      { organisation: '1984', spellings: ['No', 'null', '- #x: *y'], apart: [] },
    ]);
    expect(await readFile(file, 'utf8')).toMatch(/^# Network names that mean one organisation/);
  });

  test('the last word counts; the same word twice changes nothing; comments stay', async () => {
    const text = `# ours
- organisation: Siemens AG # the parent
  spellings:
    - SIEMENS-NET # seen in May
    - Siemens Mobility
  apart:
`;
    await written(text);
    await putTogether(file, 'Siemens AG', ['siemens-net']);
    expect(await readFile(file, 'utf8')).toBe(text);
    await setApart(file, 'Siemens AG', ['SIEMENS MOBILITY']);
    expect(await readFile(file, 'utf8')).toBe(`# ours
- organisation: Siemens AG # the parent
  spellings:
    - SIEMENS-NET # seen in May
  apart:
    - SIEMENS MOBILITY
`);
    await putTogether(file, 'Siemens AG', ['Siemens Mobility']);
    expect(await readAliases(file)).toEqual([
      { organisation: 'Siemens AG', spellings: ['SIEMENS-NET', 'Siemens Mobility'], apart: [] },
    ]);
  });

  test.each([
    ['organisation: A\nspellings: []\n', /1: expected a list/],
    ['- organisation: A\n  spelings: [B]\n', /aliases.*1: .*spelings/s],
    ['- organisation: A\n- spellings: [B]\n', /:2: organisation: /],
    ['- organisation: [A\n', /not valid YAML/],
    [
      '- organisation: A\n  spellings: [C]\n- organisation: B\n  spellings: [c gmbh]\n',
      /:3: B: c belongs to A already/,
    ],
    [
      '- organisation: A\n  spellings: [Bé]\n  apart: [bé]\n',
      /:1: bé is this organisation and apart from it/,
    ],
  ])('%j is refused', async (text, problem) => {
    await written(text);
    await expect(readAliases(file)).rejects.toThrow(problem);
    await expect(putTogether(file, 'X', ['Y'])).rejects.toThrow(problem);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('a spelling of another organisation is refused, and the file stays as it was', async () => {
    await putTogether(file, 'Acme', ['Beta']);
    const before = await readFile(file, 'utf8');
    await expect(putTogether(file, 'Gamma', ['BETA Inc.'])).rejects.toThrow(/beta belongs to Acme already/);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('any text comes back as it went in', async () => {
    const text = fc.string({ unit: 'binary' }).filter((one) => /\p{L}/u.test(one) && exactly(one) !== 'acme');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { maxLength: 4, selector: exactly }), async (texts) => {
        await written('');
        await putTogether(file, 'Acme', texts);
        const [alias] = await readAliases(file);
        expect(alias?.spellings ?? []).toEqual(texts.map((one) => one.toWellFormed()));
      }),
      { numRuns: 100 },
    );
  });
});
