import type { Edge } from '../edge.ts';
import type { SourceCheck } from '../run-types.ts';
import type { FieldValue, LeadField } from './lead-fields.ts';

/** Values by the CRM's names of their fields. An absent field is left as it is: nothing is ever blanked. */
export type Values = Record<string, FieldValue>;

/** A field of the CRM that a field of the lead goes to. */
export interface CrmField {
  /** The CRM's name of it. */
  to: string;
  from: LeadField;
  /** `owned`: kept current as long as no person changes it. `createOnly`: written on create, or into an empty one. */
  mode: 'owned' | 'createOnly';
}

/** A lead as it is looked for in the CRM. */
export interface Ref {
  key: string;
  /** Known where we wrote it before. */
  remoteId?: string;
  /** Registrable domain. Absent where nothing may be adopted by it. */
  domain?: string;
}

/** Something in the CRM that a Ref may mean. */
export interface Found {
  remoteId: string;
  /** What spoke for it; a sink stops at the first that finds something: id, then our key, then the exact domain. */
  by: 'id' | 'key' | 'domain';
  /** Our key in it, where it has one. */
  key?: string;
  /** The fields that were asked for and are not empty. */
  values: Values;
  /** Why it must not be written to, e.g. a converted lead. */
  closed?: string;
  /** We made it, but not yet what goes with it: an update is due even where no value differs. */
  unfinished?: true;
}

export type Operation =
  | { kind: 'create'; key: string; values: Values }
  | { kind: 'update'; key: string; remoteId: string; values: Values };

export type WriteOutcome = { key: string } & (
  | { outcome: 'created' | 'updated'; remoteId: string }
  /** Refused; `again`: it may go well at another time (a locked row). */
  | { outcome: 'failed'; reason: string; again: boolean }
  /** Never to be tried again by itself. */
  | { outcome: 'suppressed'; reason: string }
  | { outcome: 'unknown'; reason: string }
);

/** The whole batch was refused because of at least one operation in it, and nothing of it was written. */
export class BatchRefused extends Error {
  override name = 'BatchRefused';
}

/** A thing that `setup` makes, or that a person has to. */
export interface SetupStep {
  /** E.g. `company property ga_leads_score (number)`. */
  what: string;
  /** `wrong`: it is there with another type. `byHand`: no API makes it; `next` says how. */
  state: 'there' | 'missing' | 'made' | 'wrong' | 'byHand';
  next?: string;
}

/** How much may be asked at once, and how fast. */
export interface Limits {
  /** Refs a read, operations a write. */
  read: number;
  write: number;
  /** Batches under way at the same time. */
  parallel: number;
  /** So many requests in so many milliseconds at most. */
  pace: { requests: number; milliseconds: number };
  /** What a push may cost in the vendor's own units, e.g. Pipedrive's tokens, for the plan. */
  cost?(counts: { reads: number; creates: number; updates: number }): string;
}

/**
 * A place to deliver leads to. It only maps and classifies: states, retries of operations, rate and bisecting are
 * the engine's. It throws a UserError (exit 4) where the whole push has to stop (a refused token, the daily limit),
 * BatchRefused, or an HttpFault; whatever else it throws is a bug.
 */
export interface CrmSink {
  readonly limits: Limits;
  /** The account that the secrets open, as the vendor names it; what was delivered is remembered by it. */
  account(): Promise<string>;
  /**
   * A UserError where a field is not there, or cannot take what is mapped to it. A plan asks before its first look-up,
   * a push once something was refused, as it costs a request. Absent where any field will do, and where `read` says
   * so itself.
   */
  ready?(): Promise<void>;
  /**
   * What is there for each of `refs`, by key; an entry for each, empty where there is nothing. Fails as a whole
   * rather than leave one out. Absent where nothing can be read: then nothing is compared.
   */
  read?(refs: readonly Ref[]): Promise<Map<string, Found[]>>;
  /** Exactly one outcome for each operation. */
  write(operations: readonly Operation[]): Promise<WriteOutcome[]>;
  /** Who am I, what may I do, are the fields there and of the right type, what is left of the limits. */
  check(): Promise<SourceCheck>;
  /** Makes what is missing, or with `dryRun` only says so. */
  setup(dryRun: boolean): Promise<SetupStep[]>;
  /** Where a person sees it; `account` as account() once told it, for whoever does not ask again. */
  link(remoteId: string, account?: string): string | undefined;
}

/**
 * The outside as a sink gets it: its `fetch` counts the requests and keeps the pace, so that whatever a sink does
 * with it (request() of http.ts, a vendor's client) needs no care for either.
 */
export type Outside = Pick<Edge, 'env' | 'fetch' | 'sleep' | 'now' | 'signal'>;

/** What a sink is opened with. A missing secret or setting is a UserError (exit 2). */
export interface SinkContext<Own> {
  settings: Own;
  /** What is to be written, in order; the defaults and the user's mapping in one. */
  fields: readonly CrmField[];
  outside: Outside;
}

/** What a sink's file gives to the registry. */
export interface SinkKind<Own> {
  /** Variables of the environment that hold its secrets: with the settings they tell one account from another. */
  secrets: readonly string[];
  /** The mapping where the settings name none. */
  defaults(own: Own): readonly CrmField[];
  open(context: SinkContext<Own>): Promise<CrmSink>;
}
