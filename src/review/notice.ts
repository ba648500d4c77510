import type { Session } from './gate.ts';
import type { Html } from './html.ts';

/** What was just done, told once. */
export function takeNotice(session: Session): Html | undefined {
  const { notice } = session;
  delete session.notice;
  return notice;
}

/** A page of ours that a form came from, else the given one: no other site's, and nothing that a header cannot hold. */
export const backTo = (back: string, otherwise: string): string =>
  /^\/(?:$|\?|(?:organisation|removed|rules)(?:$|[/?]))/.test(back) && !/[\s\\]/.test(back)
    ? back
    : otherwise;
