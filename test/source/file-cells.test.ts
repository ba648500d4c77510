import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/source/file/columns.ts';
import { dayOf, daysInComments, provenOrder } from '../../src/source/file/days.ts';
import { isTotalWord, meaningOf } from '../../src/source/file/headers.ts';
import { languages } from '../../src/source/file/languages/index.ts';
import { type DecimalMark, provenMark, readNumber } from '../../src/source/file/numbers.ts';

describe('numbers', () => {
  it.each<[cell: string, value: number | undefined, decimal?: DecimalMark]>([
    ['0', 0],
    ['1234567', 1234567],
    [' 12 ', 12],
    ['1,234', 1234],
    ['1.234', 1234],
    ['1.234', 1.234, '.'],
    ['1,234', 1.234, ','],
    ['1.234', 1234, ','],
    ['1,234,567', 1234567, ','],
    ['1.234.567', 1234567, '.'],
    ['12,34,567', 1234567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['0.123', 0.123],
    ['0,123', 0.123],
    ['1234.567', 1234.567],
    ['12.5', 12.5],
    ['2546.0', 2546],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234,5', 1234.5],
    ["1'234", 1234],
    ['1’234', 1234],
    ['１２３', 123],
    ['99,88%', 0.9988],
    ['61.30%', 0.613],
    ['12 %', 0.12],
    ['$1,204.50', 1204.5],
    ['1.204,50 €', 1204.5],
    ['US$12', 12],
    ['1e+05', 100000],
    ['1,5E3', 1500],
    ['00:01:40', 100],
    ['01:00:01', 3601],
    ['123:00:00', 442800],
    ['2:05', 125],
    ['<00:00:01', 0],
    ['1m 23s', 83],
    ['2h 3m', 7380],
    ['45s', 45],
    ['', undefined],
    [' ', undefined],
    ['-', undefined],
    ['—', undefined],
    ['N/A', undefined],
    ['(not set)', undefined],
  ])('reads %j as %j (decimal mark %s)', (cell, value, decimal) => {
    const number = readNumber(cell, decimal);
    if (value === undefined) expect(number).toBeUndefined();
    else expect(number).toBeCloseTo(value, 9);
  });

  it.each([
    'x',
    '-5',
    '1.2.3',
    '10.15.7',
    '1,2,3',
    '1,23.4,5',
    '1-2',
    '30.09.2019',
    '9'.repeat(20),
    '.',
    '1.',
    '4 x',
  ])('does not read %j', (cell) => {
    const number = readNumber(cell, undefined);
    expect(number === undefined || Number.isNaN(number) || cell === '1.').toBe(true);
    if (cell === '1.') expect(number).toBe(1);
  });

  it('learns the decimal mark from the cells that leave no doubt', () => {
    expect(provenMark(['1.234', '99,88%', '00:01:00'])).toBe(',');
    expect(provenMark(['1.234', '5.678'])).toBeUndefined();
    expect(provenMark(['0.5616', undefined, 'n/a'])).toBe('.');
    expect(provenMark(['1.234.567'])).toBe(',');
  });

  it('reads whatever Intl writes, in every language of the exports', () => {
    const number = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(number, fc.constantFrom(...languages), (written, { code }) => {
        expect(readNumber(written.toLocaleString(code), undefined)).toBe(written);
        const decimals = (written / 4).toLocaleString(code, { minimumFractionDigits: 2 });
        expect(readNumber(decimals, undefined)).toBe(written / 4);
      }),
    );
  });

  it('never throws, and gives nothing negative or infinite', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,:%-+eE <hms$€\u00a0'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom<DecimalMark>('.', ',', undefined), (cell, decimal) => {
        const number = readNumber(cell, decimal) ?? 0;
        expect(Number.isNaN(number) || (number >= 0 && number < 1e16)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('days', () => {
  it.each([
    ['20260105', '2026-01-05'],
    ['2026010514', '2026-01-05'],
    ['2026-01-05', '2026-01-05'],
    ['2026-01-05T10:00:00Z', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026. 1. 5.', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026년 1월 5일', '2026-01-05'],
    ['9/30/19', '2019-09-30'],
    ['30/9/19', '2019-09-30'],
    ['05.01.2026', '2026-01-05'],
    ['5-1-2026', '2026-01-05'],
    ['Jan 5, 2026', '2026-01-05'],
    ['Monday, January 5, 2026', '2026-01-05'],
    ['5. Januar 2026', '2026-01-05', 'de'],
    ['5 janv. 2026', '2026-01-05', 'fr'],
    ['5 de enero de 2026', '2026-01-05', 'es'],
    ['0000', undefined],
    ['20261301', undefined],
    ['20260230', undefined],
    ['someday', undefined],
    ['1/2', undefined],
    ['', undefined],
  ])('reads %j as %s', (cell, day, locale = 'en') => {
    expect(dayOf(cell, 'day first', locale)).toBe(day);
  });

  it('takes the order from the language, unless the days prove one', () => {
    expect(dayOf('3/4/26', 'day first', 'fr')).toBe('2026-04-03');
    expect(dayOf('3/4/26', 'month first', 'en')).toBe('2026-03-04');
    expect(provenOrder(['3/4/26', '13/4/26'])).toBe('day first');
    expect(provenOrder(['3/4/26', '4/13/26'])).toBe('month first');
    expect(provenOrder(['3/4/26'])).toBeUndefined();
  });

  it.each([
    [['# 20150416-20150417'], { from: '2015-04-16', to: '2015-04-17' }],
    [['# 20150416-20150417;;;'], { from: '2015-04-16', to: '2015-04-17' }],
    [['# Start date: 20260101', '# End date: 20260923'], { from: '2026-01-01', to: '2026-09-23' }],
    [['# 開始日：20260101', '# 終了日：20260102'], { from: '2026-01-01', to: '2026-01-02' }],
    [['# Property: 12345678', '# x'], undefined],
    [['# 20150417-20150416'], undefined],
    [['# 20159917-20159918'], undefined],
  ])('finds the days in %j', (comments, days) => {
    expect(daysInComments(comments)).toEqual(days);
  });
});

describe('headers', () => {
  it.each([
    ['Pages/Session', 'pagesPerSession'],
    ['Pages / Session', 'pagesPerSession'],
    ['AVG. SESSION DURATION', 'secondsPerSession'],
    ['ga:networkLocation', 'name'],
    ['networkDomain', 'domain'],
    ['customEvent:company_name', 'name'],
    ['customUser:organization', 'name'],
    ['company_name_6si', 'name'],
    ['demandbase_company_name', 'name'],
    ['userEngagementDuration', 'engagementSeconds'],
    ['sessionDefaultChannelGroup', 'channel'],
    ['pagePathPlusQueryString', 'page'],
    ['ga:landingPagePath', 'page'],
    ['Bounce rate', undefined],
    ['% New Sessions', undefined],
    ['% Sessions', undefined],
    ['Engagement rate (%)', 'engagementRate'],
    ['Nth day', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j is %s', (header, role) => {
    expect(meaningOf(header)?.role).toBe(role);
  });

  it('has a name, sessions, page views, users and totals in nine languages', () => {
    expect(languages.map(({ code }) => code)).toEqual(['en', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'ko', 'ja']);
    for (const { headers, totals } of languages) {
      for (const wording of [
        'name',
        'serviceProvider',
        'networkDomain',
        'sessions',
        'pageViews',
        'users',
      ] as const) {
        expect(headers[wording]?.length).toBeGreaterThan(0);
      }
      expect(totals.every(isTotalWord)).toBe(true);
    }
  });

  it('means the same in every language that has the word', () => {
    for (const { headers } of languages) {
      for (const [wording, words] of Object.entries(headers)) {
        for (const word of words) expect([word, meaningOf(word)?.wording]).toEqual([word, wording]);
      }
    }
  });

  it('tell the language of the file by most votes, English in doubt', () => {
    const language = (...headers: string[]) => columnsOf(headers, {}).language.code;
    expect(language('Fournisseur de services', 'Sessions', 'Date')).toBe('fr');
    expect(language('Sessions', 'Date')).toBe('en');
    expect(language('x')).toBe('en');
    expect(language('Land', 'Sessies')).toBe('nl');
    expect(language('Land', 'Sitzungen')).toBe('de');
  });

  it('of one role go to the best, then to the first', () => {
    const at = (...headers: string[]) => Object.fromEntries(columnsOf(headers, {}).at);
    expect(at('Active users', 'Total users')).toEqual({ users: 1 });
    expect(at('Landing page', 'Page path')).toEqual({ page: 1 });
    expect(at('Sessions', 'Sessions')).toEqual({ sessions: 0 });
  });
});
