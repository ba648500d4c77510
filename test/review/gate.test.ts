import { describe, expect, it } from 'vitest';
import { host, reviewing, token } from './make.ts';

const decision = { on: '0:n:siemens ag', kind: 'accept', back: '/' };

/** What an attacker tries, and the answer it gets. Nothing of it changes anything. */
const attacks: [
  what: string,
  status: number,
  to: string,
  asked: Parameters<Awaited<ReturnType<typeof reviewing>>['raw']>[1],
][] = [
  ['no token and no cookie', 401, '/', {}],
  ['a token that was guessed', 403, '/?token=guessed', {}],
  ['a cookie that was made up', 401, '/', { headers: { cookie: 'ga-leads-8700=made-up' } }],
  [
    'another host name that resolves to this machine (DNS rebinding)',
    421,
    '/',
    { headers: { host: 'evil.example' } },
  ],
  [
    'the right token under another host name',
    421,
    `/?token=${token}`,
    { headers: { host: 'evil.example:8700' } },
  ],
  [
    'a write without a cookie',
    401,
    '/decide',
    { method: 'POST', form: decision, headers: { origin: `http://${host}` } },
  ],
];

/** The same with the cookie of somebody who is in. */
const forgeries: [what: string, headers: Record<string, string>, csrf?: string][] = [
  ['a form on another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  [
    'another program on this machine, as same site',
    { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' },
  ],
  ['a form without an origin', { origin: '' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a hidden origin, and no word of where it comes from', { origin: 'null', 'sec-fetch-site': '' }],
  ['https for http', { origin: `https://${host}` }],
  ['our own page without its CSRF token', {}, ''],
  ["somebody else's CSRF token", {}, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
];

describe('who is let in', () => {
  it.each(attacks)('not: %s', async (_what, status, to, asked) => {
    const { raw, history } = await reviewing();
    const answer = await raw(to, asked);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('Siemens');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(history.decisions.list('own')).toEqual([]);
  });

  it('whoever opens the printed address, by a strict cookie that scripts cannot read', async () => {
    const { raw, enter } = await reviewing();
    const opened = await raw(`/?token=${token}`);
    expect(opened.headers.get('set-cookie')).toMatch(
      /^ga-leads-8700=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(opened.headers.get('set-cookie')).not.toContain(token);
    expect(opened.headers.get('refresh')).toBe('0; url=/');
    const { get } = await enter();
    expect(await (await get('/')).text()).toContain('Siemens');
  });

  it('nobody for a minute after ten wrong tokens, not even by the right one', async () => {
    const { raw, wait } = await reviewing();
    for (let n = 0; n < 10; n++) expect((await raw('/?token=wrong')).status).toBe(403);
    expect((await raw(`/?token=${token}`)).status).toBe(429);
    wait(61_000);
    expect((await raw(`/?token=${token}`)).status).toBe(200);
  });

  it('keeps those in who are in while others guess', async () => {
    const { raw, enter } = await reviewing();
    const { get } = await enter();
    for (let n = 0; n < 20; n++) await raw('/?token=wrong');
    expect((await get('/')).status).toBe(200);
  });
});

describe('whose writes are taken', () => {
  it.each(forgeries)('not: %s', async (_what, headers, csrf) => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    const answer = await post('/decide', csrf === undefined ? decision : { ...decision, csrf }, headers);
    expect(answer.status).toBe(403);
    expect(history.decisions.list('own')).toEqual([]);
  });

  it('not: by a mere link', async () => {
    const { enter, history } = await reviewing();
    const { get, csrf } = await enter();
    expect((await get(`/decide?on=0%3An%3Asiemens+ag&kind=accept&csrf=${csrf}`)).status).toBe(404);
    expect(history.decisions.list('own')).toEqual([]);
  });

  it('not: a body without an end', async () => {
    const { enter } = await reviewing();
    const { post } = await enter();
    expect((await post('/decide', { ...decision, note: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  it('those of its own forms, whose origin a browser hides as their page has no referrer', async () => {
    const { enter } = await reviewing();
    const { post } = await enter();
    expect((await post('/decide', decision, { origin: 'null' })).status).toBe(303);
  });

  it('those of its own pages', async () => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    expect((await post('/decide', decision)).status).toBe(303);
    expect(history.decisions.list('own')).toMatchObject([{ kind: 'accept', by: 'anna' }]);
  });
});

describe('what a browser is told', () => {
  it('runs no script but ours, frames nothing, tells nobody where it was, keeps nothing', async () => {
    const { enter } = await reviewing();
    const { headers } = await (await enter()).get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has no inline script and no inline style in any page', async () => {
    const { enter } = await reviewing();
    const text = await (await (await enter()).get('/')).text();
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|javascript:/i);
  });
});
