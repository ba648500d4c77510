import { printable } from '../text.ts';
import type { Finding } from './lint/finding.ts';

/** So many rules with nothing to do are named. */
const mostIdle = 8;

const findingText = ({ rule, check, message, next }: Finding, following?: Finding): string => {
  const advice = following?.next === next ? '' : `    > ${next}\n`;
  return `  ${printable(rule.file)}:${rule.line}: ${rule.id} (${check})\n    ${message}\n${advice}`;
};

/**
 * Findings for people: problems, then advice, what to do once for several that need the same; rules with
 * nothing to do in one line a file. Advice for which `isShown` says no is only counted.
 */
export function lintText(
  findings: readonly Finding[],
  rules: number,
  isShown: (finding: Finding) => boolean,
): string {
  const problems = findings.filter(({ level }) => level === 'problem');
  const advice = findings.filter(({ level }) => level === 'advice');
  const shown = advice.filter(isShown);
  const hidden = advice.filter((finding) => !isShown(finding));
  const [idle, plain] = [true, false].map((is) => shown.filter(({ check }) => (check === 'idle') === is));
  return [
    section('Problems', problems),
    section('Advice', plain),
    idleSection(idle),
    hidden.length > 0 ? `Advice on shipped rules: ${countsOf(hidden)} (--all shows it)\n\n` : '',
    `${count(rules, 'rule')}: ${count(problems.length, 'problem')}, ${count(advice.length, 'piece', 'pieces')} of advice\n`,
  ].join('');
}

const section = (title: string, findings: readonly Finding[] = []): string =>
  findings.length > 0
    ? `${title}\n${findings.map((finding, at) => findingText(finding, findings[at + 1])).join('')}\n`
    : '';

function idleSection(findings: readonly Finding[] = []): string {
  if (findings.length === 0) return '';
  const lines = [...Map.groupBy(findings, ({ rule }) => rule.file)].map(([file, own]) => {
    const ids = own.slice(0, mostIdle).map(({ rule }) => `${rule.id} (${rule.line})`);
    const more = own.length > mostIdle ? ` and ${own.length - mostIdle} more` : '';
    return `  ${printable(file)}: ${ids.join(', ')}${more}\n`;
  });
  return `Rules that had nothing to do on this run\n${lines.join('')}\n`;
}

const countsOf = (findings: readonly Finding[]): string =>
  [...Map.groupBy(findings, ({ check }) => check)]
    .map(([check, { length }]) => `${check} ${length}`)
    .join(', ');

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
