import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Measured, main, measure, scratch } from './measure.ts';
import { domainOf, recordLeads } from './push/leads.ts';
import type { Counted, Order, Started } from './push/stand-in.ts';

const standIn = path.join(import.meta.dirname, 'push', 'stand-in.ts');
const unhurried = path.join(import.meta.dirname, 'push', 'unhurried.ts');

interface Vendor {
  leads: number;
  /** How fast its API may be asked, as the sink's file and its stand-in have it. */
  limit: string;
  /** Requests a second that it allows; absent where a push is so few that they are not limited. */
  perSecond?: number;
}

/** So many leads that a push takes some seconds, and is at the limit for most of them. */
const vendors: Record<string, Vendor> = {
  hubspot: { leads: 2_000, limit: '100 requests in 10 s, 5 searches a second', perSecond: 10 },
  salesforce: { leads: 2_000, limit: '20 requests a second', perSecond: 20 },
  pipedrive: { leads: 200, limit: '20 requests in 2 s', perSecond: 10 },
  sheets: { leads: 5_000, limit: '60 requests a minute' },
};

/** A stand-in in a process of its own, set up for the default fields, and a folder to push from. */
class World {
  readonly name: string;
  readonly cwd = mkdtempSync(path.join(scratch, 'push-'));
  readonly #child: ChildProcess;
  #env: Record<string, string> = {};

  constructor(name: string, limits: 'limited' | 'free') {
    this.name = name;
    this.#child = fork(standIn, [name, limits]);
  }

  async open(): Promise<void> {
    const [{ url, env }]: [Started] = (await once(this.#child, 'message')) as [Started];
    this.#env = env;
    const more = this.name === 'sheets' ? ', spreadsheet: sheet-1' : '';
    writeFileSync(
      path.join(this.cwd, 'ga-leads.yaml'),
      `sinks:\n  ${this.name}: { baseUrl: '${url}'${more} }\n`,
    );
    await promisify(execFile)(process.execPath, [main, 'setup', this.name, '--write'], {
      cwd: this.cwd,
      env: { ...process.env, ...env },
    });
  }

  /** A ga-leads command in a process of its own. */
  run(...argv: string[]): Promise<Measured> {
    return this.as(main, ...argv);
  }

  as(program: string, ...argv: string[]): Promise<Measured> {
    return measure([program, ...argv], { cwd: this.cwd, env: this.#env });
  }

  record(leads: number, week: 0 | 1): void {
    recordLeads(path.join(this.cwd, 'ga-leads.sqlite'), leads, week);
  }

  async order(order: Order): Promise<unknown> {
    this.#child.send(order);
    return (await once(this.#child, 'message'))[0];
  }

  count = async (): Promise<Counted> => (await this.order('count')) as Counted;

  close(): void {
    this.#child.disconnect();
  }
}

const whole = (n: number) => n.toLocaleString('en-GB');
const few = (n: number) => n.toLocaleString('en-GB', { maximumSignificantDigits: 2 });

/** A week of new leads, a tenth of them to adopt; the next week, in which every one differs; and that one again. */
async function benchVendor(name: string, { leads, limit, perSecond }: Vendor): Promise<void> {
  const world = new World(name, 'limited');
  try {
    await world.open();
    const people = Array.from({ length: leads / 10 }, (_, n) => domainOf(n * 10));
    await world.order({ people });
    await world.count();
    const told: string[] = [];
    for (const [what, week] of [
      ['first', 0],
      ['all updated', 1],
      ['the same again', 1],
    ] as const) {
      if (what !== 'the same again') world.record(leads, week);
      const { seconds } = await world.run('push', name, '--write', '--quiet');
      const { requests, companies } = await world.count();
      if (companies !== leads) throw new Error(`${name}: ${companies} companies for ${leads} leads`);
      told.push(
        requests === 0
          ? `${what} no request, ${seconds.toFixed(1)} s`
          : `${what} ${few(leads / seconds)} leads/s, ${few((100 * requests) / leads)} requests per 100 leads` +
              (perSecond ? ` (${few((100 * requests) / (seconds * perSecond))} % of the limit)` : ''),
      );
    }
    console.log(
      `push: ${name} (${limit}), ${whole(leads)} leads, ${whole(leads / 10)} to adopt: ${told.join('; ')}`,
    );
  } finally {
    world.close();
  }
}

const many = 50_000;

/** Fifty thousand leads: what they take of memory, and what the same again takes of time. */
async function benchMany(): Promise<void> {
  const world = new World('hubspot', 'free');
  try {
    await world.open();
    world.record(many, 0);
    const first = await world.as(unhurried, 'push', 'hubspot', '--write', '--quiet');
    const { companies } = await world.count();
    if (companies !== many) throw new Error(`${companies} companies for ${many} leads`);
    const again = await world.run('push', 'hubspot', '--write', '--quiet');
    const { requests } = await world.count();
    console.log(
      `push: ${whole(many)} leads without a limit: first ${whole(Math.round(many / first.seconds))} leads/s, ` +
        `${Math.round(first.megabytes)} MB (under 700); the same again ${whole(requests)} requests (none), ` +
        `${again.cpuSeconds.toFixed(1)} s of CPU (at most 5; ${again.seconds.toFixed(1)} s by the clock), ${Math.round(again.megabytes)} MB`,
    );
  } finally {
    world.close();
  }
}

/** Leads into CRMs that stand in, each at its rate limit, by the command that people type. */
export async function benchPush(): Promise<void> {
  for (const [name, vendor] of Object.entries(vendors)) await benchVendor(name, vendor);
  await benchMany();
}
