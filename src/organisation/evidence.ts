import {
  type Detail,
  type DetailKind,
  detailKinds,
  type Evidence,
  type Metrics,
  type Organisation,
} from '../types.ts';
import { addMetrics, byText, heavier } from './metrics.ts';

type Totals = Map<DetailKind, Map<string, Metrics>>;

/**
 * What each organisation did, by its key. A raw name that several organisations share (in two countries,
 * say) counts for the heaviest of them, since a detail names no country. Users are summed over spellings.
 */
export async function collectEvidence(
  organisations: readonly Organisation[],
  details: AsyncIterable<Detail>,
): Promise<Map<string, Evidence>> {
  const totals = new Map<string, Totals>();
  let keyOf: ReadonlyMap<string, string> | undefined;
  for await (const { name, about, value, metrics } of details) {
    // Not every source has details.
    keyOf ??= keysByName(organisations);
    const key = keyOf.get(name);
    if (key !== undefined) addMetrics(totalOf(totals, key, about, value), metrics);
  }
  return new Map([...totals].map(([key, byKind]) => [key, evidenceOf(byKind)]));
}

/** The heaviest organisation's key for each raw name. */
function keysByName(organisations: readonly Organisation[]): Map<string, string> {
  const keyOf = new Map<string, string>();
  const byWeight = organisations.toSorted(
    (a, b) => heavier(a.metrics, b.metrics, 'sessions') || byText(a.key, b.key),
  );
  for (const { key, spellings } of byWeight) {
    for (const name of spellings) if (!keyOf.has(name)) keyOf.set(name, key);
  }
  return keyOf;
}

function totalOf(totals: Map<string, Totals>, key: string, about: DetailKind, value: string): Metrics {
  const byKind: Totals = totals.get(key) ?? new Map();
  totals.set(key, byKind);
  const byValue = byKind.get(about) ?? new Map<string, Metrics>();
  byKind.set(about, byValue);
  const total = byValue.get(value) ?? {};
  byValue.set(value, total);
  return total;
}

function evidenceOf(byKind: Totals): Evidence {
  const evidence: Evidence = {};
  for (const about of detailKinds) {
    const byValue = byKind.get(about);
    if (byValue === undefined) continue;
    const shares = [...byValue].map(([value, metrics]) => ({ value, metrics }));
    evidence[about] = shares.sort(
      (a, b) =>
        (about === 'day' ? 0 : heavier(a.metrics, b.metrics, 'sessions', 'pageViews')) ||
        byText(a.value, b.value),
    );
  }
  return evidence;
}
