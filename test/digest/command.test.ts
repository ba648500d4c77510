import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/index.ts';
import { runCli } from '../edge.ts';
import { now } from '../history/make.ts';
import { slack } from '../stand-ins/slack.ts';
import { smtpServer } from '../stand-ins/smtp.ts';
import { excluded, record, visitor } from './make.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-digest-'));
  writeFileSync(
    path.join(cwd, 'rules.yaml'),
    '- { id: us-cox, exclude: isp, words: [cox], why: US cable carrier, matches: [cox], spares: [Wilcox] }\n',
  );
  const history = openHistory(path.join(cwd, 'ga-leads.sqlite'), { now });
  record(history, 9, [visitor('Old AG', { status: 'steady' })]);
  record(history, 10, [
    visitor('Acme GmbH'),
    visitor('Uni', { type: 'education', status: 'rising' }),
    excluded('net'),
  ]);
  history.close();
});

const settings = (sinks = '') =>
  writeFileSync(
    path.join(cwd, 'ga-leads.yaml'),
    `source: file\ninput: a.csv\nmodel: off\nrules: [rules.yaml]\nsegments:\n  schools:\n    where:\n      type: [education]\n${sinks}`,
  );
const hook = '/services/T0/B0/sEcReT';

const digest = (argv: string[] = [], env: Record<string, string> = {}) =>
  runCli(['digest', ...argv], { cwd, env, fetch: globalThis.fetch });

/** Mail to two people and Slack, all on loopback. */
async function everywhere(
  answer: { status: number; text: string } | undefined = { status: 200, text: 'ok' },
) {
  const [mail, channel] = [await smtpServer(), await slack(answer)];
  stops.push(mail.stop, channel.stop);
  settings(`sinks:
  email: { enabled: true, host: 127.0.0.1, port: ${mail.port}, from: leads@example.org, to: [anna@example.com, bob@example.com] }
  slack: { enabled: true, baseUrl: '${channel.base}' }
`);
  const send = (...argv: string[]) =>
    digest(['--write', ...argv], {
      SLACK_WEBHOOK_URL: channel.base + hook,
      SMTP_USER: '',
      SMTP_PASSWORD: '',
    });
  return { mail, channel, send, env: { SLACK_WEBHOOK_URL: channel.base + hook } };
}

describe('digest', () => {
  it('writes the latest run as one whole file and says where', async () => {
    settings();
    const { code, stdout, stderr } = await digest();
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'written: out/digest-2026-W46.html\n',
    });
    expect(readdirSync(path.join(cwd, 'out'))).toEqual(['digest-2026-W46.html']);
    const html = readFileSync(path.join(cwd, 'out', 'digest-2026-W46.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>[\s\S]*Acme GmbH[\s\S]*<\/html>\n$/);
  });

  it.each([
    ['html', /^<!doctype html>/],
    ['text', /^2 leads, 1 new in week 46 of 2026\n/],
  ])('puts %s on stdout, and nothing else', async (format, beginning) => {
    settings();
    const { stdout, stderr } = await digest(['--format', format, '--quiet']);
    expect(stdout).toMatch(beginning);
    expect(stderr).toBe('');
  });

  it('takes a week, a segment and a file', async () => {
    settings();
    const { stdout } = await digest(['--week', '2026-W45', '--format', 'text', '--out', 'a/b.html']);
    expect(stdout).toContain('Old AG');
    expect(readFileSync(path.join(cwd, 'a', 'b.html'), 'utf8')).toContain('Old AG');
    const schools = await digest(['--segment', 'schools', '--format', 'text']);
    expect(schools.stdout).toMatch(/^1 lead for schools in week 46 of 2026\n/);
    expect(schools.stdout).not.toContain('Acme');
    expect(schools.stderr).toContain('digest-2026-W46-schools.html');
  });

  it.each([
    [['--week', '2026-W30'], 'the history has no run 2026-W30 of your own site'],
    [['--format', 'pdf'], 'digest: --format pdf'],
    [['--segment', 'school'], 'did you mean schools?'],
    [['--write'], 'no sink is enabled'],
    [['--site', 'sample'], 'no run of the sample is remembered yet'],
    [['--out', '.'], 'cannot be written'],
  ])('%j: %s', async (argv, message) => {
    settings();
    const { code, stderr, stdout } = await digest(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('digest without --write', () => {
  it('sends nothing and says what it would send where', async () => {
    const { mail, channel, env } = await everywhere();
    const { code, stderr } = await digest([], env);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /would send to anna@example\.com by 127\.0\.0\.1:\d+\nwould send to bob@.*\nwould send to Slack\nnothing was sent: --write sends\n$/,
    );
    expect([mail.messages, channel.posts]).toEqual([[], []]);
  });
});

describe('digest --write', () => {
  it('sends each a mail with HTML and text, and one message to Slack', async () => {
    const { mail, channel, send } = await everywhere();
    const { code, stderr } = await send();
    expect(stderr).toMatch(/sent to anna@example\.com[\s\S]*sent to bob@example\.com[\s\S]*sent to Slack\n$/);
    expect(code).toBe(0);
    expect(mail.messages.map(({ to }) => to)).toEqual([['anna@example.com'], ['bob@example.com']]);
    const { subject, html, text, messageId } = await PostalMime.parse(mail.messages[0]?.raw ?? '');
    expect(subject).toBe('2 leads, 1 new in week 46 of 2026');
    expect(messageId).toMatch(/^<ga-leads\.own\.[0-9a-f]{12}\.2026-W46\.all@example\.org>$/);
    expect(html?.replaceAll('\r\n', '\n').trim()).toBe(
      readFileSync(path.join(cwd, 'out', 'digest-2026-W46.html'), 'utf8').trim(),
    );
    expect(text).toContain('Acme GmbH');
    expect(channel.posts.map((post) => post.path)).toEqual([hook]);
    expect(channel.posts[0]?.body.text).toBe(subject);
  });

  it('sends a week and segment once, however often it runs; another segment and --resend again', async () => {
    const { mail, channel, send } = await everywhere();
    await send();
    const again = await send();
    expect(again.code).toBe(0);
    expect((await send('--quiet')).stderr).toBe('');
    expect(again.stderr).toContain('sent to Slack on 2026-11-22 08:00 already');
    expect([mail.messages.length, channel.posts.length]).toEqual([2, 1]);
    await send('--segment', 'schools');
    expect([mail.messages.length, channel.posts.length]).toEqual([4, 2]);
    await send('--resend');
    expect([mail.messages.length, channel.posts.length]).toEqual([6, 3]);
    const ids = await Promise.all(
      mail.messages.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId),
    );
    expect([new Set(ids).size, ids[4]]).toEqual([2, ids[0]]);
  });

  it('ends with 4 where one failed; the next run sends just that one', async () => {
    const { mail, channel, send } = await everywhere({ status: 404, text: 'no_service' });
    const { code, stderr } = await send();
    expect(code).toBe(4);
    expect(stderr).toContain('not sent to Slack: slack: answered 404 (no_service)');
    expect((await send()).code).toBe(4);
    expect([mail.messages.length, channel.posts.length]).toEqual([2, 2]);
  });

  it('does not send again of itself what may have arrived, and says so every time', async () => {
    const { mail, channel, send } = await everywhere();
    channel.answer(undefined);
    const first = await send();
    expect(first.code).toBe(4);
    expect(first.stderr).toMatch(/whether it arrived at Slack is not known \(.*Look there first; --resend/);
    const second = await send();
    expect(second.code).toBe(4);
    expect(second.stderr).toContain('whether it arrived at Slack is not known (begun on 2026-11-22 08:00');
    expect([mail.messages.length, channel.posts.length]).toEqual([2, 1]);
    channel.answer({ status: 200, text: 'ok' });
    expect((await send('--resend')).code).toBe(0);
    expect(channel.posts.length).toBe(2);
  });

  it('sends a short note for a week without leads', async () => {
    const { mail, send } = await everywhere();
    const history = openHistory(path.join(cwd, 'ga-leads.sqlite'), { now });
    record(history, 11, [excluded('net')]);
    history.close();
    await send();
    const { subject, text } = await PostalMime.parse(mail.messages[0]?.raw ?? '');
    expect(subject).toBe('No leads in week 47 of 2026');
    expect(text).toContain('The job ran as it should');
  });

  it('tells no secret, and the history keeps no address', async () => {
    const { send, channel } = await everywhere({ status: 403, text: 'sEcReT is wrong' });
    const { stderr } = await send();
    expect(stderr).toContain('*** is wrong');
    channel.answer(undefined);
    expect((await send()).stderr + stderr).not.toContain('sEcReT');
    const stored = readFileSync(path.join(cwd, 'ga-leads.sqlite')).toString('latin1');
    expect(stored).toContain('slack-digest');
    expect(stored).not.toMatch(/sEcReT|anna@example/);
  });

  it('sends the sample to nobody, but by name', async () => {
    const { mail, send } = await everywhere();
    const file = path.join(cwd, 'ga-leads.sqlite');
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
    const history = openHistory(file, { now });
    record(history, 10, [visitor('Made AG')], {}, 'sample');
    history.close();
    const refused = await send();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('no run of your own site is remembered yet');
    expect((await send('--site', 'sample')).code).toBe(0);
    expect(mail.messages).toHaveLength(2);
  });

  it('reads nothing and sends nothing where the webhook is missing', async () => {
    const { mail } = await everywhere();
    const { code, stderr } = await digest(['--write']);
    expect(code).toBe(2);
    expect(stderr).toContain('SLACK_WEBHOOK_URL is not set');
    expect(mail.messages).toEqual([]);
  });
});
