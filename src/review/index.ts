import { once } from 'node:events';
import { siteOf, withHistoryOpen } from '../commands/history/open.ts';
import { decider } from '../commands/lead/decide.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import type { Site } from '../history/runs.ts';
import { openBrowser } from './browser.ts';
import { openReview } from './serve.ts';

export interface ReviewFlags {
  config?: string;
  site?: Site;
  by?: string;
  port: number;
  open: boolean;
}

const highestPort = 65_535;

/** `ga-leads review`: serves the page until Ctrl-C. Its address, with the token, is the one line on stdout. */
export async function review(flags: ReviewFlags, edge: Edge): Promise<number> {
  if (!(flags.port <= highestPort)) {
    throw inputError('review: --port is no port', 'Give a number up to 65535; 0 takes a free one.');
  }
  const site = await withHistoryOpen(flags, edge, async ({ history }) => siteOf(history, flags, edge));
  const who = decider(flags, edge);
  const { url, close } = await openReview({ site, config: flags.config, port: flags.port, who }, edge);
  edge.stdout.write(`${url}\n`);
  edge.stderr.write(`review: as ${who}, on this machine alone; Ctrl-C ends it\n`);
  if (flags.open && edge.stdout.isTTY) openBrowser(url);
  if (!edge.signal.aborted) await once(edge.signal, 'abort');
  await close();
  return exitCodes.done;
}
