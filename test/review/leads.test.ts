import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../src/history/lock.ts';
import { run, sighting, week } from '../history/make.ts';
import { leads, reviewing } from './make.ts';

const on = (name: string, seen = 0) => `${seen}:n:${name.toLowerCase()}`;
const names = (text: string) => [...text.matchAll(/class="name"[^>]*>([^<]+)</g)].map(([, name]) => name);

describe('the list', () => {
  it('shows the leads by rank, with score and reasons', async () => {
    const reasons = [{ signal: 'intent', points: 18, text: 'read /pricing' }];
    const { enter } = await reviewing([
      sighting('Siemens AG', { reasons, score: 77 }),
      ...leads('Bosch GmbH').map((one) => ({ ...one, rank: 2 })),
    ]);
    const text = await (await (await enter()).get('/')).text();
    expect(names(text)).toEqual(['Siemens AG', 'Bosch GmbH']);
    expect(text).toContain('<b>18</b> read /pricing');
  });

  it.each([
    ['?q=bosch', ['Bosch GmbH']],
    ['?q=pricing', ['Acme Inc.']],
    ['?type=education', ['MIT']],
    ['?status=new', ['Acme Inc.']],
    ['?country=Japan', ['Bosch GmbH']],
    ['?sort=name', ['Acme Inc.', 'Bosch GmbH', 'MIT']],
    ['?sort=sessions', ['MIT', 'Bosch GmbH', 'Acme Inc.']],
    ['?type=nonsense&sort=nonsense&page=-1', ['Bosch GmbH', 'MIT', 'Acme Inc.']],
    ['?page=2', ['Bosch GmbH', 'MIT', 'Acme Inc.']],
  ])('%s asks for %j', async (query, expected) => {
    const page = [{ value: '/pricing', metrics: { pageViews: 3 } }];
    const { enter } = await reviewing([
      sighting('Bosch GmbH', { rank: 1, country: 'Japan', metrics: { sessions: 6 } }),
      sighting('MIT', { rank: 2, type: 'education', metrics: { sessions: 9 } }),
      sighting('Acme Inc.', { rank: 3, status: 'new', evidence: { page } }),
    ]);
    expect(names(await (await (await enter()).get(`/${query}`)).text())).toEqual(expected);
  });

  it('says that there is no such segment, rather than showing all', async () => {
    const { get } = await (await reviewing()).enter();
    for (const name of ['gone', 'constructor', '__proto__']) {
      const answer = await get(`/?segment=${name}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(`the settings have no segment ${name}`);
    }
  });

  it("asks for a segment's leads by the settings' own words", async () => {
    const { enter } = await reviewing(
      [sighting('MIT', { type: 'education' }), ...leads('Bosch GmbH')],
      'segments:\n  schools:\n    where:\n      type: [education]\n',
    );
    expect(names(await (await (await enter()).get('/?segment=schools')).text())).toEqual(['MIT']);
  });

  it('turns the pages of many leads', async () => {
    const many = leads(...Array.from({ length: 120 }, (_, n) => `Company ${n}`));
    const { get } = await (await reviewing(many)).enter();
    const text = await (await get('/?page=3')).text();
    expect(names(text)).toHaveLength(20);
    expect(text).toContain('101–120 of 120<');
    expect(await (await get('/?page=99')).text()).toContain('101–120 of 120<');
  });

  it('is a CSV of the same view', async () => {
    const { get } = await (await reviewing()).enter();
    const answer = await get('/leads.csv?q=bosch');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="leads-2026-W46.csv"');
    const text = await answer.text();
    expect(text).toContain('Bosch GmbH');
    expect(text).not.toContain('Siemens');
  });

  it('is a CSV that knows since when, as leads.csv does', async () => {
    const { enter, history } = await reviewing();
    history.record(run(week(9)), [
      sighting('Bosch GmbH', { seen: { from: '2026-11-03', to: '2026-11-04' } }),
    ]);
    const { get } = await enter();
    expect(await (await get('/leads.csv?q=bosch')).text()).toMatch(/,2026-11-03,[^,]*,[\s\S]*,2\r\n$/);
  });

  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['" onmouseover="alert(1)', '&quot; onmouseover=&quot;alert(1)'],
    ['</script><script>alert(1)</script>', '&lt;/script&gt;&lt;script&gt;'],
    ['abc\u202egnp.exe', 'abc gnp.exe'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['x'.repeat(10_000), `${'x'.repeat(119)}…`],
  ])('shows %.40s as text', async (name, expected) => {
    const { get } = await (
      await reviewing([sighting(name, { evidence: { page: [{ value: name, metrics: {} }] } })])
    ).enter();
    const text = await (await get('/')).text();
    expect(text).toContain(expected);
    expect(text).not.toMatch(
      /<img|<script(?!\stype="module"\ssrc="\/assets)|\sonmouseover="|href="javascript:/,
    );
    expect(text.length).toBeLessThan(60_000);
  });

  it('tells where a lead was delivered to, with a link to it there where one is known', async () => {
    const { enter, history } = await reviewing(undefined, '', undefined, { HUBSPOT_TOKEN: 'secret-token' });
    const entry = {
      key: 'n:siemens ag',
      name: 'Siemens AG',
      state: 'sent' as const,
      remoteId: '7"7',
      desired: {},
      written: {},
      kept: [],
      recreate: false,
      attempts: 1,
    };
    history.outbox.put({ site: 'own', sink: 'hubspot', account: '4711' }, entry);
    history.outbox.put(
      { site: 'own', sink: 'salesforce', account: 'x' },
      { ...entry, state: 'failed', reason: '<b>no' },
    );
    history.outbox.put({ site: 'own', sink: 'gone', account: 'x' }, { ...entry, state: 'pending' });
    const { get } = await enter();
    for (const path of ['/', '/organisation?key=n%3Asiemens%20ag']) {
      const text = await (await get(path)).text();
      expect(text).toMatch(
        /href="https:\/\/app\.hubspot\.com\/contacts\/4711\/record\/0-2\/7%227"[^>]*>HubSpot ✓</,
      );
      expect(text).toMatch(/<span class="chip failed" title="failed [^"]*: &lt;b&gt;no">Salesforce !</);
      expect(text).toContain('>gone …<');
    }
  });

  it('leads to the other weeks that are remembered, in the same view', async () => {
    const { enter, history } = await reviewing();
    history.record(run(week(9)), leads('Old AG', 'Bosch GmbH'));
    const { get } = await enter();
    expect(await (await get('/?q=bosch&page=2')).text()).toContain('href="/?run=2026-W45&amp;q=bosch"');
    const text = await (await get('/?run=2026-W45')).text();
    expect(names(text)).toEqual(['Old AG', 'Bosch GmbH']);
    expect(text).toMatch(/class="old">2026-W45<[\s\S]*href="\/">2026-W46</);
    expect((await get('/?run=2020-W01')).status).toBe(400);
  });

  it('says how to get leads where no run is remembered', async () => {
    const { get } = await (await reviewing([])).enter();
    expect(await (await get('/')).text()).toContain('Leads <span class="count">0');
  });
});

describe('a decision', () => {
  it('is made on one, is in the list at once, and is taken back by its undo', async () => {
    const { enter, history } = await reviewing();
    const { post, get } = await enter();
    await post('/decide', {
      on: on('Siemens AG'),
      kind: 'dismiss',
      reason: 'too small',
      until: '2027-01-31',
      back: '/',
    });
    const text = await (await get('/')).text();
    expect(text).toContain('dismissed: too small');
    const id = /name="id" value="(\d+)"/.exec(text)?.[1] ?? '';
    expect(history.decisions.of('own', 'n:siemens ag')).toMatchObject([
      { kind: 'dismiss', until: '2027-01-31' },
    ]);
    await post('/undo', { id, back: '/' });
    expect(history.decisions.standings('own', '2026-11-22').get('n:siemens ag')?.verdict).toBeUndefined();
  });

  it('is made on many at once, or on none', async () => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    const both = [on('Siemens AG'), on('Bosch GmbH')];
    await post('/decide', { on: both, kind: 'assign', owner: 'ben', back: '/' });
    expect(history.decisions.list('own').map(({ key, value }) => [key, value])).toEqual([
      ['n:siemens ag', 'ben'],
      ['n:bosch gmbh', 'ben'],
    ]);
    const answer = await post('/decide', {
      on: [on('Acme Inc.'), on('Nobody Ltd')],
      kind: 'accept',
      back: '/',
    });
    expect(answer.status).toBe(400);
    expect(history.decisions.list('own')).toHaveLength(2);
  });

  it.each([
    [{ kind: 'sell' }, 400],
    [{ on: 'n:siemens ag' }, 400],
    [{ on: '' }, 400],
    [{ on: [] }, 400],
    [{ until: 'soon' }, 400],
    [{ kind: 'assign', owner: ' ' }, 400],
    [{ kind: 'stage', stage: 'customer' }, 400],
  ])('is refused with a reason: %j', async (change, status) => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    const answer = await post('/decide', { on: on('Siemens AG'), kind: 'accept', back: '/', ...change });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain('That cannot be done');
    expect(history.decisions.list('own')).toEqual([]);
  });

  it('is not made over what somebody else decided meanwhile, who is named; then it can be', async () => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    const { id } = history.decisions.decide('own', {
      key: 'n:siemens ag',
      name: 'Siemens AG',
      kind: 'dismiss',
      by: 'ben',
      reason: 'a customer',
    });
    const answer = await post(
      '/decide',
      { on: on('Siemens AG'), kind: 'accept', back: '/' },
      { 'x-partial': '1' },
    );
    expect(answer.status).toBe(409);
    const text = await answer.text();
    expect(text).toContain('dismissed (a customer), by ben at 08:00');
    expect(text).toContain(`value="${id}:n:siemens ag"`);
    expect(history.decisions.list('own')).toHaveLength(1);
    expect((await post('/decide', { on: on('Siemens AG', id), kind: 'accept', back: '/' })).status).toBe(303);
    expect(history.decisions.list('own')).toHaveLength(2);
  });

  it('waits for another one here, and is refused while another process writes, which is named', async () => {
    const { enter, history, folder } = await reviewing();
    const { post } = await enter();
    const both = await Promise.all([
      post('/decide', { on: on('Acme Inc.'), kind: 'accept', back: '/' }),
      post('/decide', { on: on('Bosch GmbH'), kind: 'accept', back: '/' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const other = { pid: 1, command: 'run', at: new Date() };
    await withLock(path.join(folder, 'history.sqlite'), other, async () => {
      const answer = await post('/decide', { on: on('Siemens AG'), kind: 'accept', back: '/' });
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('holds the lock');
    });
    expect(history.decisions.list('own')).toHaveLength(2);
  });

  it('is what the one field says that is filled, where Enter was pressed and no button', async () => {
    const { enter, history } = await reviewing();
    const { post } = await enter();
    const enterIn = (fields: Record<string, string>) =>
      post('/decide', { on: on('Siemens AG', 99), kind: 'filled', back: '/', ...fields });
    await enterIn({ note: 'call them' });
    await enterIn({ reason: 'too small' });
    expect(history.decisions.list('own').map(({ kind }) => kind)).toEqual(['note', 'dismiss']);
    for (const unclear of [{}, { note: 'a', owner: 'b' }]) {
      const answer = await enterIn(unclear as Record<string, string>);
      expect(await answer.text()).toContain('it is not clear what to do');
    }
    expect(history.decisions.list('own')).toHaveLength(2);
  });

  it('takes a tag off by the button that it has', async () => {
    const { enter, history } = await reviewing();
    const { post, get } = await enter();
    await post('/decide', { on: on('Siemens AG'), kind: 'tag', tag: '<b>hot', back: '/' });
    expect(await (await get('/')).text()).toContain('name="untag" value="&lt;b&gt;hot"');
    expect(names(await (await get('/?q=hot')).text())).toEqual(['Siemens AG']);
    await post('/decide', { on: on('Siemens AG', 1), untag: '<b>hot', back: '/' });
    expect(history.decisions.standings('own', '2026-11-22').get('n:siemens ag')?.tags).toEqual([]);
  });

  it('is undone one after the other, over reloads, whatever else was undone by others', async () => {
    const { enter, history } = await reviewing();
    const { post, get } = await enter();
    const last = async () => {
      const form = (await (await get('/')).text()).split('<form id="undo"')[1] ?? '';
      return /name="id" value="(\d+)"/.exec(form.split('</form>')[0] ?? '')?.[1];
    };
    expect(await last()).toBeUndefined();
    for (const name of ['Siemens AG', 'Bosch GmbH', 'Acme Inc.']) {
      await post('/decide', { on: on(name), kind: 'accept', back: '/' });
    }
    expect(await last()).toBe('3');
    history.decisions.undo('own', 3, 'ben');
    expect((await post('/undo', { id: '3', back: '/' })).status).toBe(400);
    expect(await last()).toBe('2');
    await post('/undo', { id: '2', back: '/' });
    const text = await (await get('/')).text();
    expect(text).toContain('taken back: accepted');
    expect(await last()).toBe('1');
    const redo = /data-redo[\s\S]*/.test(text) ? history.decisions.list('own').at(-1)?.id : undefined;
    await post('/undo', { id: String(redo), redo: '1', back: '/' });
    expect(await (await get('/')).text()).toContain('brought back: accepted');
    expect(await last()).toBe(String((redo ?? 0) + 1));
  });

  it('sends nobody to another site', async () => {
    const { post } = await (await reviewing()).enter();
    for (const back of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/network',
      '/?a=\r\nset-cookie: b',
    ]) {
      const answer = await post('/decide', { on: on('Siemens AG', 9), kind: 'accept', back });
      expect(answer.headers.get('location')).toBe('/');
    }
  });
});
