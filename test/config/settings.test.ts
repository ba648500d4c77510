import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsJsonSchema } from '../../src/config/json-schema.ts';
import { loadSettings } from '../../src/config/load.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { UserError } from '../../src/errors.ts';

const shipped = new URL('../../config/ga-leads.yaml', import.meta.url);
const editorSchema = new URL('../../config/ga-leads.schema.json', import.meta.url);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ga-leads-settings-'));
});

async function load(yaml: string | undefined, flags: Record<string, unknown> = {}) {
  if (yaml !== undefined) await writeFile(path.join(folder, 'ga-leads.yaml'), yaml);
  return loadSettings(folder, flags);
}

async function refusal(yaml: string | undefined, flags: Record<string, unknown> = {}, file?: string) {
  if (yaml !== undefined) await writeFile(path.join(folder, 'ga-leads.yaml'), yaml);
  const error = await loadSettings(folder, flags, file).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  expect(error.exitCode).toBe(2);
  return error.message;
}

describe('config/ga-leads.yaml', () => {
  it('holds the default of every setting that has one', async () => {
    expect(settingsSchema.parse(parse(await readFile(shipped, 'utf8')))).toEqual(settingsSchema.parse({}));
    expect(parse(await readFile(shipped, 'utf8'))).toEqual(settingsSchema.parse({}));
  });

  it('names every setting, those without a default as a comment', async () => {
    const text = await readFile(shipped, 'utf8');
    for (const name of Object.keys(settingsSchema.shape))
      expect(text).toMatch(new RegExp(`^(# )?${name}:`, 'm'));
  });

  it('points editors at a schema that is current', async () => {
    expect((await readFile(shipped, 'utf8')).split('\n')[0]).toContain('$schema=./ga-leads.schema.json');
    expect(JSON.parse(await readFile(editorSchema, 'utf8')), 'npm run schema makes it').toEqual(
      JSON.parse(JSON.stringify(settingsJsonSchema())),
    );
  });
});

describe('settings', () => {
  it("take the path of the spreadsheet's key file from the settings file", async () => {
    const { settings } = await load('sinks: { sheets: { keyFile: keys/robot.json } }');
    expect(settings.sinks.sheets.keyFile).toBe(path.join(folder, 'keys', 'robot.json'));
  });

  it('take an API without the last slashes, and what is posted to just as it stands', async () => {
    const { settings } = await load(
      'sinks: { hubspot: { baseUrl: "https://crm.example/api//" }, webhook: { baseUrl: "https://crm.example/hook/?a=b/" } }',
    );
    expect(settings.sinks.hubspot.baseUrl).toBe('https://crm.example/api');
    expect(settings.sinks.webhook.baseUrl).toBe('https://crm.example/hook/?a=b/');
  });

  it('are the defaults where there is no file', async () => {
    const { settings, file } = await load(undefined);
    expect(file).toBeUndefined();
    expect(settings).toEqual({
      ...settingsSchema.parse({}),
      out: path.join(folder, 'out'),
      notForUs: path.join(folder, 'config', 'not-for-us.yaml'),
      aliases: path.join(folder, 'config', 'aliases.yaml'),
      history: path.join(folder, 'ga-leads.sqlite'),
    });
  });

  it('are found in config/ and start their paths above it', async () => {
    await mkdir(path.join(folder, 'config'));
    await writeFile(path.join(folder, 'config', 'ga-leads.yaml'), 'source: file\ninput: a.csv\nout: lists\n');
    const { settings } = await loadSettings(folder, {});
    expect(settings).toMatchObject({ input: path.join(folder, 'a.csv'), out: path.join(folder, 'lists') });
  });

  it('give way to flags, whose paths start from the working folder', async () => {
    await writeFile(path.join(folder, 's.yaml'), 'minSessions: 3\nformat: csv\n');
    const { settings } = await loadSettings(folder, { minSessions: 7, out: 'x' }, 's.yaml');
    expect(settings).toMatchObject({ minSessions: 7, format: 'csv', out: path.join(folder, 'x') });
  });

  it('take a window flag instead of another kind of window', async () => {
    const { settings } = await load('week: 2026-W46\n', { days: 3 });
    expect(settings.week).toBeUndefined();
    expect(settings.days).toBe(3);
  });

  it('take --input for source file and --property for source ga4', async () => {
    expect((await load('', { input: '-' })).settings).toMatchObject({ source: 'file', input: '-' });
    expect((await load('', { property: '12' })).settings).toMatchObject({ source: 'ga4', property: '12' });
  });

  it('treat an empty value as not set', async () => {
    expect((await load('input:\nlimit:\n')).settings.limit).toBeUndefined();
  });
});

describe('wrong settings', () => {
  it('are all reported at once, as path: message, with a did-you-mean', async () => {
    const message = await refusal(
      'sorce: file\nminSesions: 2\nformat: tabel\nlimit: many\nweights:\n  depht: 3\npages:\n  exclude: [1]\n',
    );
    expect(message).toContain('  sorce: unknown setting (did you mean source?)');
    expect(message).toContain('  minSesions: unknown setting (did you mean minSessions?)');
    expect(message).toContain(
      '  format: expected one of table, json, jsonl, csv, hubspot, salesforce, pipedrive (did you mean table?)',
    );
    expect(message).toContain('  limit: expected number');
    expect(message).toContain('  weights.depht: unknown setting (did you mean depth?)');
    expect(message).toContain('  pages.exclude[0]: expected string');
    expect(message).toMatch(/^6 settings are wrong \(ga-leads.yaml\)/);
  });

  it('lets a source stay open for a flag: a history is looked into without it', async () => {
    expect((await load('source: file')).settings.source).toBe('file');
  });

  it.each([
    ['week: 2026-W46\ndays: 3', 'week: give one of week, from and to, or days'],
    ["from: '2026-11-09'", 'to: from needs to'],
    ["from: '2026-11-09'\nto: '2026-11-01'", 'from: is after to'],
    ['pages: { highIntent: ["(a"] }', 'pages.highIntent[0]: not an RE2 pattern'],
    ['pages: { exclude: ["a(?=b)"] }', 'pages.exclude[0]: not an RE2 pattern'],
    [
      'weights: {engagement: 0, depth: 0, frequency: 0, volume: 0, growth: 0, keyEvents: 0, intent: 0, confidence: 0}',
      'weights: all are 0',
    ],
    ['sinks: { email: { enabled: true } }', 'sinks.email.to: names nobody'],
    ['sinks: { email: { enabled: true } }', 'sinks.email.host: is needed to send e-mail'],
    ['sinks: { email: { to: ["a@b, c@d"] } }', 'sinks.email.to[0]: expected an e-mail address'],
    ['sinks: { email: { from: "A <a@b>, c@d" } }', 'sinks.email.from: expected an e-mail address'],
    ['sinks: { slack: { baseUrl: "file:///etc" } }', 'sinks.slack.baseUrl: expected an address'],
    [
      'sinks: { hubspot: { baseUrl: "http://crm.example" } }',
      'sinks.hubspot.baseUrl: must begin with https:',
    ],
    ['sinks: { hubspot: { baseUrl: "crm.example" } }', 'sinks.hubspot.baseUrl: expected an address'],
    ['sinks: { hubspot: { baseUrl: "https://a:b@crm.example" } }', 'must have no user and password'],
    ['sinks: { hubspot: { baseUrl: "http://localhost@crm.example" } }', 'must have no user and password'],
    ['sinks: { hubspot: { baseUrl: "https://crm.example/?a=b" } }', 'must end before any ? or #'],
    [
      'sinks: { hubspot: { fields: { industry: tpye } } }',
      'sinks.hubspot.fields.industry: expected off, { from: FIELD, mode: owned or createOnly }, or a FIELD of the lead: key,',
    ],
    ['sinks: { slak: {} }', 'sinks.slak: unknown setting (did you mean slack?)'],
    ['property: abc', 'property: expected a GA4 property id'],
    ['- a\n- b', 'does not hold settings'],
    ['a: [1', 'ga-leads.yaml:'],
    ['minSessions: 1\nminSessions: 2', 'ga-leads.yaml:2:1: Map keys must be unique'],
  ])('%j: %s', async (yaml, message) => {
    expect(await refusal(yaml)).toContain(message);
  });

  it('say that a --config file does not exist, or is a folder', async () => {
    expect(await refusal(undefined, {}, 'none.yaml')).toContain('none.yaml does not exist');
    expect(await refusal(undefined, {}, '.')).toContain('is a folder');
  });
});
