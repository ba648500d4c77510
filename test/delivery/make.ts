import type { DeliverableLead } from '../../src/sink/lead-fields.ts';
import type { Lead, Organisation } from '../../src/types.ts';
import { lead, organisation } from '../make.ts';

/** A clock that only sleeping moves, and what was slept. */
export function fakeClock(start = '2026-11-22T08:00:00Z') {
  let time = Date.parse(start);
  const slept: number[] = [];
  return {
    now: () => new Date(time),
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    slept,
  };
}

/** A lead as it is pushed: by default with a domain of its own. */
export function deliverable(
  name: string,
  more: Partial<Omit<Lead, 'organisation'>> & { organisation?: Partial<Organisation> } = {},
): DeliverableLead {
  const domain = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`;
  const own = { domain, key: `d:${domain}`, ...more.organisation };
  return {
    lead: lead(name, { ...more, organisation: organisation(name, { sessions: 5 }, own) }),
    window: '2026-W46',
  };
}

/** `Company 0` to `Company N-1`, all with this score. */
export const companies = (n: number, score = 50): DeliverableLead[] =>
  Array.from({ length: n }, (_, i) => deliverable(`Company ${i}`, { score }));
