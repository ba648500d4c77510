import { type HttpAnswer, HttpFault, request } from '../../http.ts';
import type { Outside } from '../crm.ts';

/** Google gives a request 180 seconds: https://developers.google.com/workspace/sheets/api/limits */
const patience = 180_000;
/** Its quota is one of a minute, and it does not say how long to wait: three such pauses outlast it. */
const quotaPause = 20_000;

const pause = ({ status, headers }: HttpAnswer) =>
  status === 429 && !headers.has('retry-after') ? quotaPause : undefined;

/** What Google's client sends its requests with: ours, so that they wait, repeat and fail as all others do. */
export const fetchFor =
  (outside: Outside): typeof fetch =>
  async (address, { method, headers, body } = {}) => {
    const url = String(address);
    const given = Object.fromEntries(new Headers(headers));
    const token = given.authorization?.replace(/^Bearer /, '');
    const isRead = method === undefined || method === 'GET';
    const { status, text, ...answer } = await request(outside, {
      to: 'sheets',
      method: isRead ? 'GET' : 'POST',
      url,
      headers: given,
      ...(body && { body: String(body) }),
      secrets: token ? [token] : [],
      // Rows that were appended may not be appended again; a token may be asked for as often as one likes.
      repeatable: isRead || !url.includes('/spreadsheets/'),
      patience,
      pause,
    });
    return new Response(text || null, { status, headers: answer.headers });
  };

/** What is behind an error that Google's client made of it. */
export function faultIn(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof HttpFault) return cause;
    if (cause.cause === undefined) return cause;
  }
  return error;
}
