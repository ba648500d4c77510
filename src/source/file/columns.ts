import { alike } from '../../alike.ts';
import type { ColumnRole, Settings } from '../../config/schema.ts';
import { inputError, type UserError } from '../../errors.ts';
import { printable } from '../../text.ts';
import { detailKinds, metricNames } from '../../types.ts';
import { foldHeader, isOnlyUa, languageOf, type Meaning, meaningOf } from './headers.ts';
import { type Language, type RateRole, type Role, rateRoles } from './languages/language.ts';

export type Chosen = Settings['column'];

/** Which column of a table is what. */
export interface Columns {
  /** As they stand in the file, trimmed. */
  headers: readonly string[];
  at: ReadonlyMap<Role, number>;
  language: Language;
  /** Has a dimension that only Universal Analytics had. */
  onlyUa: boolean;
  /** The page is one of many in a session, not the one where it began. */
  hasInnerPages: boolean;
}

/** The metrics, details and rates that a table has, each with its column. */
export const metricsIn = (columns: Columns) => placed(columns, metricNames);
export const detailsIn = (columns: Columns) => placed(columns, detailKinds);
export const ratesIn = (columns: Columns): [RateRole, number][] => placed(columns, rateRoles);

function placed<Wanted extends Role>({ at }: Columns, wanted: readonly Wanted[]): [Wanted, number][] {
  return wanted.flatMap((role) => {
    const index = at.get(role);
    return index === undefined ? [] : [[role, index] as [Wanted, number]];
  });
}

/** The role → header of every column that is used, for the manifest and for people. */
export function rolesAndHeaders({ at, headers }: Columns): Partial<Record<Role, string>> {
  const inOrder = [...at].sort(([, a], [, b]) => a - b);
  return Object.fromEntries(inOrder.map(([role, index]) => [role, printable(headers[index] ?? '')]));
}

/**
 * Finds each role's column: the one that the settings name, else the header that fits best, else the first.
 * A domain without a name beside it is the name.
 */
export function columnsOf(cells: readonly string[], chosen: Chosen): Columns {
  const headers = cells.map((cell) => cell.trim());
  const at = new Map<Role, number>();
  for (const [role, header] of Object.entries(chosen) as [ColumnRole, string][]) {
    const index = headerIndex(headers, header);
    if (index !== undefined) at.set(role, index);
  }
  const taken = new Set(at.values());
  const known = headers
    .map((header, index) => ({ meaning: taken.has(index) ? undefined : meaningOf(header), index }))
    .filter((found): found is { meaning: Meaning; index: number } => found.meaning !== undefined);
  for (const { meaning, index } of known.toSorted((a, b) => a.meaning.rank - b.meaning.rank)) {
    if (!at.has(meaning.role)) at.set(meaning.role, index);
  }
  const domain = at.get('domain');
  if (!at.has('name') && domain !== undefined && chosen.domain === undefined) {
    at.set('name', domain);
    at.delete('domain');
  }
  const found = known.map(({ meaning }) => meaning);
  const page = at.get('page');
  return {
    headers,
    at,
    language: languageOf(found),
    onlyUa: found.some(isOnlyUa),
    hasInnerPages: page !== undefined && meaningOf(headers[page] ?? '')?.wording !== 'landingPage',
  };
}

function headerIndex(headers: readonly string[], wanted: string): number | undefined {
  const exact = headers.indexOf(wanted.trim());
  const index = exact >= 0 ? exact : headers.findIndex((header) => foldHeader(header) === foldHeader(wanted));
  return index < 0 ? undefined : index;
}

/** Throws a UserError (exit 2) unless every header that the settings name is there, and a name column. */
export function requireColumns(columns: Columns, chosen: Chosen, file: string): void {
  for (const [role, header] of Object.entries(chosen)) {
    if (headerIndex(columns.headers, header) === undefined) throw noSuchHeader(columns, role, header, file);
  }
  if (columns.at.has('name')) return;
  throw inputError(
    `no column of ${file} is known to hold network names; its columns are: ${listed(columns.headers)}`,
    'Say which one it is with --column name=HEADER.',
  );
}

function noSuchHeader({ headers }: Columns, role: string, header: string, file: string): UserError {
  const [near] = alike(header, headers, (text) => ` ${foldHeader(text)}`);
  return inputError(
    `${file} has no column "${printable(header)}" (settings: column ${role}); its columns are: ${listed(headers)}`,
    near === undefined
      ? `Correct --column ${role}=HEADER, or leave it out.`
      : `Perhaps --column ${role}="${printable(near)}" is meant.`,
  );
}

const mostListed = 40;

const listed = (headers: readonly string[]): string => {
  const shown = headers.slice(0, mostListed).map((header) => `"${printable(header).slice(0, 80)}"`);
  return shown.join(', ') + (headers.length > mostListed ? ` and ${headers.length - mostListed} more` : '');
};
