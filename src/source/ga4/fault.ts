import { printable } from '../../text.ts';

/** What went wrong, in the words of the quotas and errors of the Data API. */
export type FaultKind =
  | 'too-many-at-once'
  | 'tokens-hour'
  | 'tokens-day'
  | 'thresholded'
  | 'server-errors'
  | 'other-quota'
  | 'server'
  | 'slow'
  | 'unknown-field'
  | 'incompatible'
  | 'argument'
  | 'sign-in'
  | 'forbidden'
  | 'other';

export interface Fault {
  kind: FaultKind;
  /** What the other side said: printable, short. */
  text: string;
  /** The dimension or metric that was refused. */
  field?: string;
  /** Google's stable word, e.g. SERVICE_DISABLED. */
  reason?: string;
}

/** gRPC status codes (google.rpc.Code): what the client gives on both transports. */
const codes = {
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** What the client leaves as an HTTP status, where an answer over HTTP was not one of Google's. */
const codeOfHttp: Record<number, number> = {
  400: codes.invalidArgument,
  401: codes.unauthenticated,
  403: codes.permissionDenied,
  429: codes.resourceExhausted,
  500: codes.internal,
  503: codes.unavailable,
  504: codes.deadlineExceeded,
};

/** What an error of the client means; undefined if it is none of the client's, so a bug of ours. */
export function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, httpStatusCode, details, reason } = error as Error & Partial<Record<string, unknown>>;
  const number = typeof code === 'number' ? code : httpStatusCode;
  if (typeof number !== 'number') return undefined;
  const said = typeof details === 'string' && details !== '' ? details : error.message;
  const text = short(said.replace(/^\d+ [A-Z_]+: /, '')) || `status ${number}`;
  const known = number < 100 ? number : (codeOfHttp[number] ?? codes.unknown);
  return { ...judge(known, text), text, ...(typeof reason === 'string' && { reason }) };
}

/** A stranger's words, fit for one line of a message. */
export function short(text: string): string {
  const plain = printable(text);
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
}

function judge(code: number, text: string): Pick<Fault, 'kind' | 'field'> {
  // A token that cannot be renewed reaches gRPC as an ordinary failure of the call.
  if (/metadata from plugin failed/i.test(text)) return { kind: 'sign-in' };
  // A proxy's word, not Google's.
  if (/^Received HTTP status code/.test(text)) return { kind: 'other' };
  switch (code) {
    case codes.resourceExhausted:
      return { kind: quotaKind(text) };
    case codes.internal:
    case codes.unavailable:
      return { kind: 'server' };
    case codes.deadlineExceeded:
      return { kind: 'slow' };
    case codes.invalidArgument:
      return argumentFault(text);
    case codes.unauthenticated:
      return { kind: 'sign-in' };
    case codes.permissionDenied:
      return { kind: 'forbidden' };
    default:
      return { kind: 'other' };
  }
}

function quotaKind(text: string): FaultKind {
  if (/concurrent/i.test(text)) return 'too-many-at-once';
  if (/threshold/i.test(text)) return 'thresholded';
  if (/server error/i.test(text)) return 'server-errors';
  if (!/token/i.test(text)) return 'other-quota';
  return /per day|24 hours/i.test(text) ? 'tokens-day' : 'tokens-hour';
}

function argumentFault(text: string): Pick<Fault, 'kind' | 'field'> {
  const unknown = /Field (\S+) is not a valid/.exec(text)?.[1];
  if (unknown) return { kind: 'unknown-field', field: unknown };
  const incompatible = /Please remove (\S+?),? /.exec(text)?.[1];
  if (incompatible) return { kind: 'incompatible', field: incompatible };
  return { kind: /incompatible/i.test(text) ? 'incompatible' : 'argument' };
}
