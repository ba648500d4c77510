import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandTable, withBlock } from '../tools/readme.ts';
import { runCli } from './edge.ts';

const root = path.join(import.meta.dirname, '..');
const main = path.join(root, 'src', 'main.ts');
const temporary = () => mkdtempSync(path.join(tmpdir(), 'ga-leads-cli-'));

/** The real program in a process of its own. `act` may end it or close its streams. */
function start(
  argv: string[],
  cwd: string,
  act: (child: ReturnType<typeof spawn>) => void = () => undefined,
) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [main, ...argv], { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (piece) => {
      stdout += piece;
    });
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    act(child);
  });
}

describe('README', () => {
  it('shows the help of every command as it is', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(withBlock(readme, 'commands', commandTable()), 'npm run readme makes it').toBe(readme);
  });
});

describe('the command line', () => {
  it.each([
    [['--help'], 0, 'Exit codes: 0 done'],
    [['run', '--help'], 0, 'Examples:'],
    [['explain', '--help'], 0, 'Examples:'],
    [['check', '--help'], 0, 'Examples:'],
    [['rules', 'score', '--help'], 0, 'Examples:'],
    [['--version'], 0, '0.0.0-test'],
    [['rnu'], 2, 'Did you mean run?'],
    [['run', '--fromat', 'csv'], 2, 'Did you mean --format?'],
    [['run', '--limit', 'many'], 2, 'limit: expected'],
    [['run', '--limit', '0'], 2, 'limit: expected'],
    [['run', '--source', 'g4'], 2, 'source: expected one of sample, file, ga4 (did you mean ga4?)'],
    [
      ['run', '--format', 'xml'],
      2,
      'format: expected one of table, json, jsonl, csv, hubspot, salesforce, pipedrive',
    ],
    [['run', '--week', '46'], 2, 'week: expected an ISO week'],
    [['run', '--column', 'nme=Firma'], 2, 'column'],
    [['run', '--config', 'none.yaml'], 2, 'none.yaml does not exist'],
    [['run', '--rules', 'defualt'], 2, 'default'],
    [['run', '--input', 'none.csv'], 2, 'none.csv'],
    [['run', '--input', '.'], 2, 'folder'],
    [['run', '--source', 'ga4'], 2, 'property: source ga4 needs a property id'],
    [['explain', '--format', 'xml', 'a'], 2, '--format xml'],
    [['rules', 'score', 'none.tsv'], 2, 'none.tsv'],
  ])('%j ends with %i and says %j', async (argv, code, text) => {
    const ended = await runCli(argv);
    expect(ended.stdout + ended.stderr).toContain(text);
    expect(ended.code).toBe(code);
    expect(readdirSync(ended.cwd)).not.toContain('leads.csv');
  });
});

describe('run', () => {
  it('without settings takes the sample, says so first and names three steps', async () => {
    const { code, stdout, stderr, cwd } = await runCli(['run']);
    expect(code).toBe(0);
    expect(stderr.split('\n')[0]).toMatch(/^sample: made data/);
    expect(stderr).toMatch(/1\. .*\n\s+2\. .*\n\s+3\. /);
    expect(stdout.split('\n')[0]).toMatch(/^ *# {2}organisation .*type .*score .*sessions/);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /rows > .* organisations > .* excluded \(.*\) > .* leads \(.* new\); 3 files written/,
    );
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
  });

  it('writes the same bytes for the same input, rules and settings', async () => {
    const [a, b] = [await runCli(['run', '--quiet']), await runCli(['run', '--quiet'])];
    for (const file of ['leads.csv', 'excluded.csv', 'run.json']) {
      expect(readFileSync(path.join(a.cwd, 'out', file))).toEqual(
        readFileSync(path.join(b.cwd, 'out', file)),
      );
    }
  });

  it('puts nothing but the result on stdout', async () => {
    const { stdout } = await runCli(['run', '--format', 'json', '--limit', '3']);
    const { leads, manifest } = JSON.parse(stdout);
    expect(leads).toHaveLength(3);
    expect(manifest.counts.leads).toBeGreaterThan(3);
  });

  it('adds points up to the score in every lead', async () => {
    const { stdout } = await runCli(['run', '--format', 'json', '--quiet']);
    for (const lead of JSON.parse(stdout).leads) {
      expect(lead.reasons.reduce((sum: number, { points }: { points: number }) => sum + points, 0)).toBe(
        lead.score,
      );
    }
  });

  it('catches up the weeks that were missed, once', async () => {
    const { cwd } = await runCli(['run', '--quiet', '--week', '2026-W44']);
    expect((await runCli(['run', '--quiet', '--catch-up'], { cwd })).code).toBe(0);
    const { stdout } = await runCli(['history', 'list', '--site', 'sample'], { cwd });
    expect(stdout.match(/^2026-W\d\d/gm)).toEqual(['2026-W46', '2026-W45', '2026-W44']);
    const again = await runCli(['run', '--catch-up'], { cwd });
    expect(again.stderr).toContain('nothing to catch up: 2026-W46 is the last full week');
  });

  it('keeps its lists when a later run fails', async () => {
    const { cwd } = await runCli(['run', '--quiet']);
    const before = readFileSync(path.join(cwd, 'out', 'leads.csv'));
    writeFileSync(path.join(cwd, 'bad.csv'), Buffer.from([0, 1, 2, 255, 0, 7]));
    expect((await runCli(['run', '--input', 'bad.csv'], { cwd })).code).toBe(2);
    expect(readFileSync(path.join(cwd, 'out', 'leads.csv'))).toEqual(before);
  });

  it('takes an empty week as a week without leads', async () => {
    const { code, stderr, stdout } = await runCli(['run', '--input', '-'], {}, 'Service Provider,Sessions\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('no leads');
  });

  it('says why, where most sessions have no name', async () => {
    const { stderr } = await runCli(
      ['run', '--input', '-'],
      {},
      'Service Provider,Sessions\n(not set),90\nacme gmbh,10\n',
    );
    expect(stderr).toContain('90 % of the sessions have no network name');
  });

  it('fails under --strict with exit 5 and writes nothing when the rows do not add up to the total', async () => {
    const file = 'Service Provider,Sessions\nacme gmbh,10\nfoo ag,5\n,"1,000"\n';
    const { code, stderr, cwd } = await runCli(['run', '--strict', '--input', '-'], {}, file);
    expect(code).toBe(5);
    expect(stderr).toContain('totals-differ');
    expect(readdirSync(path.join(cwd, 'out'))).toEqual([]);
  });
});

describe('explain', () => {
  it('answers one JSON object a line, in order, with the rule, its file and line', async () => {
    const { code, stdout } = await runCli(
      ['explain', '--format', 'json'],
      { cwd: root },
      'comcast cable communications inc.\nqwzx\n\nuniversity of oxford\n',
    );
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.map(({ name, kept }) => [name, kept])).toEqual([
      ['comcast cable communications inc.', false],
      ['qwzx', true],
      ['', false],
      ['university of oxford', true],
    ]);
    expect(Object.keys(answers[0])).toEqual([
      'name',
      'type',
      'kept',
      'confidence',
      'rule',
      'file',
      'line',
      'matched',
    ]);
    expect(answers[0]).toMatchObject({ type: 'isp', matched: expect.stringContaining('comcast') });
    const file = readFileSync(path.join(root, answers[0].file), 'utf8');
    expect(file.split('\n')[answers[0].line - 1]).toContain(answers[0].rule);
  });

  it('shows which rules would match next', async () => {
    const { stdout } = await runCli(['explain', 'university telecom broadband']);
    expect(stdout).toMatch(/kept, education[\s\S]*would match next:\n.*exclude isp/);
  });
});

describe('check', () => {
  it('says that all is well with the sample', async () => {
    const { code, stdout } = await runCli(['check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/rules: .*examples hold[\s\S]*all is well\n$/);
  });

  it('names a problem and the step that mends it', async () => {
    const { code, stdout } = await runCli(['check', '--input', 'none.csv']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/problem: .*none\.csv[\s\S]*1 to mend/);
  });
});

describe('the process', () => {
  it('ends quietly when the reader of its pipe has gone, with whole files', async () => {
    const cwd = temporary();
    const { code, stderr } = await start(['run', '--format', 'csv', '--quiet'], cwd, (child) =>
      child.stdout?.destroy(),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
  });

  it('ends with 130 at Ctrl-C, quietly, and leaves no half file', async () => {
    const cwd = temporary();
    const { code, stderr } = await start(['run', '--input', '-', '--quiet'], cwd, (child) => {
      child.stdin?.write(`Service Provider,Sessions\n${'acme gmbh,1\n'.repeat(1000)}`);
      setTimeout(() => child.kill('SIGINT'), 900);
    });
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    await mkdir(path.join(cwd, 'out'), { recursive: true });
    expect(readdirSync(path.join(cwd, 'out'))).toEqual([]);
  });

  it('killed at any moment leaves the old state or the new one, and the next run is whole', async () => {
    const cwd = temporary();
    await start(['run', '--quiet', '--format', 'csv'], cwd);
    const before = readFileSync(path.join(cwd, 'out', 'leads.csv'));
    for (const milliseconds of [250, 450, 650, 850, 1050]) {
      await start(['run', '--quiet', '--format', 'csv'], cwd, (child) => {
        setTimeout(() => child.kill('SIGKILL'), milliseconds);
      });
      expect(readFileSync(path.join(cwd, 'out', 'leads.csv'))).toEqual(before);
      expect((await runCli(['history', 'check'], { cwd })).code).toBe(0);
    }
    expect((await start(['run', '--quiet', '--format', 'csv'], cwd)).code).toBe(0);
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual(['excluded.csv', 'leads.csv', 'run.json']);
    const { stdout } = await runCli(['history', 'list', '--site', 'sample', '--json'], { cwd });
    expect(stdout.match(/2026-W46/g)?.length).toBeGreaterThan(0);
    expect(
      (await runCli(['history', 'list', '--site', 'sample'], { cwd })).stdout.trimEnd().split('\n'),
    ).toHaveLength(2);
  });

  it('lets only one run at a time work, and says which process it is', async () => {
    const cwd = temporary();
    let second: Promise<{ code: number | null; stderr: string }> | undefined;
    await start(['run', '--input', '-', '--quiet'], cwd, (child) => {
      setTimeout(async () => {
        second = start(['run', '--quiet'], cwd);
        await second;
        child.kill('SIGKILL');
      }, 1200);
    });
    expect(await second).toMatchObject({
      code: 75,
      stderr: expect.stringMatching(/process \d+, run, since/),
    });
  });

  it('shows no stack for a mistake of the user, but with --verbose', async () => {
    const cwd = temporary();
    const plain = await start(['run', '--input', 'none.csv'], cwd);
    expect(plain.code).toBe(2);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
    expect((await start(['run', '--input', 'none.csv', '--verbose'], cwd)).stderr).toMatch(/\n\s+at /);
  });
});

describe('personal data', () => {
  it('is never stored: IP addresses, e-mail addresses and phone numbers are counted, not named', async () => {
    const names = ['anna@example.com', 'bob@example.org', '203.0.113.7', '2001:db8::1', '+49 30 5550 1234'];
    const report = `Service Provider,Sessions\n${names.map((name) => `${name},2\n`).join('')}acme gmbh,9\n`;
    const { cwd, stdout } = await runCli(['run', '--input', '-', '--format', 'json'], {}, report);
    const written = ['leads.csv', 'excluded.csv', 'run.json'].map((file) =>
      readFileSync(path.join(cwd, 'out', file), 'utf8'),
    );
    for (const name of names) expect([...written, stdout].join('')).not.toContain(name);
    expect(written[1]).toMatch(/^\(e-mail address\),placeholder,.*,an e-mail address,.*,4,/m);
    expect(JSON.parse(stdout).manifest.counts.sessions).toMatchObject({
      total: 19,
      byType: { placeholder: 10 },
    });
  });
});
