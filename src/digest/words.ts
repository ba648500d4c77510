import { DateTime } from 'luxon';
import { number, plural } from '../numbers.ts';
import { clip } from '../report/table.ts';
import { printable } from '../text.ts';
import type { Days, Share } from '../types.ts';
import type { DigestFacts, DigestLead, Figures } from './digest.ts';

const longest = 90;

/**
 * A stranger's text as a message shows it: printable, not endless, and no address that a mail or chat program
 * would make a link of.
 */
export const shown = (text: string, columns = longest): string =>
  clip(
    printable(text)
      .replace(/:\/\//g, ':/ /')
      .replace(/\b(www)\./gi, '$1 .'),
    columns,
  );

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const utc = (day: string): Date => DateTime.fromISO(day, { zone: 'UTC' }).toJSDate();

/** `9–15 November 2026` */
export const daysText = ({ from, to }: Days): string => dayFormat.formatRange(utc(from), utc(to));

/** `week 46 of 2026`, or the days where they are no week. */
export function windowTitle({ week, days }: Pick<DigestFacts, 'week' | 'days'>): string {
  const [, year, number_] = week?.match(/^(\d{4})-W(\d{2})$/) ?? [];
  return year && number_ ? `week ${Number(number_)} of ${year}` : daysText(days);
}

/** `W46`, or the last day where the window is no week. */
export const shortName = ({ week, days }: Pick<DigestFacts, 'week' | 'days'>): string =>
  week?.slice(5) ?? DateTime.fromISO(days.to).toFormat('d.M.');

/** The one thing to know, for a subject line and a notification. */
export function subject(facts: DigestFacts): string {
  const { leads, new: fresh } = facts.now;
  const who = facts.segment === undefined ? '' : ` for ${shown(facts.segment)}`;
  const what =
    leads === 0 ? 'no leads' : `${plural(leads, 'lead')}${fresh > 0 ? `, ${number(fresh)} new` : ''}`;
  const made = facts.site === 'sample' ? ' (sample, made data)' : '';
  return `${what}${who} in ${windowTitle(facts)}${made}`.replace(/^./, (letter) => letter.toUpperCase());
}

/** How a figure stands to the window before: `+12 against 142`, in words of their own where it is the same or unknown. */
export function change(now: number | undefined, before: number | undefined): string {
  if (now === undefined || before === undefined) return '';
  if (now === before) return 'as many as before';
  return `${now > before ? '+' : '−'}${number(Math.abs(now - before))} against ${number(before)}`;
}

/** The headline figures in their order. */
export function headline({ now, before }: DigestFacts): { name: string; value: string; change: string }[] {
  const figure = (name: string, of: (figures: Figures) => number | undefined) => {
    const value = of(now);
    return {
      name,
      value: value === undefined ? '–' : number(value),
      change: change(value, before && of(before)),
    };
  };
  return [
    figure('leads', ({ leads }) => leads),
    figure('new', (figures) => figures.new),
    figure('rising', ({ rising }) => rising),
    figure('sessions', ({ sessions }) => sessions),
  ];
}

/** `/pricing (5), /demo (2)`: values with their page views or, where those are not asked for, their sessions. */
export const shares = (list: readonly Share[], of: 'pageViews' | 'sessions'): string =>
  list
    .map(({ value, metrics }) => `${shown(value, 60)}${metrics[of] ? ` (${number(metrics[of])})` : ''}`)
    .join(', ');

/** What an organisation is and where: type (where one is known), domain, countries. */
export const identity = ({ type, domain, countries }: DigestLead): string[] =>
  [type === 'unsure' ? '' : type, domain ? shown(domain, 60) : '', shares(countries, 'sessions')].filter(
    Boolean,
  );

/** `by Direct (4), Organic Search (3)` */
export const came = ({ channels }: DigestLead): string =>
  channels.length > 0 ? `by ${shares(channels, 'sessions')}` : '';

/** `Came on 5 days; 8 of 9 sessions engaged` */
export const reasonsText = ({ reasons }: DigestLead): string =>
  reasons
    .map((reason) => shown(reason, 140))
    .join('; ')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** `12 sessions, 4 before` */
export const sessionsText = ({ sessions, before }: DigestLead): string =>
  sessions === undefined ? '' : `${plural(sessions, 'session')}${before ? `, ${number(before)} before` : ''}`;
