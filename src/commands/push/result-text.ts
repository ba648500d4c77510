import type { DeliveryResult } from '../../delivery/deliver.ts';
import { deliveryLine, keptLine } from '../../delivery/summary.ts';
import type { UserError } from '../../errors.ts';
import { number } from '../../numbers.ts';
import { printable } from '../../text.ts';

const mostProblems = 20;

/** What became of a push to one sink, its one line last. With `quiet`, only what went wrong. */
export function resultText(result: DeliveryResult, quiet: boolean): string {
  const { sink, problems, stopped } = result;
  const told = quiet ? problems.filter(({ fate }) => fate !== 'skipped') : problems;
  const lines = told
    .slice(0, mostProblems)
    .map(
      ({ fate, name, key, reason }) =>
        `  ${fate}: ${printable(name)} (${printable(key)}): ${printable(reason)}`,
    );
  const more = told.length - lines.length;
  if (more > 0) lines.push(`  and ${number(more)} more: ga-leads outbox list ${sink}`);
  const kept = quiet ? undefined : keptLine(result);
  if (kept !== undefined) lines.push(printable(kept));
  if (stopped) lines.push(faultText(stopped).trimEnd());
  if (!quiet || lines.length > 0) lines.push(deliveryLine(result));
  return lines.map((line) => `${line}\n`).join('');
}

const linesOf = (text: string): string => text.split('\n').map(shown).join('\n');
/** A list in a message keeps its indentation. */
const shown = (line: string): string => `${line.startsWith('  ') ? '  ' : ''}${printable(line)}`;

export const faultText = ({ message, next }: UserError): string =>
  `${linesOf(message)}\n${next === undefined ? '' : `  ${printable(next)}\n`}`;

export const plainFault = ({ message, next }: UserError) => ({
  message,
  ...(next !== undefined && { next }),
});

export const plainResult = ({ stopped, title: _, ...result }: DeliveryResult) => ({
  ...result,
  ...(stopped && { stopped: plainFault(stopped) }),
});
