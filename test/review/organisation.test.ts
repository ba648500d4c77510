import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, sighting, week } from '../history/make.ts';
import { leads, reviewing } from './make.ts';

const siemens = '/organisation?key=n%3Asiemens%20ag';

describe('the page of an organisation', () => {
  it('shows a long note as a whole, and its weeks as a CSV', async () => {
    const { enter } = await reviewing([
      sighting('Siemens AG', { evidence: { page: [{ value: '=1', metrics: {} }] } }),
    ]);
    const { post, get } = await enter();
    const note = `${'long '.repeat(395)}end`;
    await post('/decide', { on: '0:n:siemens ag', kind: 'note', note, back: siemens });
    expect(await (await get(siemens)).text()).toContain(note);
    const csv = await (await get(siemens.replace('organisation', 'organisation.csv'))).text();
    expect(csv).toMatch(/^2026-W46,a lead,business,/m);
    expect(csv).toContain(",'=1");
    expect((await get('/organisation.csv?key=nobody')).status).toBe(400);
  });

  it('tells its weeks, its verdict, its visits and why its score is what it is', async () => {
    const evidence = {
      page: [{ value: '/pricing', metrics: { pageViews: 7 } }],
      day: [{ value: '2026-11-09', metrics: { sessions: 3 } }],
    };
    const { enter, history } = await reviewing([
      sighting('Siemens AG', {
        rule: 'telecom-words',
        matched: 'siemens',
        evidence,
        reasons: [{ signal: 'intent', points: 18, text: 'read /pricing' }],
      }),
    ]);
    history.record(run(week(9)), [sighting('Siemens AG', { fate: 'belowMinimum' })]);
    const text = await (await (await enter()).get(siemens)).text();
    expect(text).toContain('Sessions, 2026-W45 to 2026-W46');
    expect(text).toContain('below the least sessions');
    expect(text).toContain('networks call themselves so (rules.yaml:1)');
    expect(text).toContain('<b>18</b> read /pricing');
    expect(text).toMatch(/Monday<\/th><td>3/);
    expect(text).not.toMatch(/\sstyle=/);
  });

  it('tells every decision, those that were taken back too, and takes new ones', async () => {
    const { enter, history } = await reviewing();
    const { post, get } = await enter();
    const back = siemens;
    const answer = await post('/decide', { on: '0:n:siemens ag', kind: 'note', note: 'called <b>', back });
    expect(answer.headers.get('location')).toBe(back);
    const [{ id } = { id: 0 }] = history.decisions.list('own');
    expect(await (await get(back)).text()).toContain('note: called &lt;b&gt;');
    await post('/undo', { id: String(id), back });
    const text = await (await get(back)).text();
    expect(text).toContain('class="gone"');
    expect(text).toContain('taken back: note: called &lt;b&gt;');
  });

  it('writes to the aliases what is split off and what is merged, quotes and all', async () => {
    const spellings = ['siemens ag', 'siemens "mobility": x'];
    const { enter, folder } = await reviewing([sighting('Siemens AG', { spellings })]);
    const { post, get } = await enter();
    await post('/organisation/split', { name: 'Siemens AG', other: 'siemens "mobility": x', back: siemens });
    expect(await (await get(siemens)).text()).toContain('is another organisation from the next run on');
    await post('/organisation/merge', { name: 'Siemens AG', spelling: 'siemens-net', back: siemens });
    const aliases = readFileSync(path.join(folder, 'config/aliases.yaml'), 'utf8');
    expect(aliases).toContain('siemens-net');
    expect(aliases).toMatch(/apart:\s+- 'siemens "mobility": x'/);
  });

  it.each([
    '/organisation',
    '/organisation?key=',
    '/organisation?key=n%3Anobody',
    `/organisation?key=${'x'.repeat(5_000)}`,
  ])('says so where there is none: %.40s', async (to) => {
    const answer = await (await (await reviewing()).enter()).get(to);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('is remembered');
  });

  it('is shown to nobody who is not in', async () => {
    const { raw } = await reviewing(leads('Siemens AG'));
    expect((await raw(siemens)).status).toBe(401);
  });
});
