import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Edge } from '../edge.ts';
import { type Door, type Way, wayIn } from './doors.ts';
import type { Html } from './html.ts';
import { isSame, newToken } from './secrets.ts';

/** Somebody at work in one browser. */
export interface Session {
  who: string;
  /** Goes with every write, so that no other page can make one. */
  csrf: string;
  /** What was just done, for the page that is shown next. */
  notice?: Html;
  /** The numbers of decisions that Ctrl Z takes back, each time those of the last deed. */
  deeds: number[][];
}

export interface GateOptions {
  /** By which the page may be called, e.g. `http://127.0.0.1:8700`: no other name, whatever it resolves to. */
  origins: readonly string[];
  /** How somebody becomes known. */
  way: Way;
  now: Edge['now'];
}

export type GateEnv = { Variables: { session: Session } };

/** By its port: another page on this machine keeps its own, as browsers tell cookies apart by the host alone. */
const cookieOf = (host: string): string => `ga-leads-${host.split(':').at(-1)}`;
const mostSessions = 1_000;

const ownPageAlone = 'Writes are taken from this page alone.\n';

/**
 * Whether a page of ours sends it. A form of a page without a referrer has the origin `null`: then it counts only
 * where the browser itself says that it comes from the same origin, which no page elsewhere can make it say.
 */
function isOwn(c: Context, origin: string): boolean {
  const site = c.req.header('sec-fetch-site');
  const given = c.req.header('origin');
  return given === 'null'
    ? site === 'same-origin'
    : given === origin && (site ?? 'same-origin') === 'same-origin';
}

/**
 * Lets in whoever the door knows, and takes writes from its own pages alone. In this order: the host's name, where
 * a write comes from, who it is (a strict cookie), the CSRF token.
 */
export function gate({ origins, way, now }: GateOptions): MiddlewareHandler<GateEnv> {
  const sessions = new Map<string, Session>();
  const door: Door = wayIn(way, now);

  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const origin = origins.find((one) => new URL(one).host === host);
    if (origin === undefined) return c.text(`This page is not called ${host}.\n`, 421);
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (isRead && c.req.path.startsWith('/assets/')) return next();
    if (!isRead && !isOwn(c, origin)) return c.text(ownPageAlone, 403);

    const known = sessions.get(getCookie(c, cookieOf(host)) ?? '');
    const entry = await door(c, known);
    if ('refused' in entry) return entry.refused;
    const session = entry.who === known?.who ? known : begin(entry.who);
    if ('welcome' in entry) return entry.welcome();
    if (!isRead) {
      const shown = c.req.header('x-csrf-token') ?? String((await c.req.parseBody()).csrf ?? '');
      if (!isSame(shown, session.csrf)) {
        return c.text('This form is too old: go back, reload the page, and do it again.\n', 403);
      }
    }
    c.set('session', session);
    return next();

    function begin(who: string): Session {
      const id = newToken();
      const begun = { who, csrf: newToken(), deeds: [] };
      sessions.set(id, begun);
      const [oldest] = sessions.keys();
      if (sessions.size > mostSessions && oldest) sessions.delete(oldest);
      const secure = origin?.startsWith('https:') ?? false;
      setCookie(c, cookieOf(host), id, { httpOnly: true, sameSite: 'Strict', path: '/', secure });
      return begun;
    }
  };
}
