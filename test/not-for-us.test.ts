import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { standingList } from '../src/not-for-us.ts';
import type { NotForUs } from '../src/types.ts';
import { fakeEdge, runCli } from './edge.ts';
import { organisation } from './make.ts';

const entry = (who: NotForUs['who'], more: Partial<NotForUs> = {}): NotForUs => ({
  who,
  reason: 'customer',
  date: '2026-11-02',
  line: 1,
  ...more,
});
const holds = (one: NotForUs, subject: Parameters<ReturnType<typeof standingList>>[0], day = '2026-11-15') =>
  standingList([one], day)(subject) !== undefined;

describe('the standing list', () => {
  it('knows a name whatever its legal form, case and punctuation, by any spelling', () => {
    const subject = organisation('Siemens', { sessions: 1 }, { spellings: ['siemens gmbh', 'SIEMENS A.G.'] });
    expect(holds(entry({ name: 'Siemens AG' }), subject)).toBe(true);
    expect(holds(entry({ name: 'Siemens Healthineers' }), subject)).toBe(false);
  });

  it('knows a domain by its registrable part, a pattern by part of any spelling', () => {
    const subject = organisation(
      'Acme',
      { sessions: 1 },
      { domain: 'acme.co.uk', spellings: ['Acme Rocket Works'] },
    );
    expect(holds(entry({ domain: 'www.acme.co.uk' }), subject)).toBe(true);
    expect(holds(entry({ pattern: '^acme r' }), subject)).toBe(true);
    expect(holds(entry({ pattern: 'acme$' }), subject)).toBe(false);
  });

  it('holds to the last day of until, not after it', () => {
    const one = entry({ name: 'Acme' }, { until: '2026-11-15' });
    expect(holds(one, organisation('Acme'), '2026-11-15')).toBe(true);
    expect(holds(one, organisation('Acme'), '2026-11-16')).toBe(false);
  });
});

describe('not-for-us', () => {
  const report =
    'Service Provider,Sessions\nsiemens ag,10\nrivalworks gmbh,5\ncomcast cable communications inc.,7\n';

  it('takes an organisation out of every output, with its reason, and never as a network', async () => {
    const { edge } = fakeEdge();
    await runCli(['not-for-us', 'add', 'Siemens', '--reason', 'customer'], { cwd: edge.cwd });
    const { stdout, stderr, code } = await runCli(
      ['run', '--input', '-', '--format', 'json'],
      { cwd: edge.cwd },
      report,
    );
    expect(code).toBe(0);
    const { leads, manifest } = JSON.parse(stdout);
    expect(leads.map((lead: { organisation: string }) => lead.organisation)).toEqual(['Rivalworks GmbH']);
    expect(manifest.counts).toMatchObject({ notForUs: 1, excluded: { isp: 1 }, leads: 1 });
    expect(stderr).toContain('1 not for us');
    const excluded = readFileSync(path.join(edge.cwd, 'out', 'excluded.csv'), 'utf8').split('\r\n');
    expect(excluded[1]).toBe(
      'Siemens AG,not-for-us,not-for-us,Siemens,customer since 2026-11-22,10,,,n:siemens',
    );
    expect(readFileSync(path.join(edge.cwd, 'out', 'leads.csv'), 'utf8')).not.toContain('Siemens');
  });

  it('keeps comments, refuses a second entry, and gives an organisation back', async () => {
    const { edge } = fakeEdge();
    const file = path.join(edge.cwd, 'not-for-us.yaml');
    writeFileSync(path.join(edge.cwd, 'ga-leads.yaml'), 'notForUs: not-for-us.yaml\n');
    writeFileSync(file, '# ours\n- name: Acme # since ever\n  reason: ourselves\n  date: 2020-01-01\n');
    const ask = (...argv: string[]) => runCli(['not-for-us', ...argv], { cwd: edge.cwd });
    expect((await ask('add', 'Beta GmbH', '--reason', 'partner', '--until', '2027-01-31')).code).toBe(0);
    expect(await ask('add', 'BETA')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds BETA already'),
    });
    expect((await ask('list')).stdout).toBe(
      'Acme: ourselves since 2020-01-01\nBeta GmbH: partner since 2026-11-22 until 2027-01-31\n',
    );
    expect((await ask('remove', 'beta')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(
      '# ours\n- name: Acme # since ever\n  reason: ourselves\n  date: 2020-01-01\n',
    );
    expect((await ask('remove', 'beta')).code).toBe(2);
  });

  it('reports every wrong entry with its line, and loses nothing', async () => {
    const { edge } = fakeEdge();
    writeFileSync(path.join(edge.cwd, 'ga-leads.yaml'), 'notForUs: bad.yaml\n');
    writeFileSync(
      path.join(edge.cwd, 'bad.yaml'),
      '- name: A\n  domain: a.com\n  reason: x\n  date: 2026-01-01\n- pattern: (a\n  reason: x\n  date: soon\n',
    );
    const { code, stderr } = await runCli(['run', '--input', '-'], { cwd: edge.cwd }, report);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:1: give exactly one of name, domain and pattern/);
    expect(stderr).toMatch(/bad\.yaml:5: pattern: not an RE2 pattern/);
    expect(stderr).toMatch(/bad\.yaml:5: date: expected a day/);
  });
});
