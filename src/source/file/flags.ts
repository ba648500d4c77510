import type { QualityFlag } from '../../run-types.ts';
import { detailsIn } from './columns.ts';
import type { NamesPlan } from './names.ts';
import type { Pass } from './pass.ts';
import type { CsvPlan } from './plan.ts';
import type { TableEnd } from './table.ts';
import type { Difference } from './totals.ts';

const thousands = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const number = (n: number): string => thousands.format(n);

const serious = (flag: string, message: string): QualityFlag => ({ flag, message, serious: true });
const minor = (flag: string, message: string): QualityFlag => ({ flag, message, serious: false });

/** The day after which UA filled service provider and network domain no longer. */
const uaStopped = '2020-02-04';
/** How many rows a UA export has at most; those of GA4 and its Data API, by default or at most. */
const uaLimits = [5_000];
const ga4Limits = [5_000, 10_000, 50_000, 100_000, 250_000, 500_000];

/** Days of details that were in no known form. */
export const unreadDays = ({ unreadDays: days }: Pass): QualityFlag[] =>
  days.count > 0 ? [minor('unread-days', `the day of ${days.text()} could not be read`)] : [];

/** What any file can tell. */
export function commonFlags({ columns, sessionsByPage }: NamesPlan, pass: Pass): QualityFlag[] {
  const { at } = columns;
  const flags: QualityFlag[] = [];
  if (pass.skipped.count > 0) {
    flags.push(serious('skipped-rows', `${pass.skipped.text()} could not be read: left out`));
  }
  if (pass.hasLostLetters) {
    const next = 'save it as UTF-8 for the right names';
    flags.push(minor('lost-letters', `the file has bytes that are no text in its encoding; ${next}`));
  }
  if (!at.has('sessions')) {
    const next = 'if there is one, name it with --column sessions=HEADER';
    flags.push(serious('no-sessions', `no column with sessions was found; ${next}`));
  }
  const details = detailsIn(columns).map(([kind]) => kind);
  if (details.length > 0 && (at.has('users') || at.has('newUsers'))) {
    const message = `users do not add up over ${details.join(', ')}, so they are left out`;
    flags.push(minor('users-not-additive', message));
  }
  if (sessionsByPage && at.has('sessions')) {
    const message =
      'a session counts for each page that it saw, so sessions add up to more than there were; ' +
      'a report without pages has them exactly';
    flags.push(minor('sessions-not-additive', message));
  }
  return flags;
}

/** What else a CSV file can tell, once its rows were read. */
export function csvFlags(plan: CsvPlan, pass: Pass, end: TableEnd): QualityFlag[] {
  const flags = commonFlags(plan, pass);
  if (plan.format === 'UA CSV' && plan.days && plan.days.to > uaStopped) flags.push(lateUa(plan.days.to));
  if (end.differences.length > 0) flags.push(totalsDiffer(end.differences));
  const limits = plan.format === 'UA CSV' ? uaLimits : ga4Limits;
  if (!end.hasTotal && limits.includes(pass.rows)) flags.push(cutOff(pass.rows, plan.fromAnalytics));
  if (end.laterDays !== undefined) {
    const where = `from line ${end.laterDays} on`;
    flags.push(
      serious('later-days', `${where} the file has later days than at its start; they were left out`),
    );
  }
  const [other] = plan.format === 'UA CSV' ? [] : end.otherTables;
  if (other !== undefined) {
    const message = `from line ${other.line} on is another table (${other.header} …), which was left out`;
    flags.push(minor('other-table', message));
  }
  return flags;
}

const lateUa = (to: string): QualityFlag =>
  serious(
    'late-ua',
    `the file goes up to ${to}, but Universal Analytics filled service provider and network domain only ` +
      `until ${uaStopped}: what came later is (not set)`,
  );

function totalsDiffer(differences: readonly Difference[]): QualityFlag {
  const parts = differences.map(
    ({ metric, total, sum }) => `${metric}: total ${number(total)}, rows ${number(sum)}`,
  );
  return serious(
    'totals-differ',
    `the file's own total is not what its rows add up to (${parts.join('; ')}); it may have been cut off`,
  );
}

/** Sure enough in a file of Google Analytics' own; only a hint elsewhere. */
function cutOff(rows: number, fromAnalytics: boolean): QualityFlag {
  const message = `the file has exactly ${number(rows)} rows, where exports are cut off, and no total that proves it whole`;
  return (fromAnalytics ? serious : minor)('cut-off', message);
}
