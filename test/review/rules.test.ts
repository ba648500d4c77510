import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../src/history/lock.ts';
import { openDesk } from '../../src/review/desk.ts';
import { readOf } from '../commands/remembered.ts';
import { fakeEdge } from '../edge.ts';
import { now, run, sighting, week } from '../history/make.ts';
import { host, reviewing } from './make.ts';

const sessions = { 'Foo Telecom': 50, 'Acme Cables Ltd': 7, 'Bar Cables Inc': 3, 'Smith & Sons': 2 };

/** The page where two weeks can be read again. */
async function twoWeeks() {
  const there = await reviewing([]);
  const sightings = [
    sighting('Foo Telecom', {
      fate: 'excluded',
      type: 'isp',
      rule: 'telecom-words',
      metrics: { sessions: 50 },
    }),
    sighting('Acme Cables Ltd'),
  ];
  there.history.record(run(week(11)), sightings, await readOf(sessions, week(11)));
  there.history.record(run(week(9)), sightings, await readOf({ 'Old Cables AG': 4 }, week(9)));
  const browser = await there.enter();
  const file = path.join(there.folder, 'rules.yaml');
  const page = async (to: string) => (await browser.get(to)).text();
  return {
    ...there,
    ...browser,
    page,
    rules: () => readFileSync(file, 'utf8'),
    byHand: (text: string) => writeFileSync(file, text),
    /** What the form of a page has, as a browser would send it. */
    async form(to: string): Promise<Record<string, string>> {
      const text = await page(to);
      const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '';
      const id = /name="id" value="([^"]*)"/.exec(text)?.[1] ?? '';
      const yaml = (/<textarea name="yaml"[^>]*>([\s\S]*?)<\/textarea>/.exec(text)?.[1] ?? '')
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      return { seen, id, yaml };
    },
  };
}

const cables = { kind: 'exclude isp', way: 'words', text: 'cables', why: 'they lay them' };
const edit = '/rules/edit?id=telecom-words';

describe('the rules', () => {
  it('are listed by file, with what they decided', async () => {
    const { page } = await twoWeeks();
    expect(await page('/rules')).toMatch(
      /rules\.yaml<\/a> <span class="chip tag">yours<\/span><\/th><td class="number">1<\/td><td class="number">1<\/td><td class="number wide">50</,
    );
    const text = await page('/rules?file=rules.yaml');
    expect(text).toContain('exclude isp');
    expect(text).toContain('networks call themselves so');
    expect(text).toMatch(
      /decided on <a href="\/removed\?rule=telecom-words">1 organisation<\/a>, 50 sessions/,
    );
  });

  it.each([
    ['telecom-words', 1],
    ['call themselves', 1],
    ['FOO tele', 1],
    ['nothing of it', 0],
  ])('are searched for %s', async (q, count) => {
    const { page } = await twoWeeks();
    expect((await page(`/rules?q=${encodeURIComponent(q)}`)).split('<article').length - 1).toBe(count);
  });

  it('tell of a name what decides and why', async () => {
    const { page } = await twoWeeks();
    const text = await page('/rules?name=Foo+Telecom');
    expect(text).toMatch(
      /removed<\/span> as <b>isp<\/b>[\s\S]*telecom-words<\/a> on “telecom”[\s\S]*rules\.yaml:1/,
    );
    expect(await page('/rules?name=%3Cimg+src%3Dx%3E')).toContain('<h2>&lt;img src=x&gt;</h2>');
    expect(await page('/rules?name=zzz')).toContain('No rule speaks for or against this name');
  });

  it('are shown to nobody who is not in', async () => {
    const { raw } = await reviewing();
    for (const to of ['', '/new', '/edit?id=x', '/versions', '/lint', '/score']) {
      expect((await raw(`/rules${to}`)).status).toBe(401);
    }
    for (const to of ['save', 'preview', 'undo', 'score']) {
      expect([401, 403]).toContain((await raw(`/rules/${to}`, { method: 'POST', form: cables })).status);
    }
  });

  it('are read anew where somebody changed them by hand, and told where they are wrong then', async () => {
    const { page, rules, byHand } = await twoWeeks();
    const before = rules();
    byHand(before.replace('call themselves so', 'are named like that'));
    expect(await page('/rules?q=telecom')).toContain('networks are named like that');
    byHand(`${before}- id: x\n`);
    const text = await page('/rules?q=telecom');
    expect(text).toContain('The files are wrong as they are now');
    expect(text).toContain('rules.yaml:6: rule x');
    expect(await page('/')).toContain('settings or rules are wrong');
    byHand(before);
    expect(await page('/rules?q=telecom')).not.toContain('The files are wrong');
  });

  it('stay what they were where the settings that name them are gone, which is told', async () => {
    const { folder, config } = await reviewing();
    const { edge } = fakeEdge({ cwd: folder });
    const desk = await openDesk('own', undefined, edge);
    renameSync(config, `${config}.gone`);
    const { rules } = await desk.prepared();
    expect(rules.map(({ id }) => id)).toEqual(['telecom-words']);
    expect(desk.fault()?.message).toContain('ga-leads.yaml is gone');
    renameSync(`${config}.gone`, config);
    await desk.prepared();
    expect(desk.fault()).toBeUndefined();
    desk.close();
  });

  it('are a CSV, those that are looked for', async () => {
    const { get } = await twoWeeks();
    const csv = await (await get('/rules.csv?q=networks')).text();
    expect(csv).toContain('telecom-words,exclude,isp,telecom,networks call themselves so,1,50,rules.yaml,1');
    expect((await (await get('/rules.csv?q=nothing+like+it')).text()).trim().split('\r\n')).toHaveLength(1);
  });
});

describe('a new rule', () => {
  it('is previewed on a stored week with sessions, heaviest first, and nothing is written', async () => {
    const { post, rules } = await twoWeeks();
    const before = rules();
    const part = await (await post('/rules/preview', cables, { 'x-partial': '1' })).text();
    expect(part).toMatch(/^<div id="preview">/);
    expect(part).toMatch(/<b>2<\/b> newly removed <span class="small">10 sessions/);
    expect(part.indexOf('Acme Cables Ltd')).toBeLessThan(part.indexOf('Bar Cables Inc'));
    const older = await (await post('/rules/preview', { ...cables, week: '2026-W45' })).text();
    expect(older).toContain('Old Cables AG');
    expect(older).toContain('<option value="2026-W45" selected>');
    expect(older).toContain('value="they lay them"');
    expect(rules()).toBe(before);
  });

  it('is saved, is in the versions with its change, and is undone', async () => {
    const { post, page, form, rules } = await twoWeeks();
    const before = rules();
    const { seen = '' } = await form('/rules/new');
    const answer = await post('/rules/save', { ...cables, seen, spares: 'Acme Cable Cars' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/rules?q=own-cables']);
    expect(rules()).toBe(
      `${before}\n- id: own-cables\n  exclude: isp\n  words: ['cables']\n  why: they lay them\n  matches: ['cables']\n  spares: ['Acme Cable Cars']\n`,
    );
    expect(await page('/rules?name=Acme+Cables')).toContain('own-cables');
    const versions = await page('/rules/versions');
    expect(versions).toMatch(/own-cables added: they lay them[\s\S]*anna · 2026-11-22/);
    expect(versions).toContain('<span class="new">+ - id: own-cables</span>');
    const undone = await post('/rules/undo', { id: '1', back: '/rules/versions' });
    expect(undone.headers.get('location')).toBe('/rules/versions');
    expect(rules()).toBe(before);
    expect(await page('/rules/versions')).toContain('taken back: own-cables added');
    await post('/rules/undo', { id: '2', back: '/rules/versions' });
    expect(rules()).toContain('own-cables');
    expect(await page('/rules/versions')).toContain('brought back: own-cables added');
  });

  it.each([
    [{ text: '(', way: 'pattern' }, 'missing closing )'],
    [{ text: ' ' }, 'it looks for nothing yet'],
    [{ name: 'Not An Id' }, 'an id is lower-case words'],
    [{ name: 'telecom-words' }, 'the id telecom-words is taken'],
    [{ spares: 'Foo Cables' }, 'which its spares name'],
    [{ matches: 'Foo Wires' }, 'which its matches name'],
    [{ text: 'whirlpool' }, 'trap &#39;Whirlpool Corporation&#39;'],
    [{ kind: 'keep business', text: 'foo' }, 'rule telecom-words: its match'],
  ])('%j cannot be saved, and it is said why', async (fault, told) => {
    const { post, rules, form, history } = await twoWeeks();
    const before = rules();
    const { seen = '' } = await form('/rules/new');
    const answer = await post('/rules/save', { ...cables, ...fault, seen });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(text).toContain(told);
    expect(rules()).toBe(before);
    expect(history.ruleVersions.count()).toBe(0);
  });
});

describe('an edited rule', () => {
  it('takes the place of the old one; all else stays, comments too', async () => {
    const { post, form, rules, byHand, page } = await twoWeeks();
    byHand(`# Ours.\n\n${rules()}  # of the rule\n# the end\n`.replaceAll('\n', '\r\n'));
    const before = rules();
    const { yaml = '', ...rest } = await form(edit);
    expect(yaml).toContain('words: [telecom]');
    const changed = yaml.replace('[telecom]', '[telecom, cables] # both');
    const preview = await (
      await post('/rules/preview', { ...rest, yaml: changed }, { 'x-partial': '1' })
    ).text();
    expect(preview).toMatch(/<b>2<\/b> newly removed/);
    expect((await post('/rules/save', { ...rest, yaml: changed })).status).toBe(303);
    expect(rules()).toBe(before.replace('[telecom]', '[telecom, cables] # both'));
    expect(await page('/rules?q=cables')).toContain('telecom-words changed');
  });

  it('is offered with a name among its spares, which it must then spare', async () => {
    const { post, form } = await twoWeeks();
    const given = await form(`${edit}&spare=${encodeURIComponent("Telecom: O'Bank")}`);
    expect(given.yaml).toMatch(/spares: \[["']Telecom: O'+Bank["']\]/);
    const answer = await post('/rules/save', given);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('which its spares name');
  });

  it('is refused where the file was changed since, shows what, and keeps what was written', async () => {
    const { post, form, rules, byHand } = await twoWeeks();
    const { yaml = '', ...rest } = await form(edit);
    const theirs = rules().replace('networks call', 'all networks call');
    byHand(theirs);
    const mine = { ...rest, yaml: yaml.replace('[telecom]', '[telecom, mine]') };
    const answer = await post('/rules/save', mine);
    const text = await answer.text();
    expect(answer.status).toBe(409);
    expect(text).toContain('<span class="gone">−   why: networks call themselves so</span>');
    expect(text).toContain('<span class="new">+   why: all networks call themselves so</span>');
    expect(text).toContain('[telecom, mine]');
    expect(rules()).toBe(theirs);
    // After a preview by a page that does not know of the change either.
    await post('/rules/preview', mine);
    expect((await post('/rules/save', mine)).status).toBe(409);
    const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '';
    expect((await post('/rules/save', { ...mine, seen })).status).toBe(303);
  });

  it.each([
    ['', 'there is no rule in it'],
    ['- id: a', 'it needs exactly one of keep and exclude'],
    ['- id: [', 'not valid YAML'],
    [
      '- id: a\n  exclude: isp\n  words: [a]\n  why: b\n- id: b\n  exclude: isp\n  words: [b]\n  why: b',
      'there are 2 rules',
    ],
  ])('%j is no rule', async (yaml, told) => {
    const { post, form, rules } = await twoWeeks();
    const before = rules();
    const answer = await post('/rules/save', { ...(await form(edit)), yaml });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(told);
    expect(rules()).toBe(before);
  });

  it('is removed after its preview, not where that breaks a test', async () => {
    const { post, form, rules, byHand } = await twoWeeks();
    const given = await form(edit);
    expect((await post('/rules/save', { ...given, act: 'remove' })).status).toBe(400);
    byHand(`${rules()}\n- id: two\n  exclude: isp\n  words: [zwei]\n  why: two\n`);
    const two = { ...(await form('/rules/edit?id=two')), act: 'remove' };
    const preview = await (await post('/rules/preview', two)).text();
    expect(preview).toContain('Remove it');
    const answer = await post('/rules/save', two);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/rules']);
    expect(rules()).not.toContain('zwei');
  });

  it.each(['/rules/edit', '/rules/edit?id=nobody'])('is none at %s', async (to) => {
    const { get } = await twoWeeks();
    expect((await get(to)).status).toBe(400);
  });
});

describe('an undo', () => {
  it('is refused where the file was changed by hand since, or the version is none', async () => {
    const { post, form, rules, byHand, history } = await twoWeeks();
    await post('/rules/save', { ...cables, ...(await form('/rules/new')), id: '' });
    const after = `${rules()}# by hand\n`;
    byHand(after);
    const answer = await post('/rules/undo', { id: '1', back: '/rules/versions' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('rules.yaml was changed since');
    expect(rules()).toBe(after);
    for (const id of ['2', '0', 'x', '']) expect((await post('/rules/undo', { id })).status).toBe(400);
    expect(history.ruleVersions.count()).toBe(1);
  });

  it('of the first rule of all takes the settings back too', async () => {
    const { enter, folder, config } = await reviewing([], '');
    writeFileSync(
      config,
      readFileSync(config, 'utf8').replace('[./rules.yaml]', '[./rules.yaml]\nminSessions: 1'),
    );
    const { post, get } = await enter();
    const before = readFileSync(config, 'utf8').replace('[./rules.yaml]', '[./more]');
    mkdirSync(path.join(folder, 'more'));
    renameSync(path.join(folder, 'rules.yaml'), path.join(folder, 'more', 'rules.yaml'));
    writeFileSync(config, before);
    const seen = /name="seen" value="([^"]*)"/.exec(await (await get('/rules/new')).text())?.[1] ?? '';
    expect((await post('/rules/save', { ...cables, seen })).status).toBe(303);
    expect(readFileSync(config, 'utf8')).toContain('rules: [my-rules.yaml, ./more]');
    expect(existsSync(path.join(folder, 'my-rules.yaml'))).toBe(true);
    await post('/rules/undo', { id: '1' });
    expect(readFileSync(config, 'utf8')).toBe(before);
    await post('/rules/undo', { id: '2' });
    expect(readFileSync(path.join(folder, 'my-rules.yaml'), 'utf8')).toContain('own-cables');
    expect((await get('/rules?q=own-cables')).status).toBe(200);
  });
});

describe('what cannot be written', () => {
  it('leaves everything as it was, versions too', async () => {
    const { enter, folder, config, history } = await reviewing([]);
    mkdirSync(path.join(folder, 'more'));
    renameSync(path.join(folder, 'rules.yaml'), path.join(folder, 'more', 'rules.yaml'));
    writeFileSync(config, readFileSync(config, 'utf8').replace('[./rules.yaml]', '[./more]'));
    const before = readFileSync(config, 'utf8');
    const { post, get } = await enter();
    const seen = /name="seen" value="([^"]*)"/.exec(await (await get('/rules/new')).text())?.[1] ?? '';
    // Where the settings would be written first.
    mkdirSync(`${config}.ga-leads-partial`);
    const answer = await post('/rules/save', { ...cables, seen });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('ga-leads.yaml cannot be written');
    expect(readFileSync(config, 'utf8')).toBe(before);
    expect(readFileSync(path.join(folder, 'my-rules.yaml'), 'utf8')).toBe('');
    expect(history.ruleVersions.count()).toBe(0);
    expect((await get('/rules')).status).toBe(200);
  });

  it('waits for whoever holds the lock', async () => {
    const { post, form, rules, history } = await twoWeeks();
    const before = rules();
    const given = { ...cables, ...(await form('/rules/new')) };
    await withLock(history.file, { pid: 1, command: 'run', at: now() }, async () => {
      expect((await post('/rules/save', given)).status).toBe(503);
      expect((await post('/rules/undo', { id: '1' })).status).toBe(503);
    });
    expect(rules()).toBe(before);
  });
});

describe('lint and score', () => {
  it('tells what is wrong with the rules', async () => {
    const { page, rules, byHand } = await twoWeeks();
    expect(await page('/rules/lint')).toContain('1 rule: <b>0 problems</b>');
    byHand(`${rules()}- id: more\n  exclude: isp\n  words: [telecom]\n  why: again\n`);
    expect(await page('/rules/lint')).toMatch(/duplicate[\s\S]*&#39;telecom&#39;/);
  });

  it("measures them beside the old recipe, on the traps and on names of one's own", async () => {
    const { page, app, cookie, csrf } = await twoWeeks();
    expect(await page('/rules/score')).toMatch(
      /balanced accuracy[\s\S]*the old GA recipe|the old GA recipe[\s\S]*balanced accuracy/,
    );
    const send = (text: string, name = 'names.tsv') => {
      const body = new FormData();
      body.set('csrf', csrf);
      body.set('file', new File([text], name));
      return app.request(`http://${host}/rules/score`, {
        method: 'POST',
        body,
        headers: { host, cookie, origin: `http://${host}` },
      });
    };
    const text = await (await send('name\tlabel\nFoo Telecom\tisp\n<b>Bank\tisp\n', '<i>.tsv')).text();
    expect(text).toContain('On &lt;i&gt;.tsv.');
    expect(text).toMatch(/Kept by mistake[\s\S]*&lt;b&gt;Bank/);
    expect((await send('nothing')).status).toBe(400);
    expect((await send('')).status).toBe(400);
    expect((await send(`name\tlabel\n${'x'.repeat(5_100_000)}`)).status).toBe(413);
  });
});
