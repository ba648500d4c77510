import { serve } from '@hono/node-server';
import type { Edge } from '../edge.ts';
import type { Site } from '../history/runs.ts';
import { reviewApp } from './app.ts';
import { openDesk } from './desk.ts';
import { newToken } from './gate.ts';

export interface ReviewOptions {
  site: Site;
  config?: string | undefined;
  /** 0: any free one. */
  port: number;
  who: string;
}

export interface Review {
  /** With the token: whoever has it may work. */
  url: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** The review page on loopback. */
export async function openReview({ site, config, port, who }: ReviewOptions, edge: Edge): Promise<Review> {
  const desk = await openDesk(site, config, edge);
  const latest = desk.run();
  if (latest) desk.leads(latest);
  const token = newToken();
  const hosts: string[] = [];
  const app = reviewApp(desk, { hosts, token, who, now: edge.now });
  const { server, port: taken } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve, reject) => {
      const begun = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
        resolve({ server: begun, port: info.port }),
      );
      begun.on('error', reject);
    },
  );
  hosts.push(`${host}:${taken}`, `localhost:${taken}`);
  return {
    url: `http://${host}:${taken}/?token=${token}`,
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
