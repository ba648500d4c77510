import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { exitCodes, UserError } from '../errors.ts';
import type { Desk } from './desk.ts';
import { type GateEnv, type GateOptions, gate } from './gate.ts';
import { page } from './html.ts';
import { leadRoutes } from './leads/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { qualityRoutes } from './quality/routes.ts';
import { removedRoutes } from './removed/routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { mostScoreBytes } from './rules/score.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const assets = new URL('./assets/', import.meta.url);

const mostBody = 1_000_000;

/** Every view adds its routes to this. */
export type Views = Hono<GateEnv>;

/** The whole review page as a function from request to response. */
export function reviewApp(desk: Desk, gateOptions: GateOptions): Views {
  const app: Views = new Hono<GateEnv>();
  app.use(
    secureHeaders({
      // A view may have a policy of its own.
      overwrite: false,
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      // Plain HTTP on this machine: a promise of https would lock the address for other programs.
      strictTransportSecurity: false,
    }),
  );
  const upTo = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => c.text('That is too long.\n', 413) });
  const [usual, upload] = [upTo(mostBody), upTo(mostScoreBytes)];
  app.use((c, next) => (c.req.path === '/rules/score' ? upload : usual)(c, next));
  app.use(gate(gateOptions));
  app.use(compress());
  app.use(async (c, next) => {
    await next();
    if (!c.req.path.startsWith('/assets/')) c.header('cache-control', 'no-store');
  });

  for (const name of readdirSync(assets)) {
    const type = types[path.extname(name)];
    if (type === undefined) continue;
    const text = readFileSync(new URL(name, assets), 'utf8');
    app.get(`/assets/${name}`, (c) =>
      c.body(text, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
  leadRoutes(app, desk);
  organisationRoutes(app, desk);
  overviewRoutes(app, desk);
  qualityRoutes(app, desk);
  removedRoutes(app, desk);
  networkRoutes(app, desk);
  ruleRoutes(app, desk);

  app.notFound((c) => c.html(told(c, 'Not found', 'There is no such page.', ''), 404));
  app.onError((error, c) => {
    if (!(error instanceof UserError)) {
      desk.edge.stderr.write(`review: ${c.req.method} ${c.req.path}: ${error.stack}\n`);
      return c.html(told(c, 'That went wrong', 'It is a bug of ours; the terminal says more.', ''), 500);
    }
    const status = error.exitCode === exitCodes.locked ? 503 : 400;
    return c.html(told(c, 'That cannot be done', error.message, error.next ?? ''), status);
  });
  return app;

  function told(c: Context<GateEnv>, title: string, text: string, next: string) {
    const body = html`<section class="told" data-told><h1>${title}</h1><p>${text}</p><p>${next}</p><p><a href="/">To this week's leads</a></p></section>`;
    return page({ path: '', title, body, desk, session: c.get('session') });
  }
}
