import { number, plural } from '../numbers.ts';
import { printable } from '../text.ts';
import type { Suspect } from './removed.ts';

const sessionsText = (n: number | undefined): string => (n === undefined ? '' : `, ${plural(n, 'session')}`);

/** Removals that may be mistakes, for people: who, why it was removed, what speaks against it, how to restore it. */
export function suspectsText(suspects: readonly Suspect[], most: number, removed: number): string {
  const shown = suspects.slice(0, most).map(
    ({ organisation, sessions, type, rule, matched, reasons, restore }) =>
      `${printable(organisation)}${sessionsText(sessions)}
  excluded as ${type} by ${rule || 'no rule'} on '${printable(matched)}'; but ${printable(reasons.join('; '))}
  ${restore}
`,
  );
  const more = suspects.length > most ? `… and ${number(suspects.length - most)} more (--limit)\n` : '';
  const sum = `${number(removed)} removed, ${number(suspects.length)} of them with a sign of a mistake\n`;
  return [...shown, more].filter(Boolean).concat(sum).join('\n');
}
