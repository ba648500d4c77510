import { describe, expect, it } from 'vitest';
import { digestHtml } from '../../src/digest/html/page.ts';
import { digestSlack, slackText } from '../../src/digest/slack.ts';
import { digestText } from '../../src/digest/text.ts';
import { daysText, shown, subject } from '../../src/digest/words.ts';
import { someHistory } from '../history/make.ts';
import { excluded, factsAfter, hostileTexts, hostileWeek, visitor } from './make.ts';

const manyLeads = (n: number, name = 'Lead') =>
  Array.from({ length: n }, (_, index) =>
    visitor(`${name} ${index} of a company with a rather long name, Aktiengesellschaft & Co.`, {
      status: (['new', 'returning', 'rising', 'steady'] as const)[index % 4] ?? 'new',
      domain: `a-rather-long-domain-name-of-number-${index}.example.com`,
      evidence: {
        page: Array.from({ length: 10 }, (_, page) => ({
          value: `/solutions/and-products/of-all-kinds/${page}`,
          metrics: { pageViews: 12 },
        })),
        channel: Array.from({ length: 8 }, (_, channel) => ({
          value: `A channel named ${channel}`,
          metrics: { sessions: 9 - channel },
        })),
        country: [{ value: 'United Kingdom', metrics: { sessions: 5 } }],
      },
    }),
  );

describe('the facts of a week', () => {
  it('compare with the window directly before', () => {
    const facts = factsAfter({
      9: [visitor('a'), visitor('b', { status: 'rising', metrics: { sessions: 7 } })],
      10: [visitor('a', { status: 'steady' }), visitor('c'), visitor('d'), excluded('net')],
    });
    expect(facts.before).toEqual({ leads: 2, new: 1, rising: 1, sessions: 12 });
    expect(facts.now).toEqual({ leads: 3, new: 2, rising: 0, sessions: 15 });
    expect([facts.new, facts.others].map(({ all }) => all)).toEqual([2, 1]);
  });

  it('hold 12 windows; one without a run has no figures, and one week is never compared with another', () => {
    const facts = factsAfter({ 1: [visitor('a')], 8: [visitor('a'), visitor('b')], 10: [visitor('a')] });
    expect(facts.windows.map(({ week: name }) => name?.slice(5))).toEqual(
      [35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46].map((n) => `W${n}`),
    );
    expect(facts.windows.map(({ figures }) => figures?.leads)).toEqual([
      ...[undefined, undefined, 1, undefined, undefined, undefined, undefined, undefined],
      ...[undefined, 2, undefined, 1],
    ]);
    expect(facts.before).toBeUndefined();
    expect(digestText(facts)).toContain('no run of the time directly before');
  });

  it('take pages without what comes after ? and #, which can be personal, and add them up', () => {
    const [lead] = factsAfter({ 10: [visitor('a')] }).new.shown;
    expect(lead?.pages).toEqual([
      { value: '/pricing', metrics: { pageViews: 3 } },
      { value: '/demo', metrics: { pageViews: 2 } },
    ]);
    expect(lead?.reasons).toEqual(['5 of 5 sessions engaged', '5 sessions']);
  });

  it('put those first that rose most', () => {
    const rising = (name: string, sessions: number, before: number) =>
      visitor(name, { status: 'rising', metrics: { sessions }, previous: { sessions: before } });
    const facts = factsAfter({ 10: [rising('a', 5, 2), rising('b', 30, 20), rising('c', 9, 1)] });
    expect(facts.rising.shown.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });

  it('tell sessions of leads by channel and leads by type, the many small ones as one', () => {
    const channel = (value: string, sessions: number) => ({
      evidence: { channel: [{ value, metrics: { sessions } }] },
    });
    const facts = factsAfter({
      9: [visitor('a', { type: 'education' })],
      10: [9, 8, 7, 6, 5, 4, 3].map((n) => visitor(`v${n}`, channel(`c${n}`, n))),
    });
    expect(facts.channels).toEqual([
      ...[9, 8, 7, 6, 5].map((now) => ({ name: `c${now}`, now })),
      { name: '2 others', now: 7 },
    ]);
    expect(facts.types).toEqual([
      { name: 'business', now: 7, before: 0 },
      { name: 'education', now: 0, before: 1 },
    ]);
  });

  it('leave out whom people dismissed since the run, and count them', () => {
    const history = someHistory();
    history.decisions.decide('own', { key: 'n:b', name: 'b', kind: 'dismiss', by: 'anna' });
    const facts = factsAfter({ 10: [visitor('a'), visitor('b')] }, { history });
    expect(facts.now.leads).toBe(1);
    expect(digestText(facts)).toContain('1 dismissed by people.');
  });

  it('can be of one segment, now and then', () => {
    const segment = { name: 'schools', holds: ({ type }: { type: string }) => type === 'education' };
    const weeks = { 9: [visitor('a'), visitor('b', { type: 'education' })], 10: [visitor('a')] };
    const facts = factsAfter(weeks, { segment });
    expect([facts.now.leads, facts.before?.leads]).toEqual([0, 1]);
    expect(subject(facts)).toBe('No leads for schools in week 46 of 2026');
  });
});

describe('every form of the digest', () => {
  const facts = factsAfter(
    { 9: [visitor('Old AG', { status: 'steady' })], 10: [visitor('Acme GmbH'), excluded('Host & Sons')] },
    {
      manifest: {
        quality: [
          { flag: 'sampling', message: 'the answer is sampled', serious: true },
          { flag: 'x', message: 'a small note', serious: false },
        ],
      },
    },
  );

  it('tells who, by what, what was read, why, what was left out and what to know of the data', async () => {
    const html = (await digestHtml(facts)).replaceAll('&amp;', '&');
    for (const text of [html, digestText(facts)]) {
      for (const part of [
        'Acme GmbH',
        '5 sessions',
        'France (5)',
        'by Direct (5)',
        'Read /pricing (3), /demo (2)',
        '5 of 5 sessions engaged',
        'Host & Sons',
        'its name says steel',
        'Warning: the answer is sampled',
        'a small note',
        '9–15 November 2026',
        'no person is identified',
      ]) {
        expect(text.replaceAll(' – ', '–').replaceAll('\u2009', '')).toContain(part);
      }
    }
    const slack = JSON.stringify(digestSlack(facts));
    for (const part of ['*Acme GmbH*', 'Read /pricing (3)', 'by Direct (5)', 'the answer is sampled']) {
      expect(slack).toContain(part);
    }
  });

  it('is a short note that the job ran where there is no lead', async () => {
    const empty = factsAfter({ 10: [excluded('net')] });
    for (const text of [await digestHtml(empty), digestText(empty), JSON.stringify(digestSlack(empty))]) {
      expect(text).toMatch(/no leads in week 46/i);
      expect(text).toContain('The job ran as it should');
    }
    expect(await digestHtml(empty)).not.toContain('<svg');
  });

  it('says that the sample is made', () => {
    const made = { ...facts, site: 'sample' as const };
    expect([subject(made), digestSlack(made).text]).toEqual([
      '1 lead, 1 new in week 46 of 2026 (sample, made data)',
      '1 lead, 1 new in week 46 of 2026 (sample, made data)',
    ]);
  });

  it('names the days where the window is no week', () => {
    const { week: _none, ...month } = { ...facts, days: { from: '2026-10-01', to: '2026-10-30' } };
    expect(subject(month)).toMatch(/^1 lead, 1 new in 1.–.30 October 2026$/u);
    expect(daysText({ from: '2025-12-29', to: '2026-01-04' })).toMatch(/29 December 2025.–.4 January 2026/u);
  });
});

describe('the HTML', () => {
  it('is the same for the same facts, and small enough that no mail program cuts it', async () => {
    const facts = factsAfter({
      9: manyLeads(400),
      10: [
        ...manyLeads(400),
        ...Array.from({ length: 30 }, (_, n) => excluded(`net ${n} ${'long '.repeat(20)}`)),
      ],
    });
    const html = await digestHtml(facts);
    expect(await digestHtml(facts)).toBe(html);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).toContain('and 88 more in leads.csv');
  });

  it('has every figure of a chart in a table too', async () => {
    const html = await digestHtml(factsAfter({ 9: manyLeads(7), 10: manyLeads(11) }));
    const cells = [...html.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, text]) => text);
    expect(html.match(/<svg /g)).toHaveLength(4);
    for (const figure of ['2026-W45', '7', '2026-W46', '11', 'business', 'A channel named 0', '99']) {
      expect(cells).toContain(figure);
    }
  });

  it('asks for nothing from anywhere and runs nothing, whatever the names are', async () => {
    const html = await digestHtml(
      factsAfter({ 10: [...hostileWeek, ...hostileTexts.map((text) => excluded(text))] }),
    );
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    const tags = [...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase() ?? '');
    const usual = await digestHtml(factsAfter({ 10: [visitor('a'), excluded('b')] }));
    const known = new Set(
      [...usual.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase()),
    );
    expect([...new Set(tags)].filter((tag) => !known.has(tag))).toEqual([]);
    for (const attribute of html.matchAll(/<[^>]*?\s(src|href|on\w+|action|background|srcset|data)\s*=/gi)) {
      expect(attribute[0]).toBe('no such attribute');
    }
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:\/\/|url\(|@import "|www\./,
    );
  });
});

describe('a stranger’s text', () => {
  it('is no address that a mail program makes a link of, and not endless', () => {
    expect(shown('see https://evil.example/x or WWW.evil.example')).toBe(
      'see https:/ /evil.example/x or WWW .evil.example',
    );
    expect(shown('x'.repeat(500))).toHaveLength(90);
    expect(shown('a\u202eb\u0007c')).toBe('a b c');
  });

  it.each([
    ['<!channel> <@U1> & co', '&lt;!channel&gt; &lt;@U1&gt; &amp; co'],
    ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
    [':boom: 10:30 a_b', '꞉boom: 10:30 a_b'],
  ])('is in Slack what it is: %j', (text, shownAs) => {
    expect(slackText(text)).toBe(shownAs);
  });
});

describe('the Slack message', () => {
  it.each([
    ['many', factsAfter({ 9: manyLeads(300), 10: manyLeads(300) })],
    ['hostile', factsAfter({ 10: [...hostileWeek, ...hostileTexts.map((text) => excluded(text))] })],
    [
      'full of notes',
      factsAfter(
        { 10: manyLeads(5) },
        {
          manifest: {
            quality: Array.from({ length: 60 }, () => ({
              flag: 'f',
              message: '& '.repeat(900),
              serious: true,
            })),
          },
        },
      ),
    ],
  ])('stays within Slack’s limits where there is much: %s', (_what, facts) => {
    const { text, blocks } = digestSlack(facts) as { text: string; blocks: Record<string, never>[] };
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text.length).toBeLessThan(300);
    const texts = [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, one]) => one ?? '',
    );
    for (const one of texts) expect(one.length).toBeLessThanOrEqual(3000);
    expect(texts.every((one) => one.length > 0)).toBe(true);
    expect(texts.join('').length).toBeLessThan(11_000);
  });

  it('lets Slack make nothing of a text', () => {
    const { blocks } = digestSlack(factsAfter({ 10: hostileWeek }));
    const marked = JSON.stringify(blocks).match(/"type":"mrkdwn"/g)?.length ?? 0;
    expect(JSON.stringify(blocks).match(/"verbatim":true/g)).toHaveLength(marked);
    expect(JSON.stringify(blocks)).not.toMatch(/<[!@#]|https?:\/\//);
  });

  it('counts what it leaves out', () => {
    const { blocks } = digestSlack(
      factsAfter({ 10: Array.from({ length: 20 }, (_, n) => visitor(`v${n}`)) }),
    );
    expect(JSON.stringify(blocks)).toContain('_and 12 more in leads.csv_');
  });
});
