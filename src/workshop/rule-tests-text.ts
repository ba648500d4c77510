import { number } from '../numbers.ts';
import { printable } from '../text.ts';
import type { Verdict } from '../types.ts';
import type { Failure, TestResult } from './rule-tests.ts';

/** Who decided otherwise, and on what. */
function decided({ kept, rule, matched }: Verdict): string {
  const what = kept ? 'kept' : 'excluded';
  if (!rule) return kept ? 'kept, as no rule speaks' : what;
  return `${what} by ${rule.id} (${printable(rule.file)}:${rule.line}) on '${printable(matched ?? '')}'`;
}

/** One failure in a sentence that names the rule behind it. */
export function failureText({ name, should, verdict, rule, note }: Failure): string {
  if (rule) {
    const { id, kind, file, line } = rule;
    return `${printable(file)}:${line}: ${kind} rule ${id}: its match '${printable(name)}' is ${decided(verdict)}`;
  }
  const why = note ? ` (${printable(note)})` : '';
  return `trap '${printable(name)}'${why}: it should be ${should === 'keep' ? 'kept' : 'excluded'}, and is ${decided(verdict)}`;
}

/** The result of a test for people. */
export function testText({ failures, ...counts }: TestResult): string {
  const lines = failures.map((failure) => `  ${failureText(failure)}\n`);
  const { rules, matches, spares, traps } = counts;
  return [
    ...(lines.length > 0 ? ['On the wrong side\n', ...lines, '\n'] : []),
    `${number(rules)} rules, ${number(matches)} matches, ${number(spares)} spares, ${number(traps)} traps: `,
    failures.length === 0 ? 'all hold\n' : `${number(failures.length)} on the wrong side\n`,
  ].join('');
}
