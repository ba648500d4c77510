import { inputError } from '../../errors.ts';
import type { History } from '../../history/index.ts';
import type { OutboxEntry, OutboxPlace } from '../../history/outbox-entry.ts';
import type { Site } from '../../history/runs.ts';
import type { SinkName } from '../../sink/index.ts';
import { printable } from '../../text.ts';
import { findOrganisation } from '../find-organisation.ts';
import type { HistoryFlags } from '../history/open.ts';
import { sinkNamed } from '../push/sink-names.ts';

export type Delivered = OutboxPlace & OutboxEntry;

/** Flags of the commands that change something. */
export interface OutboxFlags extends HistoryFlags {
  sink?: string;
}

/** The sink that a flag or an argument names. */
export const sinkOf = (text: string | undefined): { sink?: SinkName } =>
  text === undefined ? {} : { sink: sinkNamed(text) };

/** How the organisation that a person means stands in each sink. Exit 2 where it was never up for it. */
export function deliveredOf(
  history: History,
  site: Site,
  text: string,
  { sink }: { sink?: SinkName } = {},
): Delivered[] {
  const of = (key: string) =>
    history.outbox.ofKey(site, key).filter((one) => sink === undefined || one.sink === sink);
  // What was pushed outlives the runs that saw it.
  const direct = of(text);
  if (direct.length > 0) return direct;
  const { key, name } = findOrganisation(history, site, text);
  const found = of(key);
  if (found.length > 0) return found;
  throw inputError(
    `${printable(name)} (${printable(key)}) was never pushed, nor is it waiting to be${sink === undefined ? '' : `, to ${sink}`}`,
    'See ga-leads outbox list.',
  );
}
