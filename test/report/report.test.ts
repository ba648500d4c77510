import { Writable } from 'node:stream';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/report/progress.ts';
import { notSetNote, summaryLine } from '../../src/report/summary.ts';
import { clip, leadTable } from '../../src/report/table.ts';
import type { Manifest } from '../../src/run-types.ts';
import { lead, organisation } from '../make.ts';

const manifest: Manifest = {
  tool: 'ga-leads',
  version: '0',
  source: { kind: 'ga4', label: 'GA4', query: {} },
  hashes: { rules: '', settings: '' },
  quality: [],
  requests: 5,
  quota: { consumed: 120, remainingThisHour: 13_880, remainingToday: 199_880 },
  counts: {
    rows: 2014,
    names: 1800,
    organisations: 1702,
    excluded: { isp: 800, hosting: 203 },
    notForUs: 1,
    dismissed: 2,
    belowMinimum: 3,
    onlyExcludedPages: 4,
    leads: 689,
    sightings: { new: 55 },
    sessions: { total: 100, byType: { placeholder: 60 } },
  },
};

describe('the table', () => {
  const leads = [
    lead('A very long name of an organisation that no narrow terminal can show as a whole', {
      evidence: { page: [{ value: '/a/long/path/to/a/page/about/pricing', metrics: { pageViews: 3 } }] },
    }),
    lead('株式会社日立製作所中央研究所', { rank: 2 }),
    lead('Évil\u001b[31m\nname', { rank: 3 }),
  ];

  it.each([40, 60, 80, 100, 140])('fits a terminal of %i columns, wide letters counted as two', (width) => {
    for (const line of leadTable(leads, width).split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it('shows a stranger\u2019s name without what a terminal would obey', () => {
    expect(leadTable(leads, 140)).not.toMatch(/\u001b/);
    expect(leadTable(leads, 140).trimEnd().split('\n')).toHaveLength(4);
  });

  it('leaves out columns that no lead fills, and says who is new, back, up or down', () => {
    expect(leadTable([lead('A')], 140)).not.toMatch(/change|trend|top page/);
    const since = (before: number, sighting: 'new' | 'returning' | 'rising') =>
      leadTable(
        [
          lead('A', {
            organisation: organisation('A', { sessions: 5 }, { previous: { sessions: before } }),
            sighting,
          }),
        ],
        140,
      );
    expect(since(0, 'new')).toMatch(/ new /);
    expect(since(0, 'returning')).toMatch(/ back /);
    expect(since(2, 'rising')).toMatch(/ \+3 /);
  });

  it('cuts between letters, not inside one', () => {
    expect(clip('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
    expect(clip('日本語', 4)).toBe('日…');
  });
});

describe('the summary', () => {
  it('is one line from rows to leads, with files, requests and tokens', () => {
    expect(summaryLine(manifest, ['out/leads.csv'])).toBe(
      '2,014 rows > 1,702 organisations > 1,003 excluded (isp 800, hosting 203) > 2 dismissed, 1 not for us, 3 below the minimum, 4 on excluded pages only > 689 leads (55 new); 1 file written: out/leads.csv; 5 requests; 120 tokens used (13,880 left this hour, 199,880 today)',
    );
  });

  it('says why, once most sessions have no name', () => {
    expect(notSetNote(manifest.counts)).toMatch(/^60 % of the sessions have no network name/);
    expect(
      notSetNote({ ...manifest.counts, sessions: { total: 100, byType: { placeholder: 40 } } }),
    ).toBeUndefined();
  });
});

describe('progress', () => {
  function drawn(isTTY: boolean, seconds: readonly number[]) {
    let [text, at] = ['', 0];
    const stderr = Object.assign(
      new Writable({
        write(piece, _encoding, done) {
          text += piece;
          done();
        },
      }),
      { isTTY, columns: 60 },
    );
    const progress = progressLine({ stderr, now: () => new Date(at * 1000) }, false);
    for (const second of seconds) {
      at = second;
      progress('reading rows', second * 1000, 5000);
    }
    progress.clear();
    return text;
  }

  it('shows on a terminal whatever takes over a second, in one line that is taken away', () => {
    expect(drawn(true, [0.2, 0.9])).toBe('');
    expect(drawn(true, [2])).toBe('\r\u001b[2Kreading rows 2,000 of 5,000 (40 %)\r\u001b[2K');
  });

  it('is silent where stderr is no terminal', () => {
    expect(drawn(false, [2, 3])).toBe('');
  });
});
