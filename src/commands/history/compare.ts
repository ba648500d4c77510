import type { Change, SightingTotals } from '../../history/sightings.ts';
import type { Standing } from '../../history/standing.ts';

/** A lead of one or both of two runs, and why it is none in the other. */
export interface Moved {
  key: string;
  name: string;
  /** What it was in the earlier and the later run; absent in one that did not see it. */
  before?: SightingTotals;
  after?: SightingTotals;
  /** For people; of one that stayed, empty. */
  why: string;
}

/** Two runs' leads side by side. */
export interface Comparison {
  /** Leads of the later run alone, by rank; of the earlier alone, likewise. */
  arrived: Moved[];
  left: Moved[];
  /** Leads of both with another score, the greatest change first. */
  up: Moved[];
  down: Moved[];
  /** Leads of both with the same score. */
  same: number;
}

/** What two runs saw, compared; `standings` tell who is dismissed today. */
export function compare(changes: readonly Change[], standings: ReadonlyMap<string, Standing>): Comparison {
  const moved = changes.map(({ key, before, after }): Moved => {
    const [was, is] = [before?.fate === 'lead', after?.fate === 'lead'];
    const why = was === is ? '' : is ? whyArrived(before, after) : whyLeft(after, standings.get(key));
    const name = (after ?? before)?.name ?? key;
    return { key, name, ...(before && { before }), ...(after && { after }), why };
  });
  const both = moved.filter(({ before, after }) => before?.fate === 'lead' && after?.fate === 'lead');
  const byChange = (list: Moved[]) => list.sort((a, b) => Math.abs(gain(b)) - Math.abs(gain(a)));
  return {
    arrived: moved.filter(({ before, after }) => before?.fate !== 'lead' && after?.fate === 'lead'),
    left: moved.filter(({ before, after }) => before?.fate === 'lead' && after?.fate !== 'lead'),
    up: byChange(both.filter((one) => gain(one) > 0)),
    down: byChange(both.filter((one) => gain(one) < 0)),
    same: both.filter((one) => gain(one) === 0).length,
  };
}

const gain = ({ before, after }: Moved): number => (after?.score ?? 0) - (before?.score ?? 0);

function whyArrived(before: SightingTotals | undefined, after: SightingTotals | undefined): string {
  const status = after?.status ?? '';
  if (before === undefined) return status === 'new' || status === '' ? status : `${status}, not seen before`;
  return `was ${fateText(before)}`;
}

/** Why a lead of the run before is none in this one. */
function whyLeft(after: SightingTotals | undefined, standing: Standing | undefined): string {
  if (after !== undefined && after.fate !== 'dismissed') return fateText(after);
  const { verdict } = standing ?? {};
  if (verdict?.kind !== 'dismissed') return after === undefined ? 'not seen' : 'dismissed';
  const { by, reason, until } = verdict;
  const told = `dismissed by ${by}${reason === undefined ? '' : ` (${reason})`}${until === undefined ? '' : ` until ${until}`}`;
  return after === undefined ? `not seen; ${told}` : told;
}

function fateText({ fate, type, rule, metrics: { sessions } }: SightingTotals): string {
  switch (fate) {
    case 'lead':
      return 'a lead';
    case 'excluded':
      return `excluded as ${type}${rule === undefined ? '' : ` by rule ${rule}`}`;
    case 'notForUs':
      return 'on the list "not for us"';
    case 'dismissed':
      return 'dismissed';
    case 'belowMinimum':
      return `below the minimum of sessions${sessions === undefined ? '' : ` (${sessions})`}`;
    case 'onlyExcludedPages':
      return 'on excluded pages only';
  }
}
