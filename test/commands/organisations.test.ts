import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeEdge, runCli } from '../edge.ts';

const report = 'Service Provider,Sessions\nacme tools gmbh,10\nACME-TOOLS-NET,4\nacme tool works inc,3\n';

describe('organisations', () => {
  it('puts names together and takes them apart again, as people decide, in every later run', async () => {
    const { edge } = fakeEdge();
    const ask = (...argv: string[]) => runCli(argv, { cwd: edge.cwd }, report);
    const names = async () => {
      const { stdout } = await ask('run', '--input', '-', '--format', 'json', '--quiet');
      return JSON.parse(stdout).leads.map((lead: { organisation: string; spellings: string[] }) => [
        lead.organisation,
        lead.spellings.length,
      ]);
    };
    expect(await names()).toContainEqual(['Acme Tool Works Inc', 1]);
    expect((await ask('organisations', 'merge', 'Acme Tools', 'acme tool works inc')).code).toBe(0);
    expect(await names()).not.toContainEqual(['Acme Tool Works Inc', 1]);
    expect((await ask('organisations', 'list')).stdout).toContain('is also   acme tool works inc');
    expect((await ask('organisations', 'split', 'Acme Tools', 'acme tool works inc')).code).toBe(0);
    expect(await names()).toContainEqual(['Acme Tool Works Inc', 1]);
    expect(readFileSync(path.join(edge.cwd, 'config', 'aliases.yaml'), 'utf8')).toMatch(/^# Network names/);
  });

  it('suggests likely pairs with a reason and the command that puts them together', async () => {
    const { stdout, stderr } = await runCli([
      'organisations',
      'suggest',
      '--source',
      'sample',
      '--limit',
      '3',
    ]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(stdout).toMatch(/The name is that of the domain|The same name but for/);
    expect(stderr).toMatch(/ga-leads organisations merge '/);
    const json = await runCli(['organisations', 'suggest', '--source', 'sample', '--limit', '1', '--json']);
    expect(Object.keys(JSON.parse(json.stdout))).toEqual(['a', 'b', 'spellings', 'confidence', 'reason']);
  });
});
