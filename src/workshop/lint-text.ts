import { printable } from '../text.ts';
import type { Finding } from './lint/finding.ts';

/** So many rules with nothing to do are named. */
const mostIdle = 8;

const findingText = ({ rule, check, message, next }: Finding, following?: Finding): string => {
  const advice = following?.next === next ? '' : `    > ${next}\n`;
  return `  ${printable(rule.file)}:${rule.line}: ${rule.id} (${check})\n    ${message}\n${advice}`;
};

/** Findings for people: problems, then advice, what to do once for several that need the same; rules with nothing to do in one line a file. */
export function lintText(findings: readonly Finding[], rules: number): string {
  const plain = findings.filter(({ check }) => check !== 'idle');
  const [problems, advice] = (['problem', 'advice'] as const).map((level) =>
    plain.filter((finding) => finding.level === level),
  );
  const idle = Map.groupBy(
    findings.filter(({ check }) => check === 'idle'),
    ({ rule }) => rule.file,
  );
  return [
    ...section('Problems', problems),
    ...section('Advice', advice),
    ...(idle.size > 0 ? ['Rules that had nothing to do on this run\n'] : []),
    ...[...idle].map(([file, own]) => idleText(file, own)),
    `${count(rules, 'rule')}: ${count(problems?.length ?? 0, 'problem')}, ${count(advice?.length ?? 0, 'piece', 'pieces')} of advice\n`,
  ].join('');
}

const section = (title: string, findings: readonly Finding[] = []): string[] =>
  findings.length > 0
    ? [`${title}\n`, ...findings.map((finding, at) => findingText(finding, findings[at + 1])), '\n']
    : [];

function idleText(file: string, own: readonly Finding[]): string {
  const ids = own.slice(0, mostIdle).map(({ rule }) => `${rule.id} (${rule.line})`);
  const more = own.length > mostIdle ? ` and ${own.length - mostIdle} more` : '';
  return `  ${printable(file)}: ${ids.join(', ')}${more}\n\n`;
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
