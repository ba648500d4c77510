import type { Lead, Metrics, Organisation, Verdict } from '../src/types.ts';

/** An organisation for a test: what matters to it is given, the rest is plain. */
export const organisation = (
  name: string,
  metrics: Metrics = { sessions: 5 },
  more: Partial<Organisation> = {},
) => ({ key: `n:${name.toLowerCase()}`, name, spellings: [name], metrics, ...more }) satisfies Organisation;

export const unsure: Verdict = { type: 'unsure', kept: true, confidence: 0.5 };

export const lead = (name: string, more: Partial<Lead> = {}): Lead => ({
  rank: 1,
  organisation: organisation(name),
  verdict: unsure,
  score: 50,
  reasons: [{ signal: 'volume', points: 50, text: '5 sessions' }],
  evidence: {},
  ...more,
});
