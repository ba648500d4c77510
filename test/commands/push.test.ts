import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Edge } from '../../src/edge.ts';
import { type History, openHistory } from '../../src/history/index.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import { fakeEdge, runCli } from '../edge.ts';
import { now, run, sighting, week } from '../history/make.ts';
import { type HubSpotStandIn, startHubSpot } from '../stand-ins/crm/hubspot.ts';
import type { Asked } from '../stand-ins/crm/server.ts';
import { startWebhook, webhookSecret } from '../stand-ins/crm/webhook.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const token = 'pat-s3cret';
const env = { USER: 'jo', HUBSPOT_TOKEN: token, WEBHOOK_SECRET: webhookSecret };

/** A lead of a week: with a domain where its name is one. */
const visitor = (name: string, more: Partial<StoredSighting> = {}): StoredSighting =>
  sighting(name, {
    ...(name.includes('.') && { key: `d:${name}`, domain: name }),
    status: 'steady',
    ...more,
  });

const usual = [
  visitor('acme.com', { score: 80 }),
  visitor('foo.com', { rank: 2 }),
  visitor('Bar', { rank: 3 }),
];

/** A working folder with a HubSpot that is switched on, and leads of 2026-W46 (or of other weeks) to be pushed. */
async function world({
  leads = usual,
  more = '',
  isSetUp = true,
}: {
  leads?: readonly StoredSighting[];
  more?: string;
  isSetUp?: boolean;
} = {}) {
  const hubspot = await startHubSpot({ token, searchLag: 0 });
  stops.push(() => hubspot.close());
  const { cwd } = fakeEdge().edge;
  const settings = (sinks = `  hubspot: { enabled: true, baseUrl: '${hubspot.url}' }\n`, other = more) =>
    writeFileSync(path.join(cwd, 'ga-leads.yaml'), `${other}sinks:\n${sinks}`);
  settings();
  const remember = (fill: (history: History) => void) => {
    const history = openHistory(path.join(cwd, 'ga-leads.sqlite'), { now });
    fill(history);
    history.close();
  };
  if (leads.length > 0) remember((history) => history.record(run(week(10)), leads));
  const ask = (argv: string[], edge: Partial<Edge> = {}) =>
    runCli(argv, { cwd, env, fetch: globalThis.fetch, ...edge });
  if (isSetUp) await ask(['setup', 'hubspot', '--write']);
  hubspot.requests.length = 0;
  return { cwd, hubspot, ask, settings, remember };
}

const writes = ({ requests }: { requests: (Asked & { purpose: string })[] }) =>
  requests.filter(({ purpose }) => purpose === 'write').length;
const named = ({ companies }: Pick<HubSpotStandIn, 'companies'>, name: string) => {
  const found = companies().filter(({ values }) => values.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} companies ${name}`);
  return found[0];
};

describe('setup', () => {
  it('first only tells what is missing and which field goes where, then makes it', async () => {
    const { hubspot, ask } = await world({ isSetUp: false });
    const told = await ask(['setup', 'hubspot']);
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(/^HubSpot: 4242424\n\nstate +what\n/);
    expect(told.stdout).toContain('missing  company property ga_leads_score (number)');
    expect(told.stdout).toMatch(/^name +name +text +once \(createOnly\)$/m);
    expect(told.stdout).toMatch(/^score +ga_leads_score +number +kept current$/m);
    expect(told.stderr).toContain('ga-leads setup hubspot --write makes what is missing');
    expect(hubspot.properties.has('ga_leads_key')).toBe(false);

    const made = await ask(['setup', 'hubspot', '--write']);
    expect(made.code).toBe(0);
    expect(made.stdout).toContain('made   company property ga_leads_score (number)');
    expect(hubspot.properties.has('ga_leads_key')).toBe(true);
    expect((await ask(['setup', 'hubspot', '--write'])).stderr).toBe(
      'hubspot: all is there; next: ga-leads push hubspot\n',
    );
  });

  it('ends with 4 where something is not as it should be after --write, and says what to do', async () => {
    const { hubspot, ask } = await world();
    const score = hubspot.properties.get('ga_leads_score');
    if (score) Object.assign(score, { type: 'string', fieldType: 'text' });
    const { code, stdout, stderr } = await ask(['setup', 'hubspot', '--write']);
    expect(stdout).toMatch(/^wrong +company property ga_leads_score/m);
    expect(stdout).toMatch(/^company property ga_leads_score.*:\n {2}\S/m);
    expect(stderr).toContain('1 thing for you to do');
    expect(code).toBe(4);
  });

  it('also serves a sink that is not switched on, and scripts', async () => {
    const { ask, settings, hubspot } = await world();
    settings(`  hubspot: { baseUrl: '${hubspot.url}' }\n`);
    const { code, stdout } = await ask(['setup', 'hubspot', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      sink: 'hubspot',
      account: '4242424',
      steps: expect.arrayContaining([{ what: expect.stringContaining('ga_leads_key'), state: 'there' }]),
      fields: expect.arrayContaining([{ to: 'ga_leads_score', from: 'score', mode: 'owned' }]),
    });
  });
});

describe('a mapping of fields', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const example = /\*\*Other fields\.\*\*.*?```yaml\n(.*?)```/s.exec(readme)?.[1] ?? '';

  it('as the README shows it holds in the CRM', async () => {
    const { cwd, hubspot, ask } = await world();
    const text = example.replace('enabled: true', `enabled: true\n    baseUrl: '${hubspot.url}'`);
    expect(text).toContain(hubspot.url);
    writeFileSync(path.join(cwd, 'ga-leads.yaml'), text);
    expect((await ask(['check', 'hubspot'])).stdout).toContain(
      'no company property ga_leads_owner for owner',
    );
    await ask(['setup', 'hubspot', '--write']);
    expect((await ask(['check', 'hubspot'])).stdout).toMatch(/all is well\n$/);
  });

  it('that a field cannot take is told by check, and keeps push from sending anything', async () => {
    const { hubspot, ask, settings } = await world();
    settings(`  hubspot: { enabled: true, baseUrl: '${hubspot.url}', fields: { industry: type } }\n`);
    expect((await ask(['check', 'hubspot'])).stdout).toContain('industry is of type enumeration');
    for (const write of [[], ['--write']]) {
      const { code, stdout, stderr } = await ask(['push', ...write]);
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).toContain('industry is of type enumeration, and type needs string; nothing was sent.');
    }
    // The one batch that was refused as a whole.
    expect([writes(hubspot), hubspot.companies()]).toEqual([1, []]);
  });
});

describe('setup of a sink that needs nothing', () => {
  it('tells only which field goes where', async () => {
    const { ask, settings } = await world({ isSetUp: false });
    settings("  webhook: { baseUrl: 'http://127.0.0.1:9/hook/' }\n");
    const secret = { WEBHOOK_SECRET: `whsec_${'A'.repeat(32)}` };
    const { code, stdout } = await ask(['setup', 'webhook'], { env: secret });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^the webhook: .+\n\nof the lead +into/)]);
  });
});

describe('check SINK', () => {
  it('tells who I am there, each problem with the step that mends it, and when all is well', async () => {
    const { ask } = await world({ isSetUp: false });
    const before = await ask(['check', 'hubspot']);
    expect(before.stdout).toMatch(/^sink: +HubSpot, switched on$/m);
    expect(before.stdout).toMatch(/^account: +4242424/m);
    expect(before.stdout).toMatch(/^problem: .*ga_leads_key[\s\S]*setup hubspot --write/m);
    expect(before.code).toBe(4);
    await ask(['setup', 'hubspot', '--write']);
    const after = await ask(['check', 'hubspot']);
    expect(after.stdout).toMatch(/all is well\n$/);
    expect(after.code).toBe(0);
  });

  it('names the variable of a secret that is missing, and never shows one', async () => {
    const { ask } = await world();
    const { code, stdout } = await ask(['check', 'hubspot'], { env: {} });
    expect(stdout).toMatch(/^problem: .*HUBSPOT_TOKEN/m);
    expect(code).toBe(2);
    const wrong = await ask(['check', 'hubspot'], { env: { HUBSPOT_TOKEN: 'n0t-it' } });
    expect(wrong.stdout).toMatch(/^problem: hubspot: the token was refused \(401\)/m);
    expect(wrong.stdout + wrong.stderr).not.toContain('n0t-it');
    expect(wrong.code).toBe(4);
  });
});

describe('a sink out of reach', () => {
  it.each([['setup'], ['check'], ['push']])('%s: says so with exit 4', async (command) => {
    const { ask, hubspot } = await world({ isSetUp: false });
    await hubspot.close();
    const { code, stdout, stderr } = await ask([command, 'hubspot']);
    expect([code, stdout + stderr]).toEqual([
      4,
      expect.stringMatching(/hubspot: cannot reach 127\.0\.0\.1:\d+/),
    ]);
  });
});

describe('push', () => {
  it.each([
    [['push', 'hubspto'], 'there is no sink hubspto (did you mean hubspot?)'],
    [['setup', 'hubspto'], 'there is no sink hubspto (did you mean hubspot?)'],
    [['check', 'hubspto'], 'there is no sink hubspto (did you mean hubspot?)'],
    [['outbox', 'list', 'hubspto'], 'there is no sink hubspto (did you mean hubspot?)'],
    [['push', '--week', '2026-W30'], 'the history has no run 2026-W30'],
    [['push', '--segment', 'none'], 'the settings have no segment none'],
    [['push', '--site', 'sample'], 'no run of the sample is remembered yet'],
    [['push', '--recreate', 'd:acme.com'], 'was never pushed, nor is it waiting'],
    [['push', '--plan', 'none.json', '--write'], 'the plan none.json cannot be read (ENOENT)'],
    [['push', 'hubspot', '--plan', 'p.json', '--write'], 'says itself what goes where'],
    [['push', '--limit', '0'], 'Expected a number from 1 on'],
    [['outbox', 'retry'], 'give either keys or --failed'],
    [['outbox', 'show', 'nobody'], 'has seen an organisation nobody'],
  ])('%j: %s', async (argv, message) => {
    const { ask, hubspot } = await world({ isSetUp: false });
    const { code, stdout, stderr } = await ask(argv);
    expect({ code, stdout, requests: hubspot.requests.length }).toEqual({ code: 2, stdout: '', requests: 0 });
    expect(stderr).toContain(message);
  });

  it('says how to switch a sink on where none is', async () => {
    const { ask, settings } = await world({ isSetUp: false });
    settings('  hubspot: { enabled: false }\n');
    const { code, stderr, next } = await ask(['push']);
    expect([code, stderr]).toEqual([
      2,
      'no sink for leads is switched on, so there is nowhere to push them\n',
    ]);
    expect(next).toContain('sinks.NAME.enabled: true');
  });

  it('needs a history with a run', async () => {
    const { ask, settings, hubspot } = await world({ isSetUp: false, leads: [] });
    expect((await ask(['push'])).stderr).toContain('there is no history yet');
    settings(`  hubspot: { enabled: true, baseUrl: '${hubspot.url}' }\n`, 'history: off\n');
    const { code, stderr } = await ask(['push', '--write']);
    expect([code, stderr]).toEqual([2, 'the history is switched off (history: off)\n']);
  });

  it('without --write tells the plan: who is made, adopted, updated, kept, skipped or refused, and why', async () => {
    const { ask, hubspot, remember } = await world({
      leads: ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'].map((name, rank) => visitor(name, { rank })),
    });
    await ask(['push', '--write']);
    hubspot.edit(named(hubspot, 'b.com').id, 'ga_leads_score', 90);
    hubspot.remove(named(hubspot, 'c.com').id);
    hubspot.add({ name: 'One', domain: 'f.com' });
    hubspot.add({ name: 'Two', domain: 'f.com' });
    const adopted = hubspot.add({ name: 'Their name', domain: 'g.com' });
    const again = { score: 60, status: 'rising' } as const;
    const all = ['a.com', 'b.com', 'c.com', 'f.com', 'g.com', 'h.com'];
    remember((history) => {
      history.record(run(week(11)), [
        ...all.map((name, rank) => visitor(name, { ...again, rank })),
        visitor('d.com', { rank: 9 }),
      ]);
    });
    hubspot.requests.length = 0;
    const { code, stdout, stderr } = await ask(['push']);
    expect(stdout).toMatch(/^HubSpot, 4242424: 7 leads\n/);
    expect(stdout).toMatch(/^ {2}update +a\.com \(d:a\.com, there as \d+\)$/m);
    expect(stdout).toMatch(/^ {6}ga_leads_score: 50 → 60$/m);
    expect(stdout).toMatch(/^ {6}ga_leads_status: "steady" → "rising"$/m);
    expect(stdout).toMatch(/^ {6}ga_leads_score: stays 90, a person's \(ours 60\)$/m);
    expect(stdout).toMatch(/^ {2}skip +c\.com .*: deleted in HubSpot by a person; --recreate/m);
    expect(stdout).toMatch(/^ {2}refuse +f\.com \(d:f\.com\): .*matches 2 in HubSpot \(\d+, \d+\)/m);
    expect(stdout).toMatch(new RegExp(`^ {2}adopt +g\\.com \\(d:g\\.com, there as ${adopted}\\)$`, 'm'));
    expect(stdout).toMatch(/^ {6}ga_leads_key: empty → "d:g\.com"$/m);
    expect(stdout).toMatch(/^ {2}create +h\.com \(d:h\.com\)$/m);
    expect(stdout).toMatch(/^hubspot: 1 to create, 1 to adopt, \d to update, .*1 to skip, 1 refused\n/m);
    expect(stderr).toBe('nothing was changed: --write does it\n');
    expect([code, writes(hubspot)]).toEqual([0, 0]);
  });

  it('tells the plan as JSON too', async () => {
    const { ask } = await world();
    const { stdout } = await ask(['push', '--format', 'json']);
    const { window, plans } = JSON.parse(stdout);
    expect([window, plans[0].sink, plans[0].steps.length]).toEqual(['2026-W46', 'hubspot', 3]);
    expect(plans[0].steps[0]).toMatchObject({ key: 'd:acme.com', action: 'create' });
    expect(stdout).not.toContain(token);
  });

  it('with --write does it; the same again makes no request', async () => {
    const { ask, hubspot } = await world();
    const first = await ask(['push', 'hubspot', '--write']);
    expect(first.stderr).toMatch(/^hubspot: 3 leads: 3 created; \d requests\.\n$/);
    expect([first.code, first.stdout]).toEqual([0, '']);
    expect(named(hubspot, 'acme.com').values).toMatchObject({
      ga_leads_key: 'd:acme.com',
      ga_leads_score: '80',
    });
    hubspot.requests.length = 0;
    const second = await ask(['push', 'hubspot', '--write']);
    expect(second.stderr).toBe('hubspot: 3 leads: 3 unchanged; no request.\n');
    expect([second.code, hubspot.requests.length, hubspot.companies().length]).toEqual([0, 0, 3]);
  });

  it('tells since when an organisation is known, week after week', async () => {
    const days = (from: string, to: string) => ({ seen: { from, to } });
    const { ask, hubspot, remember } = await world({
      leads: [visitor('acme.com', days('2026-11-10', '2026-11-12'))],
    });
    await ask(['push', '--write']);
    remember((history) =>
      history.record(run(week(11)), [
        visitor('acme.com', { score: 60, ...days('2026-11-17', '2026-11-20') }),
      ]),
    );
    await ask(['push', '--write']);
    expect(named(hubspot, 'acme.com').values).toMatchObject({
      ga_leads_first_seen: '2026-11-10',
      ga_leads_last_seen: '2026-11-20',
    });
  });

  it('knows an organisation again whose domain becomes known, unless two may be it', async () => {
    const { ask, hubspot, remember } = await world({
      leads: [
        visitor('Acme GmbH', { key: 'n:acme' }),
        visitor('Foo', { rank: 2 }),
        visitor('Bar', { rank: 3 }),
      ],
    });
    await ask(['push', '--write']);
    const known = (name: string, domain: string, rank: number) =>
      visitor(name, { key: `d:${domain}`, domain, rank });
    const later = [known('Acme GmbH', 'acme.com', 1), known('Foo', 'foo.com', 2), known('Foo', 'foo.de', 3)];
    remember((history) => history.record(run(week(11)), later));
    const { code, stderr } = await ask(['push', '--write']);
    expect([code, stderr]).toEqual([0, 'hubspot: 3 leads: 2 created, 1 updated; 5 requests.\n']);
    expect(named(hubspot, 'Acme GmbH').values).toMatchObject({ ga_leads_key: 'd:acme.com' });
    expect((await ask(['push', '--write'])).stderr).toContain('3 unchanged; no request');
  });

  it('keeps what a person changed, and lists it', async () => {
    const { ask, hubspot, remember } = await world({ leads: [visitor('acme.com')] });
    await ask(['push', '--write']);
    const { id } = named(hubspot, 'acme.com');
    hubspot.edit(id, 'ga_leads_score', 90);
    remember((history) => history.record(run(week(11)), [visitor('acme.com', { score: 60 })]));
    const { code, stderr } = await ask(['push', '--write']);
    expect(stderr).toContain(
      'kept 1 value that people changed in HubSpot: acme.com ga_leads_score (ours 60, theirs 90).',
    );
    expect([code, named(hubspot, 'acme.com').values.ga_leads_score]).toEqual([0, '90']);
    const { stdout } = await ask(['outbox', 'show', 'acme.com']);
    expect(stdout).toMatch(/ga_leads_score +60 +50 +90/);
  });

  it('makes again what a person deleted only where it is asked to', async () => {
    const { ask, hubspot, remember } = await world({ leads: [visitor('acme.com')] });
    await ask(['push', '--write']);
    hubspot.remove(named(hubspot, 'acme.com').id);
    remember((history) => history.record(run(week(11)), [visitor('acme.com', { score: 60 })]));
    const first = await ask(['push', '--write']);
    expect(first.stderr).toMatch(/skipped: acme\.com .*deleted in HubSpot by a person/);
    expect(hubspot.companies()).toEqual([]);
    // Whether the week's list has it or not; but never against a person's decision.
    remember((history) => history.record(run(week(12)), [visitor('foo.com')]));
    await ask(['lead', 'dismiss', 'acme.com']);
    const dismissed = await ask(['push', '--recreate', 'acme.com', '--write']);
    expect(dismissed).toMatchObject({ code: 2, stderr: expect.stringContaining('is dismissed') });
    await ask(['lead', 'undo', 'acme.com']);
    await ask(['push', '--recreate', 'acme.com', '--write']);
    expect(hubspot.companies().map(({ values }) => values.name)).toEqual(['foo.com', 'acme.com']);
  });

  it('makes all again that are gone, but nobody whom people decided against', async () => {
    const { ask, hubspot, remember } = await world();
    await ask(['push', '--write']);
    for (const { id } of hubspot.companies()) hubspot.remove(id);
    const later = [...usual, visitor('new.com', { rank: 4 })].map((lead) => ({ ...lead, score: 33 }));
    remember((history) => history.record(run(week(11)), later));
    await ask(['push', '--write', '--limit', '3']);
    expect(hubspot.companies()).toEqual([]);
    await ask(['lead', 'dismiss', 'foo.com']);
    await ask(['push', '--recreate', 'all', '--write']);
    expect(hubspot.companies().map(({ values }) => values.name)).toEqual(['acme.com', 'Bar', 'new.com']);
  });

  it.each([
    [
      ['--limit', '2'],
      ['a', 'b'],
    ],
    [
      ['--min-score', '60'],
      ['a', 'c'],
    ],
    [['--new'], ['b']],
    [['--segment', 'schools'], ['c']],
    [['--week', '2026-W45'], ['old']],
    [['--min-score', '60', '--limit', '1'], ['a']],
  ])('%j pushes %j', async (filter, names) => {
    const { ask, hubspot, remember } = await world({
      more: 'segments: { schools: { where: { type: [education] } } }\n',
      leads: [
        visitor('a', { score: 70 }),
        visitor('b', { rank: 2, status: 'new' }),
        visitor('c', { rank: 3, score: 60, type: 'education' }),
        visitor('net', { fate: 'excluded', type: 'isp' }),
      ],
    });
    remember((history) => history.record(run(week(9)), [visitor('old')]));
    expect((await ask(['push', '--write', ...filter])).code).toBe(0);
    expect(hubspot.companies().map(({ values }) => values.name)).toEqual(names);
  });

  it('holds back whom people decided against, be it after the run or after an unfinished push', async () => {
    const { ask, hubspot, remember } = await world({
      leads: [visitor('a'), visitor('b', { rank: 2 }), visitor('c', { rank: 3 })],
    });
    await ask(['lead', 'dismiss', 'a']);
    await ask(['not-for-us', 'add', 'b', '--reason', 'customer']);
    const { stderr } = await ask(['push', '--write']);
    expect(stderr).toMatch(/^held back: 1 dismissed organisation, 1 organisation on the not-for-us list\n/);
    expect(hubspot.companies().map(({ values }) => values.name)).toEqual(['c']);

    remember((history) => history.record(run(week(11)), [visitor('x'), visitor('y', { rank: 2 })]));
    hubspot.faults.push({ on: 'read', times: 99, act: { refuse: { status: 500 } } });
    const unfinished = await ask(['push', '--write']);
    expect(unfinished.code).toBe(4);
    await ask(['outbox', 'retry', '--failed']);
    hubspot.faults.length = 0;
    await ask(['lead', 'dismiss', 'x']);
    remember((history) => history.record(run(week(12)), [visitor('z')]));
    await ask(['push', '--write']);
    expect(hubspot.companies().map(({ values }) => values.name)).toEqual(['c', 'z', 'y']);
  });

  it('leaves pending whom a rule excludes by now, and with --limit all that it is not about', async () => {
    const { ask, hubspot, remember } = await world({ leads: [visitor('x'), visitor('y', { rank: 2 })] });
    hubspot.faults.push({ on: 'read', times: 99, act: { refuse: { status: 500 } } });
    await ask(['push', '--write']);
    await ask(['outbox', 'retry', '--failed']);
    hubspot.faults.length = 0;
    remember((history) =>
      history.record(run(week(11)), [
        visitor('z'),
        visitor('x', { fate: 'excluded', type: 'isp', rule: 'x', reasons: [] }),
      ]),
    );
    const names = () => hubspot.companies().map(({ values }) => values.name);
    const { stdout } = await ask(['push', '--limit', '1']);
    expect(stdout).toContain('hubspot: 1 to create');
    await ask(['push', '--limit', '1', '--write']);
    expect(names()).toEqual(['z']);
    await ask(['push', '--write']);
    expect(names()).toEqual(['z', 'y']);
  });

  it('shows no control characters of names and of what a CRM says', async () => {
    const { ask, hubspot, remember } = await world({
      leads: [visitor('Evil\u001b]0;x\u0007Corp', { key: 'n:e\u001bvil' })],
    });
    const { stdout } = await ask(['push']);
    expect(stdout).toContain('create     Evil ]0;x Corp (n:e vil)');
    await ask(['push', '--write']);
    hubspot.edit(hubspot.companies()[0]?.id ?? '', 'ga_leads_week', 'mine\u009b2J');
    remember((history) =>
      history.record(run(week(11)), [visitor('Evil\u001b]0;x\u0007Corp', { key: 'n:e\u001bvil' })]),
    );
    for (const format of ['text', 'json']) {
      const plan = await ask(['push', '--format', format]);
      expect([plan.stdout.includes('mine'), /[\u001b\u0080-\u009f]/.test(plan.stdout)]).toEqual([
        true,
        false,
      ]);
    }
    hubspot.faults.push({ on: 'read', times: 9, act: { refuse: { status: 400, body: 'no\u001b[2J!' } } });
    const refused = await ask(['push', '--write']);
    expect([refused.code, /\u001b/.test(refused.stdout + refused.stderr)]).toEqual([4, false]);
  });

  it('tries the next sink where one fails, and ends with 4', async () => {
    const { ask, settings, hubspot } = await world();
    const hook = await startWebhook();
    stops.push(() => hook.close());
    settings(
      `  hubspot: { enabled: true, baseUrl: '${hubspot.url}' }\n  webhook: { enabled: true, baseUrl: '${hook.url}' }\n`,
    );
    const wrong = { env: { ...env, HUBSPOT_TOKEN: 'n0t-it' } };
    const { code, stderr } = await ask(['push', '--write'], wrong);
    expect(stderr).toMatch(/hubspot: the token was refused \(401\)[\s\S]*webhook: 3 leads: 3 created/);
    expect([code, hook.companies().length, hubspot.companies().length]).toEqual([4, 3, 0]);
    expect(stderr).not.toContain('n0t-it');
    const missing = await ask(['push', 'hubspot', '--write'], { env: {} });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('HUBSPOT_TOKEN')]);
  });

  it('finishes the request in flight at Ctrl-C and leaves the rest pending; then the count is right', async () => {
    const names = Array.from({ length: 250 }, (_, n) => `c${n}.com`);
    const { ask, hubspot } = await world({ leads: names.map((name, rank) => visitor(name, { rank })) });
    const interrupt = new AbortController();
    hubspot.watch = (moment, purpose) => {
      if (moment === 'before' && purpose === 'write') interrupt.abort();
    };
    const { code, stderr } = await ask(['push', '--write'], { signal: interrupt.signal });
    expect(code).toBe(130);
    expect(stderr).toMatch(/^hubspot: 250 leads: \d+ created, \d+ pending; \d+ requests\.$/m);
    expect([100, 200]).toContain(hubspot.companies().length);
    delete hubspot.watch;
    expect((await ask(['push', '--write'])).code).toBe(0);
    expect(new Set(hubspot.companies().map(({ values }) => values.name)).size).toBe(250);
    expect(hubspot.companies()).toHaveLength(250);
  });

  it('draws progress on a terminal', async () => {
    const { ask } = await world();
    let time = Date.parse('2026-11-22T08:00:00Z');
    const { edge, stderr } = fakeEdge();
    Object.assign(edge.stderr, { isTTY: true });
    const later = () => {
      time += 2_000;
      return new Date(time);
    };
    await ask(['push', '--write'], { stderr: edge.stderr, now: later });
    expect(stderr()).toContain('\r\u001b[2Khubspot: leads pushed 3 of 3 (100 %)\r\u001b[2K');
  });

  it('with --quiet says only what went wrong', async () => {
    const { ask, hubspot } = await world({ leads: [visitor('acme.com')] });
    hubspot.add({ name: 'One', domain: 'acme.com' });
    hubspot.add({ name: 'Two', domain: 'acme.com' });
    const { code, stderr } = await ask(['push', '--write', '--quiet']);
    expect(stderr).toMatch(
      /^ {2}refused: acme\.com \(d:acme\.com\): .*matches 2[^\n]*\nhubspot: 1 lead: 1 refused/,
    );
    expect(code).toBe(4);
    hubspot.remove(named(hubspot, 'One').id);
    await ask(['outbox', 'retry', '--failed']);
    expect((await ask(['push', '--write', '--quiet'])).stderr).toBe('');
  });

  it('sends the sample, whose visits are made up, out of this machine only by name', async () => {
    const { ask, settings, remember } = await world({ isSetUp: false, leads: [] });
    remember((history) => history.record(run(week(10), { site: 'sample' }), usual));
    let requests = 0;
    const fetch = () => {
      requests++;
      return Promise.reject(new Error('not reached'));
    };
    for (const baseUrl of ['https://127.0.0.1.crm.example', 'https://api.hubapi.com']) {
      settings(`  hubspot: { enabled: true, baseUrl: '${baseUrl}' }\n`);
      const { code, stderr, next } = await ask(['push', '--write'], { fetch });
      expect([code, requests, stderr]).toEqual([
        2,
        0,
        expect.stringContaining('made data; nothing was sent'),
      ]);
      expect(next).toContain('--site sample');
    }
    await ask(['push', '--write', '--site', 'sample'], { fetch });
    expect(requests).toBeGreaterThan(0);
  });
});

describe('a plan as a file', () => {
  it('is carried out as it was saved', async () => {
    const { ask, hubspot, cwd } = await world();
    const saved = await ask(['push', 'hubspot', '--limit', '2', '--plan', 'monday.json']);
    expect(saved.stderr).toContain("ga-leads push --plan 'monday.json' --write");
    expect(readFileSync(path.join(cwd, 'monday.json'), 'utf8')).not.toContain(token);
    const { code, stderr } = await ask(['push', '--plan', 'monday.json', '--write']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^hubspot: 2 leads: 2 created/)]);
    expect(hubspot.companies()).toHaveLength(2);
  });

  it('is not carried out where the CRM is another one by now: exit 6, nothing written', async () => {
    const { ask, hubspot } = await world();
    await ask(['push', '--plan', 'monday.json']);
    hubspot.add({ name: 'Acme', domain: 'acme.com' });
    hubspot.requests.length = 0;
    const { code, stderr } = await ask(['push', '--plan', 'monday.json', '--write']);
    expect(code).toBe(6);
    expect(stderr).toMatch(
      /1 thing changed since the plan was made[\s\S]*acme\.com: was create[\s\S]*is adopt/,
    );
    expect([writes(hubspot), hubspot.companies().length]).toEqual([0, 1]);
  });

  it('is not carried out where people decided against one of its leads', async () => {
    const { ask, hubspot } = await world();
    await ask(['push', '--plan', 'monday.json']);
    await ask(['lead', 'dismiss', 'acme.com']);
    const { code, stderr } = await ask(['push', '--plan', 'monday.json', '--write']);
    expect([code, stderr]).toEqual([6, expect.stringContaining('decided against acme.com (d:acme.com)')]);
    expect(hubspot.companies()).toEqual([]);
  });

  it('gives way to another plan, and no other file does', async () => {
    const { ask, cwd } = await world();
    await ask(['push', '--plan', 'monday.json']);
    expect((await ask(['push', '--limit', '1', '--plan', 'monday.json'])).code).toBe(0);
    writeFileSync(path.join(cwd, 'notes.txt'), 'call Anna');
    const { code } = await ask(['push', '--plan', 'notes.txt']);
    expect([code, readFileSync(path.join(cwd, 'notes.txt'), 'utf8')]).toEqual([2, 'call Anna']);
  });
});

describe('outbox', () => {
  /** One lead that two companies share a domain with, so that it is refused, and one that is there. */
  async function refusedOne() {
    const made = await world({ leads: [visitor('acme.com'), visitor('foo.com', { rank: 2 })] });
    const twin = made.hubspot.add({ name: 'One', domain: 'acme.com' });
    made.hubspot.add({ name: 'Two', domain: 'acme.com' });
    const pushed = await made.ask(['push', '--write']);
    return { ...made, twin, pushed };
  }

  it('lists what was refused with the reason, and sends it after it was mended', async () => {
    const { ask, hubspot, twin, pushed } = await refusedOne();
    expect([pushed.code, pushed.stderr]).toEqual([4, expect.stringContaining('ga-leads outbox --failed')]);
    const failed = await ask(['outbox', '--failed']);
    expect(failed.stdout).toMatch(/^hubspot +failed +d:acme\.com +acme\.com .*AMBIGUOUS/m);
    expect(failed.stdout).not.toContain('foo.com');
    expect(JSON.parse((await ask(['outbox', 'list', 'hubspot', '--json'])).stdout)).toHaveLength(2);
    hubspot.remove(twin);
    const retried = await ask(['outbox', 'retry', 'acme.com']);
    expect(retried.stdout).toBe('1 delivery will be tried again by the next ga-leads push --write\n');
    expect((await ask(['push', '--write'])).stderr).toMatch(/1 adopted, 1 unchanged/);
    expect((await ask(['outbox', '--failed'])).stderr).toBe('nothing failed\n');
  });

  it('tells accounts apart where a sink has more than one', async () => {
    const { ask, settings } = await world();
    await ask(['push', '--write']);
    expect((await ask(['outbox'])).stdout).toMatch(/^sink +state +key/);
    const other = await startHubSpot({ token, searchLag: 0, portalId: 77 });
    stops.push(() => other.close());
    settings(`  hubspot: { enabled: true, baseUrl: '${other.url}' }\n`);
    await ask(['setup', 'hubspot', '--write']);
    await ask(['push', '--write']);
    const { stdout } = await ask(['outbox']);
    expect(stdout).toMatch(/^sink +account +state +key/);
    expect(stdout.match(/^hubspot +(?:77|4242424) +sent +d:acme\.com/gm)).toHaveLength(2);
  });

  it('drops what is not to be sent; what was sent stays', async () => {
    const { ask, hubspot, twin } = await refusedOne();
    const dropped = await ask(['outbox', 'drop', 'd:acme.com']);
    expect(dropped.stdout).toMatch(/^1 delivery dropped: .*--recreate/);
    hubspot.remove(twin);
    expect((await ask(['push', '--write'])).stderr).toContain('1 unchanged, 1 skipped');
    expect((await ask(['outbox', 'show', 'd:acme.com'])).stdout).toContain('dropped from the outbox');
    expect((await ask(['outbox', 'drop', 'foo.com'])).stdout).toMatch(/^nothing to drop/);
    expect((await ask(['push', '--write', '--recreate', 'd:acme.com'])).stderr).toContain('1 adopted');
  });
});

describe('run --write', () => {
  const file = 'Service Provider,Sessions\nacme gmbh,10\nsiemens ag,5\n';
  const argv = ['run', '--input', 'w.csv', '--week', '2026-W46', '--write'];
  async function exported(more = '') {
    const made = await world({ leads: [], more: `model: off\nrules: [rules.yaml]\n${more}` });
    writeFileSync(
      path.join(made.cwd, 'rules.yaml'),
      '- { id: us-cox, exclude: isp, words: [cox], why: US cable carrier, matches: [cox], spares: [Wilcox] }\n',
    );
    writeFileSync(path.join(made.cwd, 'w.csv'), file);
    return made;
  }

  it('pushes what it recorded, and the same again is no request', async () => {
    const { ask, hubspot } = await exported();
    const { code, stderr } = await ask(argv);
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      expect.stringMatching(/^hubspot: 2 leads: 2 created; \d requests\.$/),
    ]);
    expect(hubspot.companies()).toHaveLength(2);
    expect((await ask(argv)).stderr).toContain('hubspot: 2 leads: 2 unchanged; no request.');
  });

  it.each([
    ['history: off\n', argv, 'the history is switched off'],
    ['', [...argv.slice(0, 3), '--write'], 'does not say which days it holds'],
    ['', ['run', '--replay', '2026-W45', '--write'], 'a replay records nothing'],
  ])('%j %j: says before anything is read that %s', async (more, asked, message) => {
    const { ask, cwd, hubspot } = await exported(more);
    const { code, stderr } = await ask(asked);
    expect([code, hubspot.requests.length]).toEqual([2, 0]);
    expect(stderr).toContain(message);
    expect(existsSync(path.join(cwd, 'out', 'leads.csv'))).toBe(false);
  });

  it('pushes the last week of those that it catches up, be it that only the push is still to be done', async () => {
    const { ask, hubspot, remember } = await exported('minSessions: 15\n');
    await ask(['run', '--week', '2026-W44']);
    const first = await ask(['run', '--catch-up', '--write'], { env: { HUBSPOT_TOKEN: 'n0t-it' } });
    expect([first.code, hubspot.companies().length]).toEqual([4, 0]);
    const { code, stderr } = await ask(['run', '--catch-up', '--write']);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/nothing to catch up[\s\S]*hubspot: \d+ leads: \d+ created/),
    ]);
    const weeks = hubspot.companies().map(({ values }) => values.ga_leads_week);
    expect(new Set(weeks)).toEqual(new Set(['2026-W46']));
    remember((history) => expect(history.runs.list('sample')).toHaveLength(3));
  });

  it('says so where no sink is switched on', async () => {
    const { ask, settings } = await exported();
    settings('  hubspot: { enabled: false }\n');
    expect(await ask(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('no sink for leads') });
  });

  it('ends with 4 where the push fails; the lists are written all the same', async () => {
    const { ask, cwd } = await exported();
    const { code } = await ask(argv, { env: { ...env, HUBSPOT_TOKEN: 'n0t-it' } });
    expect([code, existsSync(path.join(cwd, 'out', 'leads.csv'))]).toEqual([4, true]);
  });
});

describe('npm run demo:push', () => {
  it('tells a true story: four CRMs, the same again without a request, a correction kept, no double', async () => {
    const demo = path.join(import.meta.dirname, '..', '..', 'tools', 'demo-push.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [demo]);
    expect(stdout.match(/(\d+) leads: \1 unchanged; no request\./g)).toHaveLength(4);
    expect(stdout).toMatch(/created, 1 adopted;/);
    expect(stdout).toContain('kept 1 value that people changed in HubSpot: Intel Corporation');
    expect(stdout).toMatch(/pipedrive: \d+ leads: 1 created, \d+ unchanged;/);
    const there = [...stdout.matchAll(/(\d+) in it/g)].slice(-4).map(([, companies]) => companies);
    expect(new Set(there).size).toBe(1);
  }, 60_000);
});
