import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { siteOf, withHistoryOpen } from '../commands/history/open.ts';
import { decider } from '../commands/lead/decide.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import type { Site } from '../history/runs.ts';
import { isLoopback } from '../sink/host.ts';
import { openBrowser } from './browser.ts';
import type { Way } from './doors.ts';
import { passwordLine, readPeople } from './people.ts';
import { newToken } from './secrets.ts';
import { openReview } from './serve.ts';

export interface ReviewFlags {
  config?: string;
  site?: Site;
  by?: string;
  host: string;
  port: number;
  open: boolean;
  origin?: string;
  passwordFile?: string;
  userHeader?: string;
  proxy?: string[];
  hashPassword?: string;
}

const highestPort = 65_535;
const loopbackProxies = ['127.0.0.1', '::1'];

/** `ga-leads review`: serves the page until Ctrl-C. Its address, with the token, is the one line on stdout. */
export async function review(flags: ReviewFlags, edge: Edge): Promise<number> {
  if (flags.hashPassword !== undefined) {
    const password = (await text(edge.stdin)).replace(/\r?\n$/, '');
    edge.stdout.write(`${await passwordLine(flags.hashPassword, password)}\n`);
    return exitCodes.done;
  }
  const who = decider(flags, edge);
  const way = await wayOf(flags, who);
  const site = await withHistoryOpen(flags, edge, async ({ history }) => siteOf(history, flags, edge));
  const { config, host, port } = flags;
  const { origin, close } = await openReview({ site, config, host, port, origin: flags.origin, way }, edge);
  const url = 'token' in way ? `${origin}/?token=${way.token}` : `${origin}/`;
  edge.stdout.write(`${url}\n`);
  edge.stderr.write(
    `review: ${'token' in way ? `as ${who}, ` : ''}${isLoopback(host) ? 'on this machine alone' : `on ${host}`}; Ctrl-C ends it\n`,
  );
  if (flags.open && edge.stdout.isTTY) openBrowser(url);
  if (!edge.signal.aborted) await once(edge.signal, 'abort');
  await close();
  return exitCodes.done;
}

/** How people become known, by the flags; beyond this machine a token in an address is not enough. */
async function wayOf(
  { host, port, origin, passwordFile, userHeader, proxy }: ReviewFlags,
  who: string,
): Promise<Way> {
  if (!(port <= highestPort)) {
    throw inputError('review: --port is no port', 'Give a number up to 65535; 0 takes a free one.');
  }
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw inputError(
      `review: --origin ${origin} is no address`,
      'Give it as https://leads.example.com, with nothing after it.',
    );
  }
  if (passwordFile !== undefined && userHeader !== undefined) {
    throw inputError('review: give one of --password-file and --user-header');
  }
  if (passwordFile !== undefined) return { people: await readPeople(passwordFile) };
  if (userHeader !== undefined) return { userHeader, proxies: proxy ?? loopbackProxies };
  if (isLoopback(host)) return { token: newToken(), who };
  throw inputError(
    `review: --host ${host} is open to others, who must be told apart`,
    'Give --password-file FILE, or --user-header NAME where a reverse proxy signs people in. A proxy on this machine needs no --host.',
  );
}
