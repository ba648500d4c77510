import { createInterface } from 'node:readline';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import type { Verdict } from '../types.ts';
import { type Explanation, explanationOf } from '../workshop/explanation.ts';
import { type CommonFlags, prepare } from './prepare.ts';

const mostNext = 5;

/** One line of `explain --format json`. */
const explainJson = (name: string, { type, kept, confidence, rule, matched }: Verdict) => ({
  name,
  type,
  kept,
  confidence,
  rule: rule?.id ?? null,
  file: rule?.file ?? null,
  line: rule?.line ?? null,
  matched: matched ?? null,
});

/** The pieces of a name that weigh most for a network (+) and against it (−). */
function opinionLines({ network, pieces }: NonNullable<Explanation['opinion']>): string[] {
  const told = pieces.map(
    ({ piece, weight }) => `${printable(piece)} ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`,
  );
  return [
    `  no rule speaks; the name model holds it for a network with probability ${network.toFixed(2)}`,
    `  for (+) and against (−) a network: ${told.join(', ') || 'it knows no piece of the name'}`,
  ];
}

function explainText({ name, verdict, opinion, next }: Explanation): string {
  const { type, kept, confidence, rule, matched } = verdict;
  const lines = [
    `${printable(name) || '(empty)'}: ${kept ? 'kept' : 'excluded'}, ${type} (confidence ${confidence.toFixed(2)})`,
  ];
  if (rule) {
    lines.push(`  rule ${rule.id}, ${rule.file}:${rule.line}: ${rule.why}`);
    lines.push(`  it matched "${printable(matched ?? '')}"`);
  } else if (opinion) lines.push(...opinionLines(opinion));
  else if (type === 'unsure') lines.push('  no rule speaks for or against this name, so it is kept');
  if (next.length > 0) lines.push('  would match next:');
  for (const hit of next.slice(0, mostNext)) {
    const { kind, type: ruleType, id, file, line } = hit.rule;
    lines.push(`    ${kind} ${ruleType}: ${id}, ${file}:${line}, on "${printable(hit.matched)}"`);
  }
  if (next.length > mostNext) lines.push(`    and ${next.length - mostNext} more`);
  return `${lines.join('\n')}\n`;
}

/** `ga-leads explain`: names from the arguments, else one a line from stdin, in that order. */
export async function explain(
  names: string[],
  flags: CommonFlags & { format: string },
  edge: Edge,
): Promise<number> {
  const { format, ...common } = flags;
  if (format !== 'text' && format !== 'json') {
    throw inputError(`explain: --format ${format} is not known`, 'Give text or json.');
  }
  if (names.length === 0 && 'isTTY' in edge.stdin && edge.stdin.isTTY) {
    throw inputError(
      'explain: no name given',
      'Try: ga-leads explain "comcast cable", or give names on stdin.',
    );
  }
  const { classifier, nameModel } = await prepare(common, edge);
  const lines =
    names.length > 0 ? names : createInterface({ input: edge.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const name of lines) {
    edge.signal.throwIfAborted();
    const text =
      format === 'json'
        ? `${JSON.stringify(explainJson(name, classifier.verdict(name)))}\n`
        : explainText(explanationOf(name, classifier, nameModel));
    if (!edge.stdout.write(text)) await new Promise((resolve) => edge.stdout.once('drain', resolve));
  }
  return exitCodes.done;
}
