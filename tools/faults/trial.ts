import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryResult, deliver } from '../../src/delivery/deliver.ts';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import { openHistory } from '../../src/history/index.ts';
import { companies, fakeClock } from '../../test/delivery/make.ts';
import { scratch } from '../bench/measure.ts';
import type { Running, Vendor } from './vendors.ts';

const child = path.join(import.meta.dirname, '../../test/delivery/children/push.ts');

/** Numbers from 0 to 1, always the same for a seed. */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What went wrong in the end. */
export interface Damage {
  /** Leads that are not there, or not as they were pushed last. */
  lost: number;
  /** Companies too many: a lead's second one, one that a person had deleted. */
  doubled: number;
  /** People's values that were written over. */
  overwritten: number;
}

export interface Apart {
  /** Called when the process was started; `kill` gives when it is dead. */
  meet?(kill: () => Promise<void>): void;
  /** How large its files may become, in KB. */
  limit?: number;
  /** Another program than that of the tests of sinks. */
  program?: string;
}

/** How a push in a process of its own ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A CRM that stands in, a history, and pushes from one into the other; one fault is tried with it. */
export class Trial {
  readonly vendor: Vendor;
  readonly crm: Running;
  readonly random: () => number;
  /** The history; a fault may put another in its place. */
  file = path.join(mkdtempSync(path.join(scratch, 'faults-')), 'history.sqlite');
  /** How many leads there are. */
  readonly leads: number;
  /** The score that they were pushed with last. */
  score = 0;
  readonly #deleted = new Set<string>();
  readonly #edited = new Map<string, number>();

  constructor(vendor: Vendor, crm: Running, seed: number) {
    this.vendor = vendor;
    this.crm = crm;
    this.random = randomFrom(seed);
    // Every sixth time more than go into a request.
    this.leads = seed % 6 === 5 ? vendor.many : 1 + this.below(8);
  }

  /** A whole number from 0 on, below `n`. */
  below = (n: number): number => Math.floor(this.random() * n);

  among = <Some>(list: readonly Some[]): Some => list[this.below(list.length)] as Some;

  readonly keyOf = (n: number): string => `d:company-${n}.example`;

  /** What is there before: companies that people made for some of the leads, and often a week with some of them. */
  async before(): Promise<void> {
    for (let n = 0; n < this.leads; n++) {
      const domain = this.keyOf(n).slice('d:'.length);
      if (this.random() < 0.1) this.crm.server.add({ name: `What people call ${domain}`, domain });
    }
    if (this.random() < 0.6) await this.push(50, this.below(this.leads + 1));
  }

  /** Pushes all leads, or the first of them, with a score, in this process, by a clock that does not wait. */
  async push(score: number, leads = this.leads): Promise<DeliveryResult> {
    this.score = score;
    const { sleep: pause, now } = fakeClock();
    const opened = await this.crm.open({ fetch, sleep: pause, now, signal: new AbortController().signal });
    const history = openHistory(this.file, { now });
    try {
      return await deliver(opened, history.outbox, 'own', subjectsOf(companies(leads, score), opened.fields));
    } finally {
      history.close();
    }
  }

  /** The same in a process of its own, which `meet` is told how to kill. */
  async pushApart(score: number, { meet, limit, program = child }: Apart = {}): Promise<Ended> {
    this.score = score;
    const { file, leads } = this;
    const { name } = this.vendor;
    const { own, env } = this.crm;
    const module = new URL(`../../src/sink/${name}.ts`, import.meta.url).href;
    const argument = JSON.stringify({ file, name, module, exported: name, own, env, leads, score });
    const command = [process.execPath, program, argument];
    const limited =
      limit === undefined ? [] : ['bash', '-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, '-'];
    const [first = '', ...others] = [...limited, ...command];
    const running = spawn(first, others, { stdio: 'ignore' });
    const ended = once(running, 'close');
    meet?.(async () => {
      running.kill('SIGKILL');
      await ended;
    });
    const [code, signal] = await ended;
    delete this.crm.server.watch;
    // What it had asked for when it died is still carried out.
    await sleep(30);
    return { code, signal };
  }

  companyOf(key: string) {
    const { key: field } = this.vendor.fields;
    const found = this.crm.server.companies().find(({ values }) => values[field] === key);
    if (!found) throw new Error(`${this.vendor.name} has no company ${key}`);
    return found;
  }

  /** As a person does: another score. */
  edit(key: string): void {
    const theirs = 900 + this.below(90);
    this.crm.server.edit(this.companyOf(key).id, this.vendor.fields.score, theirs);
    this.#edited.set(key, theirs);
  }

  remove(key: string): void {
    this.crm.server.remove(this.companyOf(key).id);
    this.#deleted.add(key);
  }

  /** Looks what is there, after all. */
  damage(): Damage {
    const { key, score } = this.vendor.fields;
    const all = this.crm.server.companies();
    const found = Map.groupBy(all, ({ values }) => values[key]);
    let [lost, overwritten, expected] = [0, 0, 0];
    for (let n = 0; n < this.leads; n++) {
      const own = this.keyOf(n);
      const [company] = found.get(own) ?? [];
      if (this.#deleted.has(own)) continue;
      expected++;
      const theirs = this.#edited.get(own);
      const value = Number(company?.values[score]);
      if (company && theirs !== undefined) overwritten += value === theirs ? 0 : 1;
      else if (value !== this.score) lost++;
    }
    const missing = [...Array(this.leads).keys()].filter(
      (n) => !this.#deleted.has(this.keyOf(n)) && !found.has(this.keyOf(n)),
    ).length;
    return { lost, doubled: all.length - (expected - missing), overwritten };
  }
}
