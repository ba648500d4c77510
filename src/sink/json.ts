import type { Manifest } from '../run-types.ts';
import { printable } from '../text.ts';
import type { Lead } from '../types.ts';

const printed = (texts: readonly string[]): string[] => texts.map(printable);

/** A lead as JSON shows it: leads.csv's words, with lists as lists. Absent is absent. */
export function leadJson({
  rank,
  organisation,
  verdict,
  score,
  reasons,
  evidence,
  sighting,
  seen,
  past,
}: Lead) {
  return {
    rank,
    organisation: printable(organisation.name),
    domain: organisation.domain,
    country: organisation.country,
    type: verdict.type,
    score,
    confidence: verdict.confidence,
    rule: verdict.rule?.id,
    status: sighting,
    seen,
    weeksSeen: past && past.runs + 1,
    pastSessions: past?.sessions,
    metrics: organisation.metrics,
    previous: organisation.previous,
    reasons,
    evidence,
    spellings: printed(organisation.spellings),
    key: organisation.key,
  };
}

/** What `--format json` prints: the manifest, then the leads one a line, as one JSON document. */
export function* leadsJson(manifest: Manifest, leads: readonly Lead[]): Generator<string> {
  yield `{"manifest":${JSON.stringify(manifest)},\n"leads":[`;
  for (const [index, lead] of leads.entries())
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(leadJson(lead))}`;
  yield '\n]}\n';
}
