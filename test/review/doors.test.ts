import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPassword, passwordLine, readPeople } from '../../src/review/people.ts';
import { runCli } from '../edge.ts';
import { host, reviewing } from './make.ts';

const own = { origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' };

function passwordFile(text: string, mode = 0o600): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ga-leads-people-')), 'people');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe('a password file', async () => {
  const line = await passwordLine('anna', 'correct horse battery');
  const people = await readPeople(passwordFile(`# who may\n\n${line}\n`));

  it('knows who knows the password, and holds none', async () => {
    expect(line).not.toContain('horse');
    expect(await isPassword(people, 'anna', 'correct horse battery')).toBe(true);
    expect(await isPassword(people, 'anna', 'correct horse batterz')).toBe(false);
    expect(await isPassword(people, 'ben', 'correct horse battery')).toBe(false);
    expect(await isPassword(people, 'ben', '')).toBe(false);
  });

  it('is made by the command', async () => {
    const { stdout } = await runCli(['review', '--hash-password', 'ben'], {}, 'something long\n');
    expect(await isPassword(await readPeople(passwordFile(stdout)), 'ben', 'something long')).toBe(true);
  });

  it.each([
    ['anna:plain', 0o600, /people:1 is no line/],
    ['', 0o600, /names nobody/],
    [line, 0o644, /others may read/],
  ])('is refused where it is wrong: %#', async (text, mode, message) => {
    await expect(readPeople(passwordFile(text, mode))).rejects.toThrow(message);
  });

  it('lets people in under their own names, by a form that tells nothing to others', async () => {
    const { raw } = await reviewing(undefined, '', { people });
    const first = await raw('/');
    expect(first.status).toBe(401);
    const asked = await first.text();
    expect(asked).toContain('type="password"');
    expect(asked).not.toContain('Siemens');
    const sign = (password: string, headers = own) =>
      raw('/sign-in', { method: 'POST', form: { name: 'anna', password }, headers });
    expect((await sign('wrong')).status).toBe(403);
    expect((await sign('correct horse battery', { ...own, origin: 'https://evil.example' })).status).toBe(
      403,
    );
    const cookie = (await sign('correct horse battery')).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await raw('/', { headers: { cookie } })).text()).toContain('<span>anna</span>');
  });

  it('lets nobody try for long', async () => {
    const { raw, wait } = await reviewing(undefined, '', { people });
    const sign = (password: string) =>
      raw('/sign-in', { method: 'POST', form: { name: 'anna', password }, headers: own });
    for (let n = 0; n < 10; n++) await sign('wrong');
    expect((await sign('correct horse battery')).status).toBe(429);
    wait(61_000);
    expect((await sign('correct horse battery')).status).toBe(200);
  });
});

describe('a reverse proxy', () => {
  const way = { userHeader: 'x-forwarded-user', proxies: ['127.0.0.1'] };

  it('says who it is', async () => {
    const { raw } = await reviewing(undefined, '', way);
    const answer = await raw('/', { headers: { 'x-forwarded-user': 'ben <b>' }, from: '::ffff:127.0.0.1' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<span>ben &lt;b&gt;</span>');
  });

  it.each([
    ['from elsewhere', { 'x-forwarded-user': 'ben' }, '10.0.0.9'],
    ['without the header', {}, '127.0.0.1'],
    ['with an empty one', { 'x-forwarded-user': ' ' }, '127.0.0.1'],
  ])('is not believed %s', async (_what, headers, from) => {
    const { raw } = await reviewing(undefined, '', way);
    expect((await raw('/', { headers, from })).status).toBe(401);
  });

  it('gives another person another session', async () => {
    const { raw, history } = await reviewing(undefined, '', way);
    const anna = await raw('/', { headers: { 'x-forwarded-user': 'anna' } });
    const cookie = anna.headers.get('set-cookie')?.split(';')[0] ?? '';
    const csrf = /name="csrf" content="([^"]+)"/.exec(await anna.text())?.[1] ?? '';
    const post = (user: string) =>
      raw('/decide', {
        method: 'POST',
        form: { csrf, on: '0:n:siemens ag', kind: 'accept', back: '/' },
        headers: { ...own, cookie, 'x-forwarded-user': user },
      });
    expect((await post('ben')).status).toBe(403);
    expect((await post('anna')).status).toBe(303);
    expect(history.decisions.list('own')).toMatchObject([{ by: 'anna' }]);
  });
});

describe('ga-leads review beyond this machine', () => {
  it.each([
    [['--host', '0.0.0.0'], /is open to others/],
    [['--host', '0.0.0.0', '--password-file', 'nowhere'], /nowhere cannot be read/],
    [['--password-file', 'a', '--user-header', 'b'], /one of --password-file and --user-header/],
    [['--origin', 'leads.example.com'], /is no address/],
    [['--port', '70000'], /is no port/],
  ])('%j is refused', async (flags, message) => {
    const { code, stderr } = await runCli(['review', '--no-open', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
