import { html } from 'hono/html';
import type { Prepared } from '../commands/prepare.ts';
import { openSink } from '../delivery/open.ts';
import { UserError } from '../errors.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { CrmSink } from '../sink/crm.ts';
import { sinkNames, sinks } from '../sink/index.ts';
import type { Desk } from './desk.ts';
import { type Html, shown } from './html.ts';

/** How an organisation stands in a sink, and where a person sees it there. */
export type Delivered = OutboxPlace & OutboxEntry & { title: string; link?: string | undefined };

const opened = new WeakMap<Prepared, Map<string, Promise<CrmSink | undefined>>>();

/** Where these organisations were delivered to, by key; the sinks are opened for their links, but not asked. */
export async function deliveriesOf(desk: Desk, keys: readonly string[]): Promise<Map<string, Delivered[]>> {
  const entries = desk.history.outbox.ofKeys(desk.site, keys);
  if (entries.size === 0) return new Map();
  const prepared = await desk.prepared();
  const ready = opened.get(prepared) ?? new Map<string, Promise<CrmSink | undefined>>();
  opened.set(prepared, ready);
  const found = new Map<string, Delivered[]>();
  for (const [key, list] of entries) {
    const told = list.map(async (entry): Promise<Delivered> => {
      const { sink, remoteId, account } = entry;
      const name = sinkNames.find((one) => one === sink);
      const title = name ? sinks[name].title.replace(/^the /, '') : sink;
      if (!name || remoteId === undefined) return { ...entry, title };
      const opening = ready.get(name) ?? linking(name, prepared, desk);
      ready.set(name, opening);
      return { ...entry, title, link: (await opening)?.link(remoteId, account) };
    });
    found.set(key, await Promise.all(told));
  }
  return found;
}

/** Undefined where its settings or secrets are not here: then there is no link. */
async function linking(
  name: (typeof sinkNames)[number],
  { settings }: Prepared,
  { edge }: Desk,
): Promise<CrmSink | undefined> {
  try {
    return (await openSink(name, settings, edge)).sink;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const marks = { sent: '✓', pending: '…', sending: '…', failed: '!', suppressed: '–' };

/** `HubSpot ✓`, with a link to it there where one is known; when and why on hover. */
export function deliveryChip({ title, state, at, reason, link }: Delivered): Html {
  const text = `${shown(title, 40)} ${marks[state]}`;
  const more = `${state} ${at.slice(0, 16).replace('T', ' ')}${reason ? `: ${shown(reason)}` : ''}`;
  return link
    ? html`<a class="chip ${state}" href="${link}" title="${more}" rel="noreferrer noopener" target="_blank">${text}</a>`
    : html`<span class="chip ${state}" title="${more}">${text}</span>`;
}
