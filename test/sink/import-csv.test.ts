import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { sinkSettings } from '../../src/config/sinks.ts';
import { hubspot } from '../../src/sink/hubspot.ts';
import { type ImportFormat, importCsv } from '../../src/sink/import-csv.ts';
import { leadFields } from '../../src/sink/lead-fields.ts';
import { pipedrive } from '../../src/sink/pipedrive.ts';
import { salesforce } from '../../src/sink/salesforce.ts';
import { printable } from '../../src/text.ts';
import { deliverable } from '../delivery/make.ts';
import { runCli } from '../edge.ts';

const formats = ['hubspot', 'salesforce', 'pipedrive'] as const satisfies ImportFormat[];
const nameColumn = { hubspot: 'Name', salesforce: 'Company', pipedrive: 'Organization - Name' };

const text = (format: ImportFormat, ...leads: Parameters<typeof importCsv>[1][]) =>
  [
    ...importCsv(
      format,
      leads.flatMap((some) => [...some]),
    ),
  ].join('');

/** As a wizard opens it. */
function opened(csv: string) {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(csv, {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return { rows: data, headers: meta.fields ?? [] };
}

const acme = deliverable('Acme, "Sons" & Co', {
  score: 72,
  seen: { from: '2026-11-09', to: '2026-11-13' },
  sighting: 'rising',
  reasons: [
    { signal: 'intent', points: 50, text: 'read /pricing' },
    { signal: 'volume', points: 22, text: '5 sessions' },
  ],
  organisation: { domain: 'acme.example', key: 'd:acme.example', country: 'DE' },
});

describe('a CSV to import', () => {
  it('has the headers that HubSpot maps by itself, and its values', () => {
    const { rows, headers } = opened(text('hubspot', [acme]));
    expect(headers.slice(0, 4)).toEqual(['Name', 'Company domain name', 'Website URL', 'Country/Region']);
    expect(rows).toEqual([
      {
        Name: 'Acme, "Sons" & Co',
        'Company domain name': 'acme.example',
        'Website URL': 'https://acme.example',
        'Country/Region': 'DE',
        'GA Leads key': 'd:acme.example',
        'GA Leads score': '72',
        'GA Leads sessions': '5',
        'GA Leads type': 'unsure',
        'GA Leads status': 'rising',
        'GA Leads week': '2026-W46',
        'GA Leads first seen': '2026-11-09',
        'GA Leads last seen': '2026-11-13',
        'GA Leads top pages': '',
        'GA Leads why it is a lead': 'read /pricing; 5 sessions',
      },
    ]);
  });

  it('has the headers that Salesforce maps by itself, and what it takes no lead without', () => {
    const { rows, headers } = opened(text('salesforce', [acme]));
    expect(headers.slice(0, 6)).toEqual([
      'Last Name',
      'Company',
      'Website',
      'Lead Source',
      'Description',
      'Rating',
    ]);
    expect(rows).toMatchObject([
      {
        'Last Name': '[not provided]',
        Company: 'Acme, "Sons" & Co',
        'Lead Source': 'Web',
        Description: 'read /pricing; 5 sessions',
        Rating: 'Hot',
        'GA Leads Key': 'd:acme.example',
        'GA Leads First Seen': '2026-11-09',
      },
    ]);
    const ratings = [69, 40, 39, 0].map(
      (score) => opened(text('salesforce', [deliverable('A', { score })])).rows[0]?.Rating,
    );
    expect(ratings).toEqual(['Warm', 'Warm', 'Cold', 'Cold']);
  });

  it('has the headers that Pipedrive maps by itself', () => {
    const { rows } = opened(text('pipedrive', [acme]));
    expect(rows).toMatchObject([
      {
        'Organization - Name': 'Acme, "Sons" & Co',
        'Organization - Website': 'https://acme.example',
        'Organization - GA Leads key': 'd:acme.example',
        'Organization - GA Leads score': '72',
      },
    ]);
  });

  it('has a column for every field that the sink of the same name fills', () => {
    const standard = { name: 'Name', domain: 'Company domain name' };
    const hubspotLabels = hubspot
      .defaults(sinkSettings.hubspot.parse({}))
      .map(({ to, from }) =>
        to in standard
          ? standard[to as keyof typeof standard]
          : `GA Leads ${leadFields[from].label.toLowerCase()}`,
      );
    const salesforceLabels = salesforce
      .defaults(sinkSettings.salesforce.parse({}))
      .map(({ to }) => to.replace(/__c$/, '').replaceAll('_', ' '));
    const pipedriveLabels = pipedrive
      .defaults(sinkSettings.pipedrive.parse({}))
      .map(({ to }) => `Organization - ${to.replace(/^[a-z]/, (letter) => letter.toUpperCase())}`);
    expect(opened(text('hubspot')).headers).toEqual(expect.arrayContaining(hubspotLabels));
    expect(opened(text('salesforce')).headers).toEqual(expect.arrayContaining(salesforceLabels));
    expect(opened(text('pipedrive')).headers).toEqual(expect.arrayContaining(pipedriveLabels));
  });

  it.each(formats)('keeps any name for %s, and none is a formula', (format) => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        '=1+1',
        '+1',
        '-1',
        '@A1',
        '\t=1',
        '＝1',
        '"',
        'a"b,c;d',
        'a\r\nb',
        "'=x",
        '株式会社 🦄',
      ),
    );
    fc.assert(
      fc.property(names, (name) => {
        const { rows } = opened(text(format, [deliverable('x', { organisation: { name } })]));
        const cell = rows[0]?.[nameColumn[format]] ?? '';
        expect([printable(name), `'${printable(name)}`]).toContain(cell);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 200 },
    );
    expect(text(format, [deliverable('x', { organisation: { name: '=1+1' } })])).toContain(`"'=1+1"`);
  });

  it('has one line for each lead, of several lines of evidence too, and ends as RFC 4180 says', () => {
    const csv = text('hubspot', [acme, acme]);
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv).not.toMatch(/(?<!\r)\n/);
  });
});

describe('run --format', () => {
  it('hubspot gives a file to import on stdout, and nothing else', async () => {
    const { code, stdout } = await runCli(['run', '--format', 'hubspot', '--limit', '3']);
    expect(code).toBe(0);
    const { rows, headers } = opened(stdout);
    expect(rows).toHaveLength(3);
    expect(headers).toContain('Company domain name');
  });

  it('jsonl gives each lead as a line of JSON, with all of it and what people decided', async () => {
    const { stdout, cwd } = await runCli(['run', '--format', 'jsonl']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        rank: expect.any(Number),
        organisation: expect.any(String),
        key: expect.any(String),
        score: expect.any(Number),
        reasons: expect.any(Array),
        evidence: expect.any(Object),
        window: expect.stringMatching(/^\d{4}-W\d\d$/),
      });
    }
    const { key, organisation } = JSON.parse(lines[0] ?? '');
    const assigned = await runCli(['lead', 'assign', organisation, '--to', 'Ada'], { cwd });
    expect(assigned.code).toBe(0);
    const again = await runCli(['run', '--format', 'jsonl', '--limit', '1'], { cwd });
    expect(JSON.parse(again.stdout)).toMatchObject({ key, owner: 'Ada' });
  });
});
