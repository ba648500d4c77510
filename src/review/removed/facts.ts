import { verdictOf } from '../../classify/organisation.ts';
import type { Prepared } from '../../commands/prepare.ts';
import { excludedLine } from '../../commands/suspects.ts';
import type { Edge } from '../../edge.ts';
import type { StoredSighting } from '../../history/sightings.ts';
import type { Rule } from '../../types.ts';
import { likeliestFirst, type Suspect, suspecting } from '../../workshop/removed.ts';

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

/** So many are looked at before others' requests have their turn. */
const atOnce = 1_000;

/** What is to be known of all that a run left out, but its leads. */
export async function removedFacts(
  sightings: readonly StoredSighting[],
  prepared: Prepared,
  edge: Pick<Edge, 'sleep'>,
): Promise<RemovedFacts> {
  const heaviest = sightings.toSorted((a, b) => sessionsIn(b) - sessionsIn(a));
  const excluded = heaviest.filter(({ fate }) => fate === 'excluded');
  return {
    excluded,
    notForUs: heaviest.filter(({ fate }) => fate === 'notForUs'),
    suspects: await suspectsAmong(excluded, prepared, edge),
    groups: groupsOf(excluded, prepared),
  };
}

async function suspectsAmong(
  excluded: readonly StoredSighting[],
  prepared: Prepared,
  edge: Pick<Edge, 'sleep'>,
) {
  const { rules, classifier } = prepared;
  const suspectOf = suspecting({ removed: excluded.map(excludedLine), rules, classifier });
  const found: (Suspect & { sighting: StoredSighting })[] = [];
  for (const [index, sighting] of excluded.entries()) {
    if (index % atOnce === 0) await edge.sleep(0);
    const suspect = suspectOf(excludedLine(sighting));
    if (suspect && !isRestored(sighting, prepared)) found.push({ ...suspect, sighting });
  }
  return found.sort(likeliestFirst);
}

function groupsOf(excluded: readonly StoredSighting[], { rules }: Prepared): RuleGroup[] {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = [...Map.groupBy(excluded, ({ rule = 'name-model' }) => rule)].map(([id, organisations]) => ({
    id,
    rule: ruleOf.get(id),
    organisations,
    sessions: organisations.reduce((sum, one) => sum + sessionsIn(one), 0),
  }));
  return groups.sort((a, b) => b.sessions - a.sessions || b.organisations.length - a.organisations.length);
}
