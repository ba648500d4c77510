import { number, plural } from '../numbers.ts';
import type { DigestFacts, LeadList } from './digest.ts';
import { daysText } from './words.ts';

/** A part of the list of leads, in the order in which every form of the digest shows them. */
export interface Section {
  title: string;
  list: LeadList;
  /** What is missing from `list.shown`. */
  more: string;
}

/** Sections that have leads. */
export function sectionsOf(facts: DigestFacts): Section[] {
  const section = (title: string, list: LeadList): Section => ({
    title,
    list,
    more: list.all > list.shown.length ? `and ${number(list.all - list.shown.length)} more in leads.csv` : '',
  });
  const hasOthers = facts.new.all + facts.returning.all + facts.rising.all > 0;
  return [
    section('New', facts.new),
    section('Back again', facts.returning),
    section('Rising', facts.rising),
    section(hasOthers ? 'Strongest of the others' : 'Strongest', facts.others),
  ].filter(({ list }) => list.all > 0);
}

/** What stands in place of leads where there are none: the job ran, and that is worth a message. */
export const nothingFound = ({ rows, organisations, segment }: DigestFacts): string =>
  `The job ran as it should: ${plural(rows, 'row')} read, ${plural(organisations, 'organisation')}, none of them a lead${segment === undefined ? '' : ' of this segment'}.`;

/** What was left out, in one sentence each. */
export function leftOut({ excluded, segment }: DigestFacts): string[] {
  const all = excluded.byType.reduce((sum, { organisations }) => sum + organisations, 0);
  const sessions = excluded.byType.reduce((sum, one) => sum + one.sessions, 0);
  const whole = segment === undefined ? '' : ' in the whole run';
  return [
    `${plural(all, 'organisation')} with ${plural(sessions, 'session')} excluded by the rules${whole}.`,
    excluded.notForUs > 0 ? `${number(excluded.notForUs)} on the list "not for us".` : '',
    excluded.dismissed > 0 ? `${number(excluded.dismissed)} dismissed by people.` : '',
    excluded.belowMinimum > 0 ? `${number(excluded.belowMinimum)} below the minimum of sessions.` : '',
    excluded.onlyExcludedPages > 0
      ? `${number(excluded.onlyExcludedPages)} read nothing but pages that do not count.`
      : '',
  ].filter(Boolean);
}

/** What a reader must know of the figures. */
export function dataNotes(facts: DigestFacts): string[] {
  const { before, quality } = facts;
  return [
    ...quality.map(({ message, serious }) => (serious ? `Warning: ${message}` : message)),
    ...(before ? [] : ['There is no run of the time directly before, so nothing to compare with.']),
  ];
}

/** Where the figures come from: days, source, what was read. */
export const origin = (facts: DigestFacts): string =>
  [
    `${daysText(facts.days)}${facts.timeZone ? ` (${facts.timeZone})` : ''}`,
    facts.source,
    `${plural(facts.rows, 'row')}, ${plural(facts.organisations, 'organisation')}`,
  ].join(' · ');

export const footer =
  'Every lead is an organisation; no person is identified. The whole lists are in leads.csv and excluded.csv.';
