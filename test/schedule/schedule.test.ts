import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recipes } from '../../src/schedule/index.ts';
import { type Plan, parseTime } from '../../src/schedule/plan.ts';
import { systemdUnits } from '../../src/schedule/systemd.ts';
import { runCli } from '../edge.ts';

const plan: Plan = {
  weekday: 1,
  hour: 7,
  minute: 0,
  timeZone: 'Europe/Berlin',
  machineZone: 'Europe/Berlin',
  folder: '/srv/leads',
  history: 'ga-leads.sqlite',
  program: ['/usr/bin/node', '/opt/ga-leads/main.js'],
  commands: [
    ['run', '--catch-up', '--quiet'],
    ['digest', '--write', '--quiet'],
  ],
  version: '1.2.3',
};

/** Folders as people name them, and as nobody should. */
const folders = ['/srv/our leads', "/srv/O'Neill & Co", '/srv/100% $HOME', '/srv/a"b\\c;d'];

const temporary = () => mkdtempSync(path.join(tmpdir(), 'ga-leads-schedule-'));
const has = (command: string): boolean => spawnSync('which', [command]).status === 0;

/** A program that notes where it was started and with what. */
function noter() {
  const folder = temporary();
  const note = path.join(folder, 'note.txt');
  const script = path.join(folder, 'note it.sh');
  writeFileSync(
    script,
    `#!/bin/sh\nfor a in "$PWD" "$@"; do printf '%s\\n' "$a"; done >>'${note}'\nexit \${FAIL:-0}\n`,
  );
  return { program: ['/bin/sh', script], noted: () => readFileSync(note, 'utf8').trimEnd().split('\n') };
}

const both = (folder: string) => [
  folder,
  'run',
  '--catch-up',
  '--quiet',
  folder,
  'digest',
  '--write',
  '--quiet',
];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

describe('a time', () => {
  it.each([
    ['Mon 07:00', { weekday: 1, hour: 7, minute: 0 }],
    ['sunday 23:59', { weekday: 7, hour: 23, minute: 59 }],
    [' wed  6:30 ', { weekday: 3, hour: 6, minute: 30 }],
    ['Mon 24:00', undefined],
    ['Mon 7', undefined],
    ['Foo 07:00', undefined],
    ['07:00', undefined],
  ])('%j is %j', (text, time) => expect(parseTime(text)).toEqual(time));
});

describe('the cron line', () => {
  it('is one that crontab takes', ({ skip }) => {
    if (!has('crontab')) skip('crontab is missing (Debian: cron)');
    for (const folder of ['/srv/leads', ...folders]) {
      for (const machineZone of ['Europe/Berlin', 'UTC']) {
        const file = path.join(temporary(), 'crontab');
        writeFileSync(file, recipes.cron({ ...plan, folder, machineZone }));
        expect(spawnSync('crontab', ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0 });
      }
    }
  });

  it('has day and time in the machine’s own zone', () => {
    expect(lastLine(recipes.cron(plan))).toBe(
      '0 7 * * 1 cd /srv/leads && /usr/bin/node /opt/ga-leads/main.js run --catch-up --quiet && /usr/bin/node /opt/ga-leads/main.js digest --write --quiet',
    );
  });

  /** What cron gives to sh: the sixth field and on, `\%` as `%`. */
  const commandOf = (line: string) => line.split(' ').slice(5).join(' ').replaceAll('\\%', '%');

  it.each(folders)('does both, one after the other, in %s', (name) => {
    const { program, noted } = noter();
    const folder = path.join(temporary(), name);
    mkdirSync(folder, { recursive: true });
    const line = lastLine(recipes.cron({ ...plan, folder, program }));
    expect(line.replaceAll('\\%', '')).not.toContain('%');
    expect(spawnSync('/bin/sh', ['-c', commandOf(line)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(noted()).toEqual(both(folder));
  });

  it('sends no digest of a run that failed, and lets its message through', () => {
    const { program, noted } = noter();
    const folder = temporary();
    const line = lastLine(recipes.cron({ ...plan, folder, program }));
    const env = { ...process.env, FAIL: '3' };
    expect(spawnSync('/bin/sh', ['-c', commandOf(line)], { env })).toMatchObject({ status: 3 });
    expect(noted()).toEqual([folder, 'run', '--catch-up', '--quiet']);
    expect(line).not.toMatch(/>/);
  });

  it('looks whether it is time in another zone, and is quiet when it is not', () => {
    const { program, noted } = noter();
    const folder = temporary();
    const time = new Date();
    const zone = 'Asia/Kolkata';
    const there = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    const parts = Object.fromEntries(there.formatToParts(time).map(({ type, value }) => [type, value]));
    const now = parseTime(`${parts.weekday} ${parts.hour}:${parts.minute}`);
    const at = { ...plan, folder, program, timeZone: zone, machineZone: 'UTC' };
    const other = lastLine(recipes.cron({ ...at, weekday: ((now?.weekday ?? 1) % 7) + 1 }));
    expect(spawnSync('/bin/sh', ['-c', commandOf(other)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    const right = [0, 1].map((later) =>
      lastLine(recipes.cron({ ...at, ...now, minute: ((now?.minute ?? 0) + later) % 60 })),
    );
    for (const line of right) spawnSync('/bin/sh', ['-c', commandOf(line)]);
    expect(noted()).toEqual(both(folder));
    expect(recipes.cron({ ...at, minute: 50 })).toMatch(/^5,20,35,50 \* \* \* \* /m);
  });
});

describe('the systemd units', () => {
  it('have a time that systemd understands, in the right zone', ({ skip }) => {
    if (!has('systemd-analyze')) skip('systemd-analyze is missing (Debian: systemd)');
    const calendar = systemdUnits(plan).timer.match(/^OnCalendar=(.*)$/m)?.[1] ?? '';
    expect(calendar).toBe('Mon *-*-* 07:00:00 Europe/Berlin');
    const said = execFileSync('systemd-analyze', ['calendar', calendar], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(said).toMatch(/Normalized form: Mon \*-\*-\* 07:00:00 Europe\/Berlin[\s\S]*Next elapse: Mon /);
  });

  it('are whole, whatever the folder is called', ({ skip }) => {
    if (!has('systemd-analyze')) skip('systemd-analyze is missing (Debian: systemd)');
    for (const name of ['/leads', ...folders]) {
      const folder = path.join(temporary(), name);
      mkdirSync(folder, { recursive: true });
      const units = systemdUnits({ ...plan, folder, program: ['/bin/sh', path.join(folder, 'main.js')] });
      const place = temporary();
      for (const [kind, text] of Object.entries(units))
        writeFileSync(path.join(place, `ga-leads.${kind}`), text);
      const files = Object.keys(units).map((kind) => path.join(place, `ga-leads.${kind}`));
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
      expect(stderr.split('\n').filter((line) => line.includes('ga-leads.'))).toEqual([]);
    }
  });

  it('keep $ and % of paths', () => {
    const { service } = systemdUnits({ ...plan, folder: '/a %b', program: ['/x $y/%z"'] });
    expect(service).toContain('WorkingDirectory=/a %%b\n');
    expect(service).toContain('ExecStart="/x $$y/%%z\\"" run --catch-up --quiet\n');
  });
});

describe('the GitHub workflow', () => {
  interface Workflow {
    on: { schedule: { cron: string; timezone: string }[] };
    permissions: Record<string, string>;
    jobs: { weekly: { steps: { name?: string; run?: string; if?: string; env?: Record<string, string> }[] } };
  }
  const workflow = (more: Partial<Plan> = {}): Workflow => parse(recipes.github({ ...plan, ...more }));
  const stepOf = (name: string, more: Partial<Plan> = {}) =>
    workflow(more).jobs.weekly.steps.find((step) => step.name === name)?.run ?? '';

  it('has its time in the right zone, and the secrets only where they are needed', () => {
    const { on, permissions, jobs } = workflow({ weekday: 7 });
    expect(on.schedule).toEqual([{ cron: '0 7 * * 0', timezone: 'Europe/Berlin' }]);
    expect(permissions).toEqual({ contents: 'write' });
    expect(jobs.weekly.steps.filter(({ env }) => env).map(({ name }) => name)).toEqual(['Run']);
    expect(stepOf('Run')).toMatch(
      /npx --yes ga-leads@1\.2\.3 run --catch-up --quiet\nnpx --yes ga-leads@1\.2\.3 digest --write --quiet\n$/,
    );
  });

  it('keeps the history in a branch of one commit, from one run to the next', () => {
    const [remote, clone] = [temporary(), path.join(temporary(), 'clone')];
    const git = (...args: string[]) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    git('init', '--bare', '--initial-branch=main', remote);
    for (const run of ['first', 'second', 'third']) {
      const work = `${clone}-${run}`;
      git('clone', remote, work);
      const sh = (script: string) =>
        execFileSync('bash', ['-eo', 'pipefail', '-c', script], { cwd: work, stdio: 'pipe' });
      const history = { history: "data/it's.sqlite" };
      mkdirSync(path.join(work, 'data'));
      sh(stepOf('Fetch the history', history));
      const file = path.join(work, history.history);
      const before = spawnSync('cat', [file], { encoding: 'utf8' }).stdout;
      expect(before).toBe({ first: '', second: 'first', third: 'first,second' }[run]);
      writeFileSync(file, [before, run].filter(Boolean).join(','));
      sh(stepOf('Keep the history', history));
    }
    expect(git('-C', remote, 'rev-list', '--count', 'ga-leads-history').trim()).toBe('1');
  });

  it('does not begin a new history where the old one cannot be read', () => {
    const work = temporary();
    execFileSync('git', ['init', '-q', work]);
    execFileSync('git', ['-C', work, 'remote', 'add', 'origin', path.join(work, 'gone')]);
    const fetched = spawnSync('bash', ['-eo', 'pipefail', '-c', stepOf('Fetch the history')], { cwd: work });
    expect(fetched.status).not.toBe(0);
    expect(workflow().jobs.weekly.steps.find(({ name }) => name === 'Keep the history')?.if).toContain(
      "steps.history.outcome == 'success'",
    );
  });
});

describe('the Windows task', () => {
  it('has day, time and a batch file that stops at the first failure', () => {
    const text = recipes.windows({
      ...plan,
      folder: 'C:\\100% leads',
      program: ['C:\\Program Files\\node.exe', 'C:\\x\\main.js'],
    });
    expect(text).toContain('schtasks /Create /TN ga-leads /SC WEEKLY /D MON /ST 07:00 /TR');
    expect(text).toContain('cd /d "C:\\100%% leads" || exit /b 1\n');
    expect(text).toContain(
      'call "C:\\Program Files\\node.exe" C:\\x\\main.js run --catch-up --quiet 2>>ga-leads.log || exit /b 1\n',
    );
    expect(recipes.windows({ ...plan, machineZone: 'UTC' })).toContain(
      "The task's time is the machine's (UTC)",
    );
  });
});

describe('schedule', () => {
  it('prints all four, with the working folder and the way this program was started', async () => {
    const { code, stdout, cwd } = await runCli([
      'schedule',
      '--at',
      'Wed 06:30',
      '--time-zone',
      'Asia/Tokyo',
    ]);
    expect(code).toBe(0);
    for (const part of [
      'crontab -e',
      'OnCalendar=Wed *-*-* 06:30:00 Asia/Tokyo',
      'timezone: Asia/Tokyo',
      '/D WED /ST 06:30',
    ])
      expect(stdout).toContain(part);
    expect(stdout).toContain(`WorkingDirectory=${cwd}\n`);
    expect(stdout).toContain(
      `ExecStart=${process.execPath} /opt/ga-leads/dist/main.js run --catch-up --quiet\n`,
    );
    expect(stdout).toContain('npx --yes ga-leads@0.0.0-test run');
  });

  it('says which week a Monday’s list is of, and what is still missing in the settings', async () => {
    const { stderr, stdout } = await runCli(['schedule', '--kind', 'cron']);
    expect(stderr).toMatch(/the week before it[\s\S]*still name the sample[\s\S]*no sink is enabled/);
    expect(stdout).toContain('crontab -e');
    expect(stdout).not.toContain('systemctl');
    expect((await runCli(['schedule', '--kind', 'cron', '--at', 'Wed 07:00'])).stderr).not.toContain(
      'week before',
    );
  });

  it('catches nothing up from a file, and passes the settings on', async () => {
    const folder = temporary();
    writeFileSync(path.join(folder, 'my.yaml'), 'source: file\ninput: a.csv\n');
    const { stdout } = await runCli(['schedule', '--kind', 'cron', '--config', 'my.yaml'], { cwd: folder });
    expect(stdout).toContain('run --quiet --config my.yaml && ');
    expect(stdout).toContain('digest --write --quiet --config my.yaml');
  });

  it.each([
    [['--kind', 'crn'], '--kind crn (did you mean cron?)'],
    [['--at', 'Montag 7'], '--at Montag 7 is no time of a week'],
    [['--time-zone', 'Berlin'], '--time-zone Berlin is not known'],
  ])('%j: %s', async (argv, message) => {
    const { code, stderr, stdout } = await runCli(['schedule', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
