import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { Edge } from '../edge.ts';
import type { Html } from './html.ts';

/** Somebody at work: one browser that showed the token. */
export interface Session {
  who: string;
  /** Goes with every write, so that no other page can make one. */
  csrf: string;
  /** What was just done, for the page that is shown next. */
  notice?: Html;
}

export interface GateOptions {
  /** Hosts by which the page may be called, e.g. `127.0.0.1:8700`: no other name, whatever it resolves to. */
  hosts: readonly string[];
  /** In the first URL; whoever has it may work. */
  token: string;
  /** Whose decisions they are. */
  who: string;
  now: Edge['now'];
}

export type GateEnv = { Variables: { session: Session } };

const cookieName = 'ga-leads';
const mostFailures = 10;
const failureWindow = 60_000;

export const newToken = (): string => randomBytes(24).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const refusal = (title: string, text: string) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/review.css"></head>
<body class="alone"><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

/**
 * Lets in whoever showed the token once, under the name that the page was opened by, and takes writes from its own
 * pages alone. In this order: the host's name, where the request comes from, the cookie, the CSRF token.
 */
export function gate({ hosts, token, who, now }: GateOptions): MiddlewareHandler<GateEnv> {
  const sessions = new Map<string, Session>();
  let failures: number[] = [];

  function enter(c: Context, given: string) {
    const at = now().getTime();
    failures = failures.filter((failure) => at - failure < failureWindow);
    if (failures.length >= mostFailures) {
      c.header('retry-after', String(failureWindow / 1000));
      return c.html(refusal('Too many wrong tokens', 'Wait a minute, then open the address again.'), 429);
    }
    if (!isSame(given, token)) {
      failures.push(at);
      return c.html(
        refusal('This address is no longer right', 'Open the one that ga-leads review printed last.'),
        403,
      );
    }
    const id = newToken();
    sessions.set(id, { who, csrf: newToken() });
    setCookie(c, cookieName, id, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // No redirect: after one that began on another site, a strict cookie would not be sent.
    c.header('refresh', '0; url=/');
    return c.html(refusal('Opening …', 'One moment.'));
  }

  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.includes(host)) {
      return c.text(`This page is not called ${host}.\n`, 421);
    }
    const url = new URL(c.req.url);
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    const given = url.searchParams.get('token');
    if (isRead && url.pathname === '/' && given !== null) return enter(c, given);
    if (isRead && url.pathname.startsWith('/assets/')) return next();

    const from = c.req.header('sec-fetch-site');
    const isOurs = from === undefined || from === 'same-origin' || (isRead && from === 'none');
    if (!isOurs && !isRead) return c.text('Writes are taken from this page alone.\n', 403);
    const session = sessions.get(getCookie(c, cookieName) ?? '');
    if (!session) {
      return c.html(
        refusal('Not signed in', 'Open the address that ga-leads review printed: it holds the token.'),
        401,
      );
    }
    if (!isRead) {
      if (c.req.header('origin') !== `http://${host}`)
        return c.text('Writes are taken from this page alone.\n', 403);
      const shown = c.req.header('x-csrf-token') ?? String((await c.req.parseBody()).csrf ?? '');
      if (!isSame(shown, session.csrf)) {
        return c.html(refusal('This form is too old', 'Go back, reload the page, and do it again.'), 403);
      }
    }
    c.set('session', session);
    return next();
  };
}
