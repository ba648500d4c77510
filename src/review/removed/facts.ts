import { verdictOf } from '../../classify/organisation.ts';
import type { Prepared } from '../../commands/prepare.ts';
import { suspectsAmong } from '../../commands/suspects.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { StoredSighting } from '../../history/sightings.ts';
import type { Rule } from '../../types.ts';
import type { Suspect } from '../../workshop/removed.ts';
import type { Desk } from '../desk.ts';

/** What one rule removed. */
export interface RuleGroup {
  /** Its id; `name-model` where no rule spoke. */
  id: string;
  /** As it is in force now. */
  rule?: Rule | undefined;
  /** Heaviest first. */
  organisations: StoredSighting[];
  sessions: number;
}

/** What a run left out, by rules and by people's decisions. */
export interface RemovedFacts {
  /** Heaviest first. */
  excluded: readonly StoredSighting[];
  notForUs: readonly StoredSighting[];
  /** Likely mistakes that today's rules would make again, the likeliest first. */
  suspects: readonly (Suspect & { sighting: StoredSighting })[];
  groups: readonly RuleGroup[];
}

export const sessionsIn = ({ metrics }: StoredSighting): number => metrics.sessions ?? 0;

/** The rules of today keep it: it was restored since. */
export const isRestored = (one: StoredSighting, { classifier }: Prepared): boolean =>
  verdictOf(one, classifier).kept;

/** The facts of a run, kept in memory until the run or the rules are others. */
export function removedFacts(desk: Desk): (run: StoredRun, prepared: Prepared) => RemovedFacts {
  let kept: { run: string; prepared: Prepared; facts: RemovedFacts } | undefined;
  return (run, prepared) => {
    const key = `${run.id} ${run.at}`;
    if (kept?.run !== key || kept.prepared !== prepared) {
      kept = { run: key, prepared, facts: factsOf(desk.history.sightings.of(run.id), prepared) };
    }
    return kept.facts;
  };
}

function factsOf(sightings: readonly StoredSighting[], prepared: Prepared): RemovedFacts {
  const heaviest = sightings.toSorted((a, b) => sessionsIn(b) - sessionsIn(a));
  const excluded = heaviest.filter(({ fate }) => fate === 'excluded');
  const byKey = new Map(excluded.map((one) => [one.key, one]));
  const ruleOf = new Map(prepared.rules.map((rule) => [rule.id, rule]));
  const groups = [...Map.groupBy(excluded, ({ rule = 'name-model' }) => rule)].map(([id, organisations]) => ({
    id,
    rule: ruleOf.get(id),
    organisations,
    sessions: organisations.reduce((sum, one) => sum + sessionsIn(one), 0),
  }));
  return {
    excluded,
    notForUs: heaviest.filter(({ fate }) => fate === 'notForUs'),
    suspects: suspectsAmong(excluded, prepared).flatMap((suspect) => {
      const sighting = byKey.get(suspect.key);
      return sighting && !isRestored(sighting, prepared) ? [{ ...suspect, sighting }] : [];
    }),
    groups: groups.sort((a, b) => b.sessions - a.sessions || b.organisations.length - a.organisations.length),
  };
}
