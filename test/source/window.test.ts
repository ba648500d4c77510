import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { exitCodes, UserError } from '../../src/errors.ts';
import { freshnessOf, type WindowSettings, windowOf } from '../../src/source/window.ts';

const at = (iso: string) => new Date(iso);
const sunday22nd = at('2026-11-22T12:00:00Z');
const berlin = 'Europe/Berlin';

function refusal(settings: WindowSettings, now = sunday22nd, zone = berlin): UserError {
  try {
    windowOf(settings, now, zone);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('the default window', () => {
  it('is the last full week, Monday to Sunday, that ended at least 2 days ago, and the week before', () => {
    expect(windowOf({}, sunday22nd, berlin)).toEqual({
      current: { from: '2026-11-09', to: '2026-11-15' },
      previous: { from: '2026-11-02', to: '2026-11-08' },
    });
  });

  it.each([
    ['Tuesday, last minute', '2026-11-17T22:59:00Z', '2026-11-08'],
    ['Wednesday, first minute', '2026-11-17T23:00:00Z', '2026-11-15'],
  ])('moves on when the week has ended 48 hours ago in the property’s zone: %s', (_name, now, to) => {
    expect(windowOf({}, at(now), berlin).current.to).toBe(to);
  });

  it('goes by the property’s zone, not by the machine’s', () => {
    const now = at('2026-11-18T05:00:00Z');
    expect(windowOf({}, now, 'Pacific/Auckland').current.to).toBe('2026-11-15');
    expect(windowOf({}, now, 'America/Los_Angeles').current.to).toBe('2026-11-08');
  });

  it('is at any time and in any zone 7 settled days from Monday, with the 7 days before', () => {
    const zones = fc.constantFrom('UTC', berlin, 'Pacific/Kiritimati', 'America/Adak', 'Asia/Kathmandu');
    const times = fc.date({ min: at('2016-01-01'), max: at('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, zones, (now, zone) => {
        const { current, previous } = windowOf({}, now, zone);
        const [from, to] = [current.from, current.to].map((day) => DateTime.fromISO(day, { zone }));
        const midnightAfter = to?.plus({ days: 1 });
        expect(from?.weekday).toBe(1);
        expect(midnightAfter?.diff(from ?? DateTime.now(), 'weeks').weeks).toBe(1);
        const since = DateTime.fromJSDate(now, { zone }).diff(midnightAfter ?? DateTime.now(), 'days').days;
        expect(since).toBeGreaterThanOrEqual(2);
        expect(since).toBeLessThan(9);
        expect(DateTime.fromISO(previous.to, { zone }).plus({ days: 1 }).toISODate()).toBe(current.from);
        expect(DateTime.fromISO(previous.from, { zone }).plus({ weeks: 1 }).toISODate()).toBe(current.from);
        expect(freshnessOf(current, now, zone)).toBeUndefined();
      }),
    );
  });
});

describe('a window that the settings name', () => {
  it('is an ISO week', () => {
    expect(windowOf({ week: '2026-W46' }, sunday22nd, berlin)).toEqual({
      current: { from: '2026-11-09', to: '2026-11-15' },
      previous: { from: '2026-11-02', to: '2026-11-08' },
    });
  });

  it('knows week 53 and the turn of the year', () => {
    const { current, previous } = windowOf({ week: '2020-W53' }, sunday22nd, berlin);
    expect(current).toEqual({ from: '2020-12-28', to: '2021-01-03' });
    expect(previous).toEqual({ from: '2020-12-21', to: '2020-12-27' });
  });

  it('is from and to, both included, with an equally long window before, also over a change of clocks', () => {
    expect(windowOf({ from: '2026-10-20', to: '2026-10-29' }, sunday22nd, berlin)).toEqual({
      current: { from: '2026-10-20', to: '2026-10-29' },
      previous: { from: '2026-10-10', to: '2026-10-19' },
    });
    expect(windowOf({ from: '2026-11-01', to: '2026-11-01' }, sunday22nd, berlin).previous).toEqual({
      from: '2026-10-31',
      to: '2026-10-31',
    });
  });

  it('is so many days that are settled', () => {
    expect(windowOf({ days: 28 }, sunday22nd, berlin)).toEqual({
      current: { from: '2026-10-23', to: '2026-11-19' },
      previous: { from: '2026-09-25', to: '2026-10-22' },
    });
  });

  it('may still run, and is flagged then: days of the last 48 hours change', () => {
    const { current } = windowOf({ week: '2026-W47' }, sunday22nd, berlin);
    expect(freshnessOf(current, sunday22nd, berlin)).toMatchObject({ flag: 'fresh-window', serious: false });
    expect(freshnessOf({ from: '2026-11-01', to: '2026-11-20' }, sunday22nd, berlin)?.message).toContain(
      '2026-11-19',
    );
    expect(freshnessOf({ from: '2026-11-01', to: '2026-11-19' }, sunday22nd, berlin)).toBeUndefined();
  });
});

describe('a window is refused with exit 2', () => {
  it.each<[string, WindowSettings, RegExp]>([
    ['a week in the future', { week: '2026-W48' }, /2026-11-23 to 2026-11-29 has not begun.*2026-11-22/],
    ['week 53 in a year without one', { week: '2025-W53' }, /no week 2025-W53/],
    ['week 0', { week: '2026-W00' }, /no week 2026-W00/],
    ['from after to', { from: '2026-11-09', to: '2026-11-08' }, /2026-11-09 is after to 2026-11-08/],
    ['from without to', { from: '2026-11-09' }, /from needs to/],
    ['to without from', { to: '2026-11-09' }, /to needs from/],
    ['a day that does not exist', { from: '2026-02-29', to: '2026-03-03' }, /no day 2026-02-29/],
    ['week and days', { week: '2026-W46', days: 7 }, /exclude one another/],
    ['week and to', { week: '2026-W46', to: '2026-11-09' }, /exclude one another/],
    ['days and from', { days: 3, from: '2026-11-01', to: '2026-11-02' }, /exclude one another/],
    ['days in the future', { from: '2026-12-01', to: '2026-12-02' }, /has not begun/],
  ])('%s', (_name, settings, message) => {
    const error = refusal(settings);
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(exitCodes.input);
    expect(error.next).toBeTruthy();
  });

  it('says how many weeks the year has', () => {
    expect(refusal({ week: '2025-W53' }).next).toContain('52');
  });

  it('a time zone that nobody knows', () => {
    expect(refusal({}, sunday22nd, 'Mars/Olympus').message).toContain('Mars/Olympus');
  });
});
