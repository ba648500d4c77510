import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Edge } from '../edge.ts';
import type { Session } from './gate.ts';
import { type Html, shown } from './html.ts';
import { isPassword, type People } from './people.ts';
import { isSame } from './secrets.ts';

/** How somebody becomes known: a token in the first address, a password, or a reverse proxy that says who it is. */
export type Way =
  | { token: string; who: string }
  | { people: People }
  /** `proxies`: addresses from which the header is believed. */
  | { userHeader: string; proxies: readonly string[] };

/**
 * Who is there; `welcome` is shown to whoever just came in. Refused: nobody who is known, and how one becomes so.
 * A session that began before needs nothing more.
 */
export type Door = (
  c: Context,
  known: Session | undefined,
) => Promise<{ who: string } | { who: string; welcome(): Promise<Response> } | { refused: Response }>;

export const wayIn = (way: Way, now: Edge['now']): Door =>
  'token' in way ? byToken(way, now) : 'people' in way ? byPassword(way, now) : byProxy(way);

const alone = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/review.css"></head>
<body class="alone"><main><h1>${title}</h1>${body}</main></body></html>`;

const mostFailures = 10;
const failureWindow = 60_000;

/** Counts what went wrong within a minute: after ten nobody may try for the rest of it. */
function failures(now: Edge['now']) {
  let times: number[] = [];
  return {
    areTooMany() {
      const at = now().getTime();
      times = times.filter((time) => at - time < failureWindow);
      return times.length >= mostFailures;
    },
    add: () => times.push(now().getTime()),
  };
}

async function tooMany(c: Context): Promise<{ refused: Response }> {
  c.header('retry-after', String(failureWindow / 1000));
  return {
    refused: await c.html(alone('Too many wrong tries', html`<p>Wait a minute, then try again.</p>`), 429),
  };
}

/** Whoever has the address that was printed; its token becomes a cookie and leaves the address. */
function byToken({ token, who }: { token: string; who: string }, now: Edge['now']): Door {
  const wrong = failures(now);
  return async (c, known) => {
    const given = c.req.method === 'GET' && c.req.path === '/' ? c.req.query('token') : undefined;
    if (given === undefined) {
      if (known) return known;
      const text = html`<p>Open the address that ga-leads review printed: it holds the token.</p>`;
      return { refused: await c.html(alone('Not signed in', text), 401) };
    }
    if (wrong.areTooMany()) return tooMany(c);
    if (!isSame(given, token)) {
      wrong.add();
      const text = html`<p>Open the one that ga-leads review printed last.</p>`;
      return { refused: await c.html(alone('This address is no longer right', text), 403) };
    }
    return { who, welcome: () => welcome(c) };
  };
}

/** No redirect: after one that began on another site, a strict cookie would not be sent. */
async function welcome(c: Context): Promise<Response> {
  c.header('refresh', '0; url=/');
  return c.html(alone('Opening …', html`<p><a href="/">One moment.</a></p>`));
}

/** Whoever knows a password of the file. */
function byPassword({ people }: { people: People }, now: Edge['now']): Door {
  const wrong = failures(now);
  const form = (text: string) => html`<form method="post" action="/sign-in" class="sign-in"><p>${text}</p>
<label>Name <input name="name" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label><button>Sign in</button></form>`;
  return async (c, known) => {
    if (c.req.method !== 'POST' || c.req.path !== '/sign-in') {
      return known ?? { refused: await c.html(alone('Sign in', form('')), 401) };
    }
    if (wrong.areTooMany()) return tooMany(c);
    const { name, password } = await c.req.parseBody();
    const who = String(name ?? '');
    if (await isPassword(people, who, String(password ?? ''))) {
      return { who, welcome: () => welcome(c) };
    }
    wrong.add();
    return {
      refused: await c.html(alone('Sign in', form('That name and that password do not go together.')), 403),
    };
  };
}

/** Whoever a reverse proxy, which signs people in, says that it is. */
function byProxy({ userHeader, proxies }: { userHeader: string; proxies: readonly string[] }): Door {
  return async (c) => {
    const address = getConnInfo(c).remote.address ?? '';
    const who = shown(c.req.header(userHeader) ?? '', 80);
    if (proxies.includes(address.replace(/^::ffff:/, '')) && who !== '') return { who };
    const text = html`<p>This page is behind a proxy that says who you are. Open it there.</p>`;
    return { refused: await c.html(alone('Not signed in', text), 401) };
  };
}
