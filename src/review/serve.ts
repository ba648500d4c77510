import { serve } from '@hono/node-server';
import type { Edge } from '../edge.ts';
import { errnoOf, inputError } from '../errors.ts';
import type { Site, StoredRun } from '../history/runs.ts';
import { isLoopback } from '../sink/host.ts';
import { reviewApp } from './app.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Way } from './doors.ts';

export interface ReviewOptions {
  site: Site;
  config?: string | undefined;
  /** An address of this machine. */
  host: string;
  /** 0: any free one. */
  port: number;
  /** The address that people use, where it is another one: that of a reverse proxy. */
  origin?: string | undefined;
  way: Way;
}

export interface Review {
  /** Where it is, without a secret. */
  origin: string;
  close(): Promise<void>;
}

/** Opens the history and serves the review page. UserError (exit 2) where the port cannot be had. */
export async function openReview(options: ReviewOptions, edge: Edge): Promise<Review> {
  const { site, config, host, port, way } = options;
  const desk = await openDesk(site, config, edge);
  const latest = desk.run();
  if (latest) desk.leads(latest);
  desk.standings();
  const origins: string[] = [];
  const app = reviewApp(desk, { origins, way, now: edge.now });
  const listening = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => listening.resolve(info.port));
  server.on('error', (error) => listening.reject(portFault(error, host, port)));
  try {
    const taken = await listening.promise;
    const here = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    origins.push(options.origin ?? here);
    if (isLoopback(host)) origins.push(here, `http://localhost:${taken}`);
    if (latest) readAhead(desk, latest, edge);
  } catch (error) {
    desk.close();
    throw error;
  }
  return {
    origin: origins[0] ?? '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          desk.close();
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Milliseconds for the first page alone. */
const firstPage = 1_000;

/** What is looked at next, while the leads are; where it fails, whoever asks for it is told. */
function readAhead(desk: Desk, run: StoredRun, edge: Edge): void {
  edge
    .sleep(firstPage)
    .then(() => desk.removed(run))
    .catch(() => undefined);
}

function portFault(error: unknown, host: string, port: number): Error {
  const code = errnoOf(error) ?? String(error);
  if (code !== 'EADDRINUSE')
    return inputError(`review: cannot listen on ${host}:${port} (${code})`, 'Give another --host or --port.');
  return inputError(
    `review: port ${port} is taken, perhaps by a review page that is open already`,
    'Give --port 0: it takes a free one.',
  );
}
