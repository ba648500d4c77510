import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHistory } from '../../src/history/index.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import { reviewApp } from '../../src/review/app.ts';
import { openDesk } from '../../src/review/desk.ts';
import type { Way } from '../../src/review/doors.ts';
import { fakeEdge } from '../edge.ts';
import { now, run, sighting, week } from '../history/make.ts';

export const host = '127.0.0.1:8700';
export const token = 'a-token-that-nobody-guesses';

/** Leads as lists have them: rank and key of their own. */
export const leads = (...names: string[]): StoredSighting[] =>
  names.map((name, index) => sighting(name, { rank: index + 1, score: 90 - index }));

export interface Asked {
  method?: string;
  form?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** The address that the connection comes from. */
  from?: string;
}

/** Few rules load in no time. */
const rules = `- id: telecom-words
  exclude: isp
  words: [telecom]
  why: networks call themselves so
  matches: [Foo Telecom]
`;

/** The page on a history with these leads in its last week, asked without a socket. */
export async function reviewing(
  sightings: readonly StoredSighting[] = leads('Siemens AG', 'Bosch GmbH', 'Acme Inc.'),
  settings = '',
  way: Way = { token, who: 'anna' },
  env: Record<string, string> = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ga-leads-review-'));
  const config = path.join(folder, 'ga-leads.yaml');
  writeFileSync(path.join(folder, 'rules.yaml'), rules);
  writeFileSync(config, `history: history.sqlite\nrules: [./rules.yaml]\nmodel: "off"\n${settings}`);
  const history = openHistory(path.join(folder, 'history.sqlite'), { now });
  history.record(run(week(10)), sightings);
  let at = now().getTime();
  const { edge, stderr } = fakeEdge({ cwd: folder, now: () => new Date(at), env });
  const desk = await openDesk('own', config, edge);
  const app = reviewApp(desk, { origins: [`http://${host}`], way, now: edge.now });

  const raw = (to: string, { method = 'GET', form, headers = {}, from = '127.0.0.1' }: Asked = {}) =>
    app.request(
      `http://${host}${to}`,
      {
        method,
        headers: { host, ...headers },
        ...(form && { body: fields(form) }),
      },
      { incoming: { socket: { remoteAddress: from } } },
    );

  /** Somebody who opened the address: a browser with the cookie, and the CSRF token of its pages. */
  async function enter() {
    const opened = await raw(`/?token=${token}`);
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const get = (to: string, headers: Record<string, string> = {}) =>
      raw(to, { headers: { cookie, ...headers } });
    const csrf = /name="csrf" content="([^"]+)"/.exec(await (await get('/')).text())?.[1] ?? '';
    const own = { cookie, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    const post = (to: string, form: Asked['form'], headers: Record<string, string> = {}) =>
      raw(to, {
        method: 'POST',
        form: { csrf, ...form },
        headers: { ...own, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
    return { cookie, csrf, get, post };
  }

  return {
    app,
    desk,
    history,
    folder,
    config,
    raw,
    enter,
    stderr,
    /** So many milliseconds later. */
    wait(milliseconds: number) {
      at += milliseconds;
    },
  };
}

function fields(form: Record<string, string | string[]>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) query.append(name, one);
  return query.toString();
}
