import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryResult, deliver } from '../../src/delivery/deliver.ts';
import { type FieldSettings, mappingOf, subjectsOf } from '../../src/delivery/mapping.ts';
import { openKind } from '../../src/delivery/open.ts';
import type { PlanOptions } from '../../src/delivery/plan.ts';
import { plan } from '../../src/delivery/plan.ts';
import type { Edge } from '../../src/edge.ts';
import { exitCodes } from '../../src/errors.ts';
import { openHistory } from '../../src/history/index.ts';
import type { SinkKind } from '../../src/sink/crm.ts';
import type { DeliverableLead, LeadField } from '../../src/sink/lead-fields.ts';
import { companies, deliverable, fakeClock } from '../delivery/make.ts';
import { someFile } from '../history/make.ts';
import type { Company, CrmStandIn, Purpose, Reply } from '../stand-ins/crm/server.ts';

const child = path.join(import.meta.dirname, '..', 'delivery', 'children', 'push.ts');

/** What the contract says, one test each; a sink can be excused from one with a reason. */
export const contractCases = [
  'creates',
  'updates',
  'same again: no request',
  'adopts by exact domain',
  'two matches: refused',
  'a company of another lead: refused',
  '401: stops',
  '429: waits as long as it is told',
  'one of three fails: two are delivered',
  'look-up fails: nothing is created',
  'killed before, during, after a request: exact count',
  'lost answer: no duplicate',
  'lost answers only: pending, then exact count',
  'a lead whose domain becomes known: the same company',
  "a person's edit is kept",
  'deleted in the CRM: not made again',
  'deleted in the CRM: made again where that is asked for',
  'a plan changes nothing',
  'hostile names arrive intact',
] as const;
export type ContractCase = (typeof contractCases)[number];

interface Own {
  enabled: boolean;
  fields: FieldSettings;
}

/** A sink with its stand-in. */
export interface SinkUnderTest<OwnSettings extends Own, Server extends CrmStandIn> {
  /** As in the settings. */
  name: string;
  /** Absolute path or URL of the sink's file, and what it exports: a child process imports it, too. */
  module: string;
  exported: string;
  /** A new one, with all that `setup` makes. */
  start(): Promise<Server>;
  settings(server: Server): OwnSettings;
  env: Record<string, string>;
  /** What companies() of the stand-in calls these; the mapping's names where absent. */
  names?: Partial<Record<LeadField, string>>;
  /** How the vendor refuses a token, on any request. */
  unauthorised?: Reply;
  /** How the vendor asks to wait, and for how many milliseconds. */
  tooMany?: { reply: Reply; wait: number };
  /** From now on the stand-in takes no write for this key, and all others. */
  refuse?(server: Server, key: string): void;
  /** Cases that cannot be for this sink, with the reason. */
  without?: Partial<Record<ContractCase, string>>;
}

const hostile = [
  'O\'Brien & "Sons" Ltd',
  'Back\\slash \\n Inc',
  'Müller, Söhne & Co. KG',
  '=HYPERLINK("http://x","y")',
  '東京電力ホールディングス株式会社',
  'Rocket 🚀 GmbH <b>',
  '%27 OR 1=1 --',
  "x' OR Name != '",
];
const hostileEvidence = 'first line\nsecond "line", with \\ and \' and 🚀\n=1+1';

/** What every sink for leads has to do, tried over its stand-in's socket. */
export function sinkContract<OwnSettings extends Own, Server extends CrmStandIn>(
  sink: SinkUnderTest<OwnSettings, Server>,
): void {
  const { name, module, exported, env, without = {} } = sink;

  describe(`${name}: the contract of sinks`, () => {
    let server: Server;
    let file: string;
    let clock: ReturnType<typeof fakeClock>;
    beforeEach(async () => {
      server = await sink.start();
      file = someFile();
      clock = fakeClock();
    });
    afterEach(() => server.close());

    const check = (what: ContractCase, test: () => Promise<void>, timeout?: number) => {
      // An excused case is no test here: CI takes none that is skipped.
      if (without[what] === undefined) it(what, test, timeout);
    };

    const open = async (more: Partial<Edge> = {}) => {
      const kind: SinkKind<OwnSettings> = (await import(module))[exported];
      return openKind({ name, title: name, kind }, sink.settings(server), {
        env,
        fetch: globalThis.fetch,
        signal: new AbortController().signal,
        now: clock.now,
        sleep: clock.sleep,
        ...more,
      });
    };

    /** Pushes as a new process does: the sink and the history are opened anew. */
    const push = async (
      leads: readonly DeliverableLead[],
      options: PlanOptions = {},
    ): Promise<DeliveryResult> => {
      const opened = await open();
      const history = openHistory(file, clock);
      try {
        return await deliver(opened, history.outbox, 'own', subjectsOf(leads, opened.fields), options);
      } finally {
        history.close();
      }
    };

    /** What the stand-in calls a field of the lead. */
    const called = async (field: LeadField): Promise<string> => {
      const kind: SinkKind<OwnSettings> = (await import(module))[exported];
      const own = sink.settings(server);
      const { to } = mappingOf(kind.defaults(own), own.fields, '').find(({ from }) => from === field) ?? {};
      return sink.names?.[field] ?? to ?? '';
    };
    const valueIn = async (company: Company | undefined, field: LeadField) =>
      company?.values[await called(field)];
    const valuesOf = async (field: LeadField) =>
      Promise.all(server.companies().map((company) => valueIn(company, field)));
    const companyOf = async (lead: DeliverableLead): Promise<Company> => {
      for (const company of server.companies()) {
        if ((await valueIn(company, 'key')) === lead.lead.organisation.key) return company;
      }
      throw new Error(`no company has the key ${lead.lead.organisation.key}`);
    };
    const requestsFor = (purpose: Purpose) => server.requests.filter((one) => one.purpose === purpose).length;

    /** Each lead once, with its score; and nothing is left to do. */
    const expectExactly = async (leads: readonly DeliverableLead[]) => {
      const keys = leads.map(({ lead }) => lead.organisation.key);
      expect((await valuesOf('key')).toSorted()).toEqual(keys.toSorted());
      for (const one of leads)
        expect(Number(await valueIn(await companyOf(one), 'score'))).toBe(one.lead.score);
      const before = server.requests.length;
      const { counts } = await push(leads);
      expect(counts.unchanged).toBe(leads.length);
      expect(server.requests.length).toBe(before);
    };

    check('creates', async () => {
      const leads = companies(3);
      const { counts, requests } = await push(leads);
      expect(counts).toMatchObject({ created: 3, failed: 0, pending: 0 });
      expect(requests).toBe(server.requests.length);
      expect(await valuesOf('name')).toEqual(['Company 0', 'Company 1', 'Company 2']);
      await expectExactly(leads);
    });

    check('updates', async () => {
      await push(companies(3, 50));
      const { counts } = await push(companies(3, 60));
      expect(counts).toMatchObject({ created: 0, updated: 3, kept: 0, failed: 0, pending: 0 });
      await expectExactly(companies(3, 60));
    });

    check('same again: no request', async () => {
      await push(companies(5));
      const before = server.requests.length;
      const { counts, requests } = await push(companies(5));
      expect(counts).toMatchObject({ unchanged: 5, created: 0, updated: 0 });
      expect([requests, server.requests.length]).toEqual([0, before]);
    });

    check('adopts by exact domain', async () => {
      const id = server.add({ name: 'What people call it', domain: 'company-1.example' });
      const { counts } = await push(companies(3));
      expect(counts).toMatchObject({ created: 2, adopted: 1 });
      const adopted = server.companies().find((company) => company.id === id);
      expect(await valueIn(adopted, 'key')).toBe('d:company-1.example');
      expect(await valueIn(adopted, 'name')).toBe('What people call it');
      expect(Number(await valueIn(adopted, 'score'))).toBe(50);
      expect(server.companies()).toHaveLength(3);
      expect((await push(companies(3))).requests).toBe(0);
    });

    check('two matches: refused', async () => {
      const ids = ['A', 'B'].map((person) => server.add({ name: person, domain: 'company-0.example' }));
      const before = structuredClone(server.companies());
      const { counts, problems } = await push(companies(1));
      expect(counts).toMatchObject({ refused: 1, created: 0, adopted: 0 });
      for (const id of ids) expect(problems[0]?.reason).toContain(id);
      expect(server.companies()).toEqual(before);
      server.remove(ids[0] ?? '');
      expect((await push(companies(1))).counts).toMatchObject({ adopted: 1, refused: 0 });
    });

    check('a company of another lead: refused', async () => {
      await push(companies(1));
      const stranger = deliverable('Stranger', {
        organisation: { key: 'n:stranger', domain: 'company-0.example' },
      });
      const before = structuredClone(server.companies());
      const { counts, problems } = await push([stranger]);
      expect(counts).toMatchObject({ refused: 1, created: 0, adopted: 0 });
      expect(problems[0]?.reason).toContain('d:company-0.example');
      expect(server.companies()).toEqual(before);
    });

    check('401: stops', async () => {
      const refuse = sink.unauthorised ?? { status: 401, body: {} };
      const faults = (['other', 'read', 'write'] as const).map((on) => ({
        on,
        times: 1_000,
        act: { refuse },
      }));
      server.faults.push(...faults);
      const { stopped, counts } = await push(companies(3));
      expect(stopped?.exitCode).toBe(exitCodes.delivery);
      expect(stopped?.message).toMatch(/401|token|secret|refused/);
      const told = `${stopped?.message} ${stopped?.next}`;
      for (const secret of Object.values(env)) expect(told).not.toContain(secret);
      expect(counts.created).toBe(0);
      expect(server.companies()).toEqual([]);
      server.faults.length = 0;
      expect((await push(companies(3))).counts).toMatchObject({ created: 3 });
    });

    check('429: waits as long as it is told', async () => {
      const { reply, wait } = sink.tooMany ?? {
        reply: { status: 429, headers: { 'retry-after': '7' } },
        wait: 7_000,
      };
      const leads = companies(3);
      server.faults.push({ on: 'read', act: { refuse: reply } }, { on: 'write', act: { refuse: reply } });
      const { counts } = await push(leads);
      expect(counts).toMatchObject({ created: 3, failed: 0, pending: 0 });
      expect(clock.slept.filter((slept) => slept >= wait).length).toBeGreaterThanOrEqual(
        requestsFor('read') > 0 ? 2 : 1,
      );
      await expectExactly(leads);
    });

    check('one of three fails: two are delivered', async () => {
      const leads = companies(3);
      if (!sink.refuse) throw new Error('give refuse(), or excuse the sink from it with a reason');
      sink.refuse(server, 'd:company-1.example');
      const { counts, problems } = await push(leads);
      expect(counts).toMatchObject({ created: 2, failed: 1, pending: 0 });
      expect(problems).toMatchObject([{ key: 'd:company-1.example' }]);
      expect((await valuesOf('key')).toSorted()).toEqual(['d:company-0.example', 'd:company-2.example']);
    });

    check('look-up fails: nothing is created', async () => {
      const leads = companies(3);
      const reply = { status: 500, body: 'on fire' };
      server.faults.push({ on: 'read', times: 1_000, act: { refuse: reply } });
      const { counts } = await push(leads);
      expect(counts).toMatchObject({ created: 0, failed: 3 });
      expect([server.companies().length, requestsFor('write')]).toEqual([0, 0]);
      server.faults.length = 0;
      await push(leads);
      await expectExactly(leads);
    });

    /** Runs a push in a process of its own, killed at the nth such moment; whether it was. */
    const killed = async (
      at: { moment: string; purpose: Purpose; nth: number },
      leads: number,
      score: number,
    ) => {
      const own = sink.settings(server);
      const argument = JSON.stringify({ file, name, module, exported, own, env, leads, score });
      const running = spawn(process.execPath, [child, argument], { stdio: ['ignore', 'ignore', 'inherit'] });
      const ended = once(running, 'close');
      let left = at.nth;
      server.watch = async (moment, purpose) => {
        if (moment !== at.moment || purpose !== at.purpose || --left !== 0) return;
        running.kill('SIGKILL');
        await ended;
      };
      const [, signal] = await ended;
      delete server.watch;
      // What it had asked for when it died is still carried out.
      await new Promise((resolve) => setTimeout(resolve, 30));
      return signal === 'SIGKILL';
    };

    check(
      'killed before, during, after a request: exact count',
      async () => {
        for (const purpose of ['other', 'read', 'write'] as const) {
          for (const moment of ['dropped', 'before', 'done', 'answered'] as const) {
            const isDropped = moment === 'dropped';
            if (isDropped) server.faults.push({ on: purpose, act: 'drop' });
            const isKilled = await killed({ moment: isDropped ? 'before' : moment, purpose, nth: 1 }, 3, 50);
            // Not every sink reads, or asks for anything else.
            if (purpose === 'write') expect(isKilled).toBe(true);
            await push(companies(3, 50));
            await expectExactly(companies(3, 50));
            // And while it updates.
            await killed({ moment: isDropped ? 'before' : moment, purpose, nth: 1 }, 3, 60);
            await push(companies(3, 60));
            await expectExactly(companies(3, 60));
            await server.close();
            server = await sink.start();
            file = someFile();
          }
        }
      },
      60_000,
    );

    check('lost answer: no duplicate', async () => {
      const leads = companies(3);
      server.faults.push({ on: 'write', act: 'lose' });
      const { counts } = await push(leads);
      expect(counts).toMatchObject({ created: 3, pending: 0, failed: 0 });
      await expectExactly(leads);
      server.faults.push({ on: 'write', act: 'lose' });
      expect((await push(companies(3, 60))).counts).toMatchObject({ updated: 3, kept: 0, pending: 0 });
      await expectExactly(companies(3, 60));
    });

    check('lost answers only: pending, then exact count', async () => {
      const leads = companies(3);
      server.faults.push({ on: 'write', times: 1_000, act: 'drop' });
      const { counts } = await push(leads);
      expect(counts).toMatchObject({ created: 0, pending: 3 });
      server.faults.length = 0;
      await push([]);
      await expectExactly(leads);
    });

    check('a lead whose domain becomes known: the same company', async () => {
      const before = deliverable('Company 0', { organisation: { key: 'n:company 0' } });
      delete before.lead.organisation.domain;
      await push([before, ...companies(3).slice(1)]);
      const { id } = await companyOf(before);
      const leads = companies(3, 60).map((one) => ({ ...one, formerly: ['n:company 0', 'n:company'] }));
      const { counts, kept } = await push(leads.slice(0, 1));
      expect({ counts, kept: kept.values }).toMatchObject({ counts: { updated: 1, created: 0 }, kept: 0 });
      expect((await companyOf(leads[0] as DeliverableLead)).id).toBe(id);
      await push(leads);
      await expectExactly(leads);
    });

    check("a person's edit is kept", async () => {
      await push(companies(2, 50));
      const { id } = await companyOf(companies(2)[0] as DeliverableLead);
      server.edit(id, await called('score'), 99);
      server.edit(id, await called('name'), 'What people call it');
      const leads = companies(2, 60).map((one) => ({
        ...one,
        lead: { ...one.lead, organisation: { ...one.lead.organisation, metrics: { sessions: 8 } } },
      }));
      const { counts, kept } = await push(leads);
      expect(counts).toMatchObject({ updated: 2, failed: 0 });
      expect(kept).toMatchObject({ values: 1, first: [{ ours: 60, key: 'd:company-0.example' }] });
      const edited = server.companies().find((company) => company.id === id);
      expect(Number(await valueIn(edited, 'score'))).toBe(99);
      expect(await valueIn(edited, 'name')).toBe('What people call it');
      expect(Number(await valueIn(edited, 'sessions'))).toBe(8);
      expect((await push(leads)).requests).toBe(0);
    });

    check('deleted in the CRM: not made again', async () => {
      await push(companies(2, 50));
      const { id } = await companyOf(companies(2)[1] as DeliverableLead);
      server.remove(id);
      const { counts } = await push(companies(2, 60));
      expect(counts).toMatchObject({ updated: 1, skipped: 1, created: 0 });
      expect(await valuesOf('key')).toEqual(['d:company-0.example']);
      expect(await push(companies(2, 60))).toMatchObject({
        requests: 0,
        counts: { skipped: 1, unchanged: 1 },
      });
    });

    check('deleted in the CRM: made again where that is asked for', async () => {
      await push(companies(2, 50));
      const { id } = await companyOf(companies(2)[1] as DeliverableLead);
      server.remove(id);
      await push(companies(2, 60));
      const { counts } = await push(companies(2, 60), { recreate: new Set(['d:company-1.example']) });
      expect(counts).toMatchObject({ created: 1, unchanged: 1 });
      await expectExactly(companies(2, 60));
    });

    check('a plan changes nothing', async () => {
      await push(companies(2, 50));
      server.add({ name: 'What people call it', domain: 'company-2.example' });
      const before = structuredClone({ companies: server.companies(), writes: requestsFor('write') });
      const opened = await open();
      const history = openHistory(file, clock);
      const leads = [...companies(1, 50), ...companies(4, 60).slice(1)];
      const { steps } = await plan(opened, history.outbox, 'own', subjectsOf(leads, opened.fields));
      history.close();
      expect(steps.map(({ action }) => action)).toEqual(['unchanged', 'update', 'adopt', 'create']);
      const score = opened.fields.find(({ from }) => from === 'score')?.to;
      expect(steps[1]?.fields.map(({ old, ...change }) => ({ ...change, old: Number(old) }))).toEqual([
        { field: score, old: 50, new: 60 },
      ]);
      expect({ companies: server.companies(), writes: requestsFor('write') }).toEqual(before);
    });

    check('hostile names arrive intact', async () => {
      const leads = hostile.map((text, i) =>
        deliverable(text, {
          organisation: { domain: `h${i}.example`, key: `d:h${i}.example` },
          reasons: hostileEvidence.split('\n').map((line) => ({ signal: 'volume', points: 1, text: line })),
        }),
      );
      expect((await push(leads)).counts).toMatchObject({ created: hostile.length });
      for (const [i, lead] of leads.entries()) {
        const company = await companyOf(lead);
        expect(await valueIn(company, 'name')).toBe(hostile[i]);
        const evidence = await valueIn(company, 'evidence');
        if (evidence !== undefined) expect(String(evidence).replaceAll('\r\n', '\n')).toBe(hostileEvidence);
      }
      // They come back as they went: nothing looks like a person's edit.
      const later = leads.map((one) => ({ ...one, lead: { ...one.lead, score: 70 } }));
      expect((await push(later)).counts).toMatchObject({ updated: hostile.length, kept: 0 });
    });
  });
}
