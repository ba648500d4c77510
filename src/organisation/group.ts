import type { Alias, Metrics, Organisation, Row, Window } from '../types.ts';
import { type Clue, cluesOf } from './clues.ts';
import { bestDisplayName } from './display.ts';
import { membersByKey } from './members.ts';
import { addMetrics, byText } from './metrics.ts';
import { readSpellings } from './spellings.ts';

export interface GroupOptions {
  /** One name in two countries is two organisations, where rows tell a country. */
  splitByCountry: boolean;
  /** People's decisions; they stand above all rules. */
  aliases?: readonly Alias[];
}

export interface Grouped {
  /** By sessions of the current window, then by key; with those that only the window before has. */
  organisations: Organisation[];
  /** Rows read, both windows. */
  rows: number;
  /** Distinct raw names. */
  names: number;
}

/**
 * Groups network names into organisations and sums their metrics. Spellings are one organisation where
 * nothing but legal form, case, punctuation, transliteration or the way to it (its domain) differs, or where
 * people have decided so.
 */
export async function group(
  rows: AsyncIterable<Row[]>,
  { splitByCountry, aliases = [] }: GroupOptions,
): Promise<Grouped> {
  const { spellings, hasPrevious, ...counts } = await readSpellings(rows);
  const byKey = membersByKey(cluesOf(spellings, aliases), splitByCountry);
  const organisations: Organisation[] = [];
  for (const [key, members] of byKey) {
    const organisation = organisationOf(key, members);
    const domain = key.startsWith('d:') ? key.slice('d:'.length) : heaviestDomain(members);
    // A carrier that stands beside a few names only may be an organisation itself.
    if (domain !== undefined && (key.startsWith('d:') || !byKey.has(`d:${domain}`)))
      organisation.domain = domain;
    if (hasPrevious) organisation.previous = sum(members, 'previous');
    organisations.push(organisation);
  }
  organisations.sort((a, b) => (b.metrics.sessions ?? 0) - (a.metrics.sessions ?? 0) || byText(a.key, b.key));
  return { organisations, ...counts };
}

function organisationOf(key: string, members: readonly Clue[]): Organisation {
  const spellings = rawSpellings(members);
  const name = members.find(({ decided }) => decided?.name)?.decided?.name ?? bestDisplayName(spellings);
  const organisation: Organisation = { key, name, spellings, metrics: sum(members, 'current') };
  const country = onlyCountry(members);
  if (country !== undefined) organisation.country = country;
  return organisation;
}

/** No sessions, for a window that has none of these spellings. */
function sum(clues: readonly Clue[], window: Window): Metrics {
  const [only] = clues;
  if (only !== undefined && clues.length === 1) return only.spelling[window] ?? { sessions: 0 };
  const there = clues.map(({ spelling }) => spelling[window]).filter((metrics) => metrics !== undefined);
  if (there.length === 0) return { sessions: 0 };
  const total: Metrics = {};
  for (const metrics of there) addMetrics(total, metrics);
  return total;
}

/** Raw names, heaviest first. */
function rawSpellings(clues: readonly Clue[]): string[] {
  const [only] = clues;
  if (only !== undefined && clues.length === 1) return [only.spelling.name];
  return heaviestFirst(clues, ({ spelling }) => spelling.name);
}

/** The country of all spellings that have one; absent if there are several. */
function onlyCountry(clues: readonly Clue[]): string | undefined {
  const there = clues.find(({ country }) => country !== undefined)?.country;
  return clues.every(({ country }) => country === undefined || country === there) ? there : undefined;
}

function heaviestDomain(clues: readonly Clue[]): string | undefined {
  const [only] = clues;
  return clues.length === 1 ? only?.domain : heaviestFirst(clues, ({ domain }) => domain)[0];
}

function heaviestFirst(clues: readonly Clue[], textOf: (clue: Clue) => string | undefined): string[] {
  const sessions = new Map<string, number>();
  for (const clue of clues) {
    const text = textOf(clue);
    if (text !== undefined)
      sessions.set(text, (sessions.get(text) ?? 0) + (clue.spelling.current?.sessions ?? 0));
  }
  return [...sessions].sort(([a, m], [b, n]) => n - m || byText(a, b)).map(([text]) => text);
}
