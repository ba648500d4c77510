import { DateTime } from 'luxon';
import { type ExitCode, exitCodes, UserError } from '../../errors.ts';
import type { Account } from './account.ts';
import { emulatorVariable } from './emulator.ts';
import type { Fault, FaultKind } from './fault.ts';
import { forbidden, signedOut } from './no-access.ts';

/** Whom the Data API refused what; all that a message may name. */
export interface Asked {
  property: string;
  account: Account;
  /** Tokens that this run has consumed so far. */
  consumed: number;
  transport: 'grpc' | 'rest';
  /** The stand-in's address, if it is not Google. */
  standIn?: string | undefined;
  now: Date;
}

export interface Words {
  exitCode?: ExitCode;
  message: string;
  next: string;
}

/** A failure of the Data API in words for people, and the fault behind it. Exit 3, or 2 for settings. */
export class Refusal extends UserError {
  override name = 'Refusal';
  readonly fault: Fault;

  constructor(fault: Fault, asked: Asked) {
    const { exitCode = exitCodes.source, message, next } = words[fault.kind](fault, asked);
    super(exitCode, message, next);
    this.fault = fault;
  }
}

const said = ({ text }: Fault) => `Google says: ${text}`;
const spent = ({ consumed }: Asked) => `this run has consumed ${consumed.toLocaleString('en-GB')}`;
const anHour = 'Run it again in an hour.';

const words: Record<FaultKind, (fault: Fault, asked: Asked) => Words> = {
  'too-many-at-once': (fault, { property }) => ({
    message: `GA4 property ${property} has too many requests at once, also after 3 tries. ${said(fault)}`,
    next: 'Another program reads this property too: run it again in a minute.',
  }),
  'tokens-hour': (fault, asked) => ({
    message: `the hourly tokens ${/project/.test(fault.text) ? 'of this project for' : 'of'} GA4 property ${asked.property} are spent; ${spent(asked)}. ${said(fault)}`,
    next: 'They come back within an hour: run it again then, or with --wait. Fewer days cost fewer tokens.',
  }),
  'tokens-day': (fault, asked) => ({
    message: `the daily tokens of GA4 property ${asked.property} are spent; ${spent(asked)}. ${said(fault)}`,
    next: `They come back at midnight Pacific time, ${midnightPacific(asked.now)}. Fewer days cost fewer tokens.`,
  }),
  thresholded: (fault, { property }) => ({
    message: `GA4 property ${property} has no potentially thresholded requests left this hour. ${said(fault)}`,
    next: `${anHour} Without Google signals in the reporting identity (Admin > Reporting identity), this quota does not apply.`,
  }),
  'server-errors': (fault, { property }) => ({
    message: `GA4 property ${property} has had too many server errors this hour, so Google stops answering. ${said(fault)}`,
    next: anHour,
  }),
  'other-quota': (fault, { property }) => ({
    message: `a quota for GA4 property ${property} is spent. ${said(fault)}`,
    next: 'Run it again later; the quotas are listed in the Google Cloud console under APIs & Services > Google Analytics Data API.',
  }),
  server: (fault, asked) =>
    unreachable.test(fault.text)
      ? notReached(fault, asked)
      : {
          message: `the Data API failed for GA4 property ${asked.property}, also after 3 tries. ${said(fault)}`,
          next: 'Run it again in a few minutes.',
        },
  slow: (fault, { property }) => ({
    message: `the Data API did not answer for GA4 property ${property} in time. ${said(fault)}`,
    next: 'Ask for less at once: a smaller pageSize, or fewer days.',
  }),
  'unknown-field': (fault, { property }) => ({
    exitCode: exitCodes.input,
    message: `GA4 property ${property} has no ${fault.field}`,
    next: 'Correct --dimension, or leave it out to have it found.',
  }),
  incompatible: (fault, { property }) => ({
    exitCode: exitCodes.input,
    message: `${fault.field ?? 'the dimension'} cannot be combined with sessions and their metrics in GA4 property ${property}. ${said(fault)}`,
    next: 'Use a dimension with event or user scope: customEvent:… or customUser:….',
  }),
  argument: (fault, { property }) => ({
    message: `the Data API does not take the question to GA4 property ${property}. ${said(fault)}`,
    next: 'Check property, dimension and days.',
  }),
  'sign-in': (fault, { account }) => signedOut(fault.text, account),
  forbidden: (fault, { account, property }) => forbidden(fault, account, property),
  other: (fault, { property }) => ({
    message: `the Data API failed for GA4 property ${property}. ${said(fault)}`,
    next: 'Run it again; behind a proxy, try --transport rest. If it stays, report it with this line.',
  }),
};

const unreachable =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|No connection established|Name resolution failed|certificate/i;

function notReached(fault: Fault, { standIn, transport }: Asked): Words {
  const text = fault.text.replace(/^request to .* failed, reason: /, '');
  if (standIn) {
    return {
      message: `the stand-in at ${standIn} could not be reached: ${text}`,
      next: `Start it, or unset ${emulatorVariable} to ask Google.`,
    };
  }
  return {
    message: `the Data API could not be reached, also after 3 tries: ${text}`,
    next:
      transport === 'grpc'
        ? 'Check the network. Behind a proxy, set https_proxy (in lower case), or use --transport rest.'
        : 'Check the network; behind a proxy, set HTTPS_PROXY.',
  };
}

/** When the daily tokens come back, in UTC. */
function midnightPacific(now: Date): string {
  const midnight = DateTime.fromJSDate(now, { zone: 'America/Los_Angeles' }).plus({ days: 1 }).startOf('day');
  return midnight.toUTC().toFormat("yyyy-MM-dd HH:mm 'UTC'");
}
