import { RE2JS, RE2JSException } from 're2js';
import { foldsPlainly } from './case.ts';

const probes = ['a', 'z9', '0', 'é', '中', '(not set)'];

// Compiling is slow, and a pattern is compiled to be checked and again to be used.
const compiled = new Map<string, RE2JS>();

/** Compiles a rule's pattern; throws where `patternFault` finds a fault. */
export function compilePattern(pattern: string): RE2JS {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  compiled.set(pattern, known);
  return known;
}

/** Why a rule cannot have this pattern, in words for its author; undefined if it can. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'the pattern is empty';
  try {
    const expression = compilePattern(pattern);
    const matched = probes.filter((probe) => expression.test(probe));
    if (expression.test('') || matched.some((probe) => expression.exec(probe)?.[0] === '')) {
      return 'the pattern matches every name, as it matches the empty text';
    }
    return matched.length === probes.length ? 'the pattern matches every name' : undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return refusal(pattern, error);
  }
}

function refusal(pattern: string, { message }: RE2JSException): string {
  const lookAround = /\(\?<?[=!]/.exec(pattern)?.[0];
  if (lookAround) return `look-around (${lookAround}…) is not in RE2; put a keep rule above this one instead`;
  const reference = /\\[1-9]/.exec(pattern)?.[0];
  if (reference) return `back-references (${reference}) are not in RE2`;
  return `not an RE2 pattern: ${message.replace('error parsing regexp: ', '').replace('(?i)', '')}`;
}

/** A pattern that needs no regular expression: a text, anchored or bounded or not at either end. */
export interface Literal {
  text: string;
  before: Edge;
  after: Edge;
}
type Edge = 'any' | 'boundary' | 'end';

const literalShape = /^(\^|\\b)?((?:[^\\^$.|?*+()[\]{}]|\\[^\p{L}\p{N}\s_])+)(\$|\\b)?$/u;
const edges: Record<string, Edge> = { '^': 'end', $: 'end', '\\b': 'boundary' };

/** The literal that a pattern is, if it is one. Texts that do not fold plainly are left to RE2. */
export function literalOf(pattern: string): Literal | undefined {
  const [, before, body, after] = literalShape.exec(pattern) ?? [];
  if (body === undefined || ![...body].every(foldsPlainly)) return undefined;
  const text = body.replace(/\\(.)/gu, '$1').toLowerCase();
  return { text, before: edges[before ?? ''] ?? 'any', after: edges[after ?? ''] ?? 'any' };
}

const isWord = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;

/** Whether an edge of a literal holds at this position of a matching form. RE2's `\b` knows ASCII words only. */
export function edgeHolds(edge: Edge, text: string, at: number): boolean {
  if (edge === 'any') return true;
  if (edge === 'end') return at === 0 || at === text.length;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  return before !== (at < text.length && isWord(text.charCodeAt(at)));
}
