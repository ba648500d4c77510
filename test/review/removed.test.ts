import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredSighting } from '../../src/history/sightings.ts';
import { readOf } from '../commands/remembered.ts';
import { run, sighting, week } from '../history/make.ts';
import { reviewing } from './make.ts';

const removed = (name: string, more: Partial<StoredSighting> = {}): StoredSighting =>
  sighting(name, { fate: 'excluded', type: 'isp', rule: 'telecom-words', matched: 'telecom', ...more });

const foundry = removed('Acme Telecom Foundry', { metrics: { sessions: 7 } });
const hostile = '<img src=x onerror=alert(1)>" telecom';
const some = [
  sighting('Siemens AG'),
  foundry,
  removed('Foo Telecom', { metrics: { sessions: 50 } }),
  removed(hostile, { key: 'n:hostile', metrics: { sessions: 2 } }),
  removed('Bar Mobil', { rule: 'gone-rule', matched: 'mobil', type: 'mobile' }),
  sighting('Our Customer Inc.', { fate: 'notForUs', why: 'customer since 2020' }),
];

/** The page where the last week can be read again. */
async function week11(sightings: readonly StoredSighting[] = some) {
  const there = await reviewing([]);
  const sessions = Object.fromEntries(
    sightings.flatMap(({ spellings, metrics }) => spellings.map((name) => [name, metrics.sessions ?? 1])),
  );
  there.history.record(run(week(11)), sightings, await readOf(sessions, week(11)));
  const browser = await there.enter();
  const rules = () => readFileSync(path.join(there.folder, 'rules.yaml'), 'utf8');
  return { ...there, ...browser, rules };
}

/** What a page's form would send with a click. */
function fields(text: string, action: string): Record<string, string> {
  const form = text.split('<form').find((one) => one.includes(`method="post" action="${action}"`)) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
    ]),
  );
}

const restoreOf = (key: string) => `/removed/restore?key=${encodeURIComponent(key)}`;

describe('what was removed', () => {
  it('has the likely mistakes first, then each rule with what it removed', async () => {
    const { get } = await week11();
    const text = await (await get('/removed')).text();
    expect(text).toContain('Removed <span class="count">4');
    const mistakes = text.slice(text.indexOf('Likely mistakes</h2>'), text.indexOf('By rule</h2>'));
    expect(mistakes).toMatch(/Acme Telecom Foundry[\s\S]*its name says foundry/);
    expect(mistakes).not.toContain('Foo Telecom<');
    expect(text.slice(text.indexOf('By rule</h2>'))).toMatch(
      /telecom-words[\s\S]*networks call themselves so[\s\S]*59 sessions[\s\S]*gone-rule[\s\S]*No longer in force/,
    );
    expect(text).not.toContain('Siemens');
  });

  it.each([
    ['q=foundry', ['Acme Telecom Foundry']],
    ['type=mobile', ['Bar Mobil']],
    ['rule=telecom-words&q=foo', ['Foo Telecom']],
    ['part=not-for-us', ['Our Customer Inc.']],
    ['q=nobody', []],
    ['part=nonsense&page=-2&type=x&q=mobil', ['Bar Mobil']],
  ])('%s asks for %j', async (query, names) => {
    const { get } = await week11();
    const text = await (await get(`/removed?${query}`)).text();
    expect([...text.matchAll(/class="name"[^>]*>([^<]+)</g)].map(([, name]) => name)).toEqual(names);
    const csv = await (await get(`/removed.csv?${query}`)).text();
    expect(csv.trim().split('\r\n')).toHaveLength(names.length + 1);
    for (const name of names) expect(csv).toContain(name);
  });

  it('keeps those that people do not want apart, as no rule restores them', async () => {
    const { get } = await week11();
    const text = await (await get('/removed?part=not-for-us')).text();
    expect(text).toContain('customer since 2020');
    expect(text).not.toContain('/removed/restore');
    expect((await get(restoreOf('n:our customer inc.'))).status).toBe(400);
  });

  it('turns the pages of very many', async () => {
    const { get } = await week11(
      Array.from({ length: 1_020 }, (_, n) => removed(`Carrier ${n}`, { metrics: { sessions: 2_000 - n } })),
    );
    const text = await (await get('/removed?part=all&page=21')).text();
    expect(text).toContain('1,001–1,020 of 1,020');
    expect(text).toContain('Carrier 1019');
    expect(text).not.toContain('Carrier 999<');
  });

  it('shows hostile names as text, and no formula in its CSV', async () => {
    const { get } = await week11([removed('=1+1 telecom'), ...some]);
    for (const to of ['/removed', '/removed?part=all', restoreOf('n:hostile'), '/removed?q=%3Cimg']) {
      const text = await (await get(to)).text();
      expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(text).not.toMatch(/<img|href="javascript:/);
    }
    expect(await (await get('/removed.csv')).text()).toContain("'=1+1 telecom");
  });

  it('says so where nothing was removed, and where nothing ran', async () => {
    expect(await (await (await week11([sighting('Siemens AG')])).get('/removed')).text()).toContain(
      'removed nothing',
    );
    const { get } = await (await reviewing([], 'source: sample\n')).enter();
    expect((await get('/removed')).status).toBe(200);
  });
});

describe('a restoration', () => {
  it('shows the rule and what it would change, then writes it, and is undone', async () => {
    const { get, post, rules, history } = await week11();
    const before = rules();
    const text = await (await get(`${restoreOf(foundry.key)}&back=/removed`)).text();
    expect(text).toContain('- id: own-keep-acme-telecom-foundry');
    expect(text).toMatch(/<b>1<\/b> restored <span class="small">7 sessions/);
    expect(rules()).toBe(before);

    const answer = await post('/removed/restore', fields(text, '/removed/restore'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/removed']);
    expect(rules()).toContain("exact: ['Acme Telecom Foundry']");
    expect(rules().endsWith(before)).toBe(true);
    const after = await (await get('/removed?q=foundry')).text();
    expect(after).toContain('Acme Telecom Foundry is kept; it counts from the next run on');
    expect(after).toContain('kept from now on');
    expect(await (await get('/removed?part=mistakes')).text()).not.toContain('Acme Telecom Foundry');
    expect(history.ruleVersions.list(9)).toMatchObject([{ id: 1, by: 'anna' }]);

    await post('/rules/undo', { id: '1', back: '/removed' });
    expect(rules()).toBe(before);
  });

  it('takes every name where the one for display does not do', async () => {
    const { get, post, rules, folder, desk } = await week11([
      removed('Acme', { key: 'n:acme', spellings: ['aaa telecom', 'acme telecom'] }),
    ]);
    const aliases = '- organisation: Acme\n  spellings: [aaa telecom, acme telecom]\n';
    mkdirSync(path.join(folder, 'config'));
    writeFileSync(path.join(folder, 'config', 'aliases.yaml'), aliases);
    desk.changed();
    const text = await (await get(restoreOf('n:acme'))).text();
    expect(text).toMatch(/<b>1<\/b> restored/);
    expect((await post('/removed/restore', fields(text, '/removed/restore'))).status).toBe(303);
    expect(rules()).toContain("exact: ['acme', 'aaa telecom', 'acme telecom']");
  });

  it('is refused where the rule file was changed meanwhile, and says what', async () => {
    const { get, post, rules, folder } = await week11();
    const form = fields(await (await get(restoreOf(foundry.key))).text(), '/removed/restore');
    const changed = `${rules()}\n# by hand, meanwhile\n`;
    writeFileSync(path.join(folder, 'rules.yaml'), changed);
    const answer = await post('/removed/restore', form);
    const text = await answer.text();
    expect(answer.status).toBe(409);
    expect(text).toContain('<span class="new">+ # by hand, meanwhile</span>');
    expect(rules()).toBe(changed);
    expect((await post('/removed/restore', fields(text, '/removed/restore'))).status).toBe(303);
  });

  it.each(['/removed/restore', '/removed/restore?key=n%3Anobody', '/removed/restore?key=n%3Asiemens%20ag'])(
    'not of %s',
    async (to) => {
      const { get } = await week11();
      expect((await get(to)).status).toBe(400);
    },
  );
});

describe("it's a network", () => {
  const to = '/network?key=n%3Aacme%20telecom%20foundry';

  it('shows the rule with every spelling and what it would remove; then writes it', async () => {
    const { get, post, rules } = await week11([
      sighting('Muster AG', { spellings: ['muster ag', 'muster netz'], metrics: { sessions: 9 } }),
      ...some,
    ]);
    const muster = '/network?key=n%3Amuster%20ag';
    const text = await (await get(`${muster}&type=hosting&why=a+cloud&back=/%3Fq%3Dmus`)).text();
    expect(text).toContain('exclude: hosting');
    expect(text).toMatch(/<b>2<\/b> newly removed <span class="small">18 sessions/);
    const answer = await post('/network', fields(text, '/network'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?q=mus']);
    expect(rules()).toMatch(/exclude: hosting\n {2}exact: \['muster', 'muster netz'\]\n {2}why: a cloud/);
    expect(await (await get('/')).text()).toContain('Muster AG is a network (hosting)');
  });

  it('comes back to no other site', async () => {
    const { get, post } = await week11();
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', '/removed\n//evil']) {
      const text = await (await get(`${to}&back=${encodeURIComponent(back)}`)).text();
      expect(text).not.toContain('evil.example');
      const form = { ...fields(text, '/network'), back };
      const answer = await post('/network', form);
      expect(answer.headers.get('location') ?? '').not.toContain('evil');
    }
  });

  it('cannot be written where it breaks a test, and says which', async () => {
    const { get, post, rules } = await week11([sighting('Whirlpool Corporation')]);
    const before = rules();
    const text = await (await get('/network?key=n%3Awhirlpool%20corporation')).text();
    expect(text).toContain('trap &#39;Whirlpool Corporation&#39;');
    expect(text).not.toContain('Write the rule');
    const form = { key: 'n:whirlpool corporation', type: 'isp', why: '', back: '', seen: 'x' };
    expect((await post('/network', form)).status).toBe(409);
    expect(rules()).toBe(before);
  });

  it.each(['/network', '/network?key=n%3Anobody'])('not of %s', async (path) => {
    const { get, raw } = await week11();
    expect((await get(path)).status).toBe(400);
    expect((await raw(path)).status).toBe(401);
    expect((await raw('/removed')).status).toBe(401);
    expect((await raw(restoreOf(foundry.key))).status).toBe(401);
  });
});
