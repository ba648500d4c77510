import { createHash } from 'node:crypto';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { redacted } from '../http.ts';
import type { CrmField, CrmSink, SinkKind } from '../sink/crm.ts';
import { type SinkName, sinks } from '../sink/index.ts';
import { printable } from '../text.ts';
import { type FieldSettings, mappingOf } from './mapping.ts';
import { meteredOutside } from './outside.ts';

/** A sink that was opened, with what the engine needs to know of it. */
export interface OpenSink {
  /** As in the settings: `hubspot`. */
  name: string;
  /** As people write it: `HubSpot`. */
  title: string;
  sink: CrmSink;
  fields: readonly CrmField[];
  /** Of the settings and secrets that choose the account; no secret can be told from it. */
  fingerprint: string;
  /** How many requests were made so far. */
  requests(): number;
  /** A text for people and files: without secrets and control characters, not too long. */
  clear(text: string): string;
  sleep: Edge['sleep'];
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
}

interface OwnSettings {
  enabled: boolean;
  fields: FieldSettings;
}
type OutsideEdge = Pick<Edge, 'env' | 'fetch' | 'sleep' | 'now' | 'signal'>;

const longestReason = 500;

/** Opens a sink of the registry as the settings say. A missing secret or a wrong mapping is a UserError (exit 2). */
export async function openSink<Name extends SinkName>(
  name: Name,
  settings: Pick<Settings, 'sinks'>,
  edge: OutsideEdge,
): Promise<OpenSink> {
  const registry: { [N in SinkName]: { title: string; load(): Promise<SinkKind<Settings['sinks'][N]>> } } =
    sinks;
  const { title, load } = registry[name];
  return openKind({ name, title, kind: await load() }, settings.sinks[name], edge);
}

/** Likewise, for a sink that is in no registry. */
export async function openKind<Own extends OwnSettings>(
  { name, title, kind }: { name: string; title: string; kind: SinkKind<Own> },
  own: Own,
  edge: OutsideEdge,
): Promise<OpenSink> {
  const fields = mappingOf(kind.defaults(own), own.fields, `sinks.${name}.fields`);
  const { outside, keepPace, requests } = meteredOutside(edge);
  const sink = await kind.open({ settings: own, fields, outside });
  keepPace(sink.limits.pace);
  const secrets = kind.secrets.map((variable) => edge.env[variable] ?? '');
  return {
    name,
    title,
    sink,
    fields,
    fingerprint: fingerprintOf(own, secrets),
    requests,
    clear: (text) => redacted(printable(text), secrets).slice(0, longestReason),
    sleep: edge.sleep,
    signal: edge.signal,
  };
}

function fingerprintOf(own: OwnSettings, secrets: readonly string[]): string {
  const where = { ...own, enabled: undefined, fields: undefined, defaults: undefined };
  return createHash('sha256')
    .update(JSON.stringify([where, secrets]))
    .digest('hex')
    .slice(0, 12);
}
