import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import type { DeliverySubject } from '../history/deliveries.ts';
import type { History } from '../history/index.ts';
import { redacted } from '../http.ts';
import type { Outcome } from '../sink/outcome.ts';
import { printable } from '../text.ts';

/** A message that goes out once. */
export interface Errand {
  subject: DeliverySubject;
  /** To whom and by what, for people. */
  to: string;
  /** Texts in the outcome's detail that the history must not keep. */
  personal: readonly string[];
  send(): Promise<Outcome>;
}

const when = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** What would be sent, one line each; sends nothing. */
export function plan(errands: readonly Errand[], { deliveries }: History, resend: boolean): string {
  return errands
    .map(({ subject, to }) => {
      const { state, at } = deliveries.of(subject);
      if (resend || state === 'pending' || state === 'failed') return `would send to ${to}\n`;
      return state === 'sent'
        ? `sent to ${to} on ${when(at)} already; --resend would send it again\n`
        : `whether it arrived at ${to} is not known since ${when(at)}; --resend would send it again\n`;
    })
    .join('');
}

/**
 * Sends what was not sent yet, one after the other, each noted before and after. Gives exit code 4 if one of them
 * failed, or if nobody knows whether it arrived.
 */
export async function deliver(
  errands: readonly Errand[],
  { deliveries }: History,
  { resend, quiet }: { resend: boolean; quiet: boolean },
  { stderr, signal }: Pick<Edge, 'stderr' | 'signal'>,
): Promise<number> {
  let isWell = true;
  let hasFailed = false;
  const warn = (text: string) => stderr.write(`${text}\n`);
  const say = (text: string) => quiet || warn(text);
  for (const { subject, to, personal, send } of errands) {
    signal.throwIfAborted();
    if (!deliveries.begin(subject, resend)) {
      const { state, at, detail } = deliveries.of(subject);
      if (state === 'sent') say(`sent to ${to} on ${when(at)} already; --resend sends it again`);
      else {
        isWell = false;
        warn(`warning: ${unknown(to, `begun on ${when(at)}${detail ? `: ${printable(detail)}` : ''}`)}`);
      }
      continue;
    }
    const { state, detail } = await send();
    deliveries.settle(subject, state, redacted(detail, personal));
    if (state === 'sent') say(`sent to ${to}`);
    else {
      isWell = false;
      hasFailed ||= state === 'failed';
      warn(state === 'failed' ? `not sent to ${to}: ${detail}` : `warning: ${unknown(to, detail)}`);
    }
  }
  if (hasFailed) warn('  Run the same command again: it sends what failed, and nothing twice.');
  return isWell ? exitCodes.done : exitCodes.delivery;
}

const unknown = (to: string, detail: string): string =>
  `whether it arrived at ${to} is not known (${detail}). Look there first; --resend sends it again`;
