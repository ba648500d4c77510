import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openHistory } from '../../src/history/index.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import { main, median, scratch } from './measure.ts';
import { daysOf, manifest, organisationsAWeek, sightings } from './weeks.ts';

const leadsOfLastWeek = 10_000;
const decisionsAWeek = 50;
/** As if the page had shown every decision that was made. */
const anyDecision = 999_999_999;

/** A history of so many weeks, people's decisions in each, and a last week of 10,000 leads that a CRM has. */
function makeHistory(file: string, weeks: number): StoredSighting[] {
  let now = new Date();
  const history = openHistory(file, { now: () => now });
  try {
    let last: StoredSighting[] = [];
    for (let week = 0; week < weeks; week++) {
      const days = daysOf(week);
      now = new Date(`${days.to}T06:00:00Z`);
      const isLast = week === weeks - 1;
      const seen = sightings(week, isLast ? 2 * leadsOfLastWeek : organisationsAWeek);
      const counts = { ...manifest.counts, leads: seen.length / 2, organisations: seen.length };
      history.record({ site: 'own', days, at: now.toISOString(), manifest: { ...manifest, counts } }, seen);
      last = seen.slice(0, seen.length / 2);
      if (isLast) break;
      history.decisions.decideAll(
        'own',
        last
          .slice(0, decisionsAWeek)
          .map(({ key, name }) => ({ key, name, kind: 'note', value: `as of ${days.to}`, by: 'anna' })),
      );
    }
    history.outbox.transaction(() => {
      for (const { key, name } of last) {
        const values = { name, ga_leads_key: key, ga_leads_score: 50 };
        const entry = { key, name, desired: values, written: values, kept: [], recreate: false, attempts: 1 };
        history.outbox.put(
          { site: 'own', sink: 'hubspot', account: '4711' },
          { ...entry, state: 'sent', remoteId: key },
        );
      }
    });
    return last;
  } finally {
    history.close();
  }
}

/** `ga-leads review` as a person starts it, and somebody who opened its address. */
async function startReview(config: string) {
  const started = performance.now();
  const child = spawn(process.execPath, [main, 'review', '--port', '0', '--no-open', '--config', config], {
    cwd: scratch,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [url = ''] = (await once(createInterface(child.stdout), 'line')) as string[];
  const startup = performance.now() - started;
  const { origin } = new URL(url);
  const opened = await fetch(url);
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  async function asked(to: string, init: RequestInit = {}) {
    const before = performance.now();
    const answer = await fetch(new URL(to, origin), {
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string>) },
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${to}: ${answer.status} ${text.slice(0, 500)}`);
    return { text, ms: performance.now() - before };
  }
  return {
    startup,
    get: (to: string) => asked(to),
    post: (to: string, form: URLSearchParams) =>
      asked(to, {
        method: 'POST',
        body: form,
        headers: { origin, 'sec-fetch-site': 'same-origin', 'x-partial': '1' },
      }),
    async end() {
      child.kill();
      await once(child, 'close');
    },
  };
}

const tell = (what: string, ms: number, most: number) =>
  console.log(`review: ${what} ${ms.toFixed(0)} ms (at most ${most})`);

/** The review page on 5 years of weeks, the last one with 10,000 leads: what people wait for, over the socket. */
export async function benchReview(weeks = 260): Promise<void> {
  const config = path.join(scratch, 'review.yaml');
  writeFileSync(config, 'history: review.sqlite\n');
  const last = makeHistory(path.join(scratch, 'review.sqlite'), weeks);
  const eager = await startReview(config);
  tell('what was removed, before anything else is asked', (await eager.get('/removed')).ms, 500);
  await eager.end();
  const page = await startReview(config);
  try {
    console.log(
      `review: ${weeks} weeks, ${last.length} leads in the last: the address is printed after ${page.startup.toFixed(0)} ms`,
    );
    const cold = await page.get('/');
    tell('the first page, cold', cold.ms, 300);
    const csrf = /name="csrf" content="([^"]+)"/.exec(cold.text)?.[1] ?? '';
    const key = encodeURIComponent(last[0]?.key ?? '');
    for (const [what, to, most] of [
      ['the first page', '/', 300],
      ['a filter', '/?status=steady&country=Germany', 300],
      ['a search', '/?q=pharma+north', 300],
      ['page 100', '/?page=100', 300],
      ['by name', '/?sort=name', 300],
      ['an organisation', `/organisation?key=${key}`, 300],
      ['the overview', '/overview', 300],
      ['data quality', '/quality', 300],
      ['what was removed', '/removed', 300],
      ['the rules', '/rules', 300],
      ['the CSV of all', '/leads.csv', 1_000],
    ] as const) {
      const times: number[] = [];
      for (let turn = 0; turn < 5; turn++) times.push((await page.get(to)).ms);
      tell(`${what}, the first time`, times[0] ?? Number.NaN, most);
      tell(what, median(times), most);
    }
    for (const [what, size, turns] of [
      ['accepting one', 1, 9],
      ['accepting 50', 50, 5],
    ] as const) {
      const times: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        const some = last.slice(2_000 + 100 * turn + size, 2_000 + 100 * turn + 2 * size);
        const form = new URLSearchParams([
          ['csrf', csrf],
          ['kind', 'accept'],
          ['back', '/?page=41'],
          ...some.map(({ key }): [string, string] => ['on', `${anyDecision}:${key}`]),
        ]);
        times.push((await page.post('/decide', form)).ms);
      }
      tell(what, median(times), 100);
    }
  } finally {
    await page.end();
  }
}
