import type { PipedriveApi } from './api.ts';
import { type Organisation, organisationShape, organisationsPath } from './organisation.ts';

/** By what an organisation is found. */
export interface Traits {
  key?: string | undefined;
  hosts: readonly string[];
}

/** Which organisations may have a key or a domain, by id. */
export interface Directory {
  /** Brings it up to date: the whole account the first time, then what has changed since. */
  refresh(): Promise<void>;
  ids(wanted: { key: string; domain?: string }): number[];
  /** How many pages were read so far. */
  pages(): number;
}

/** Clocks of the servers that take and that list changes may differ a little. */
const overlap = 60_000;

/**
 * All organisations of the account by key and by host, in 10 tokens for 500 of them. A single search costs 20, lags
 * behind what was just written, and does not promise to look at websites; so this is cheaper from a handful of new
 * leads on, and right in any case.
 */
export function directoryOf(
  api: PipedriveApi,
  query: Record<string, string | undefined>,
  traitsOf: (organisation: Organisation) => Traits,
): Directory {
  const [byKey, byHost] = [new Map<string, Set<number>>(), new Map<string, Set<number>>()];
  let newest: string | undefined;
  let isWhole = false;
  let pages = 0;
  let last: Promise<void> = Promise.resolve();

  async function update(): Promise<void> {
    const since = isWhole && newest !== undefined ? new Date(Date.parse(newest) - overlap) : undefined;
    const changed = since && {
      updated_since: `${since.toISOString().slice(0, 19)}Z`,
      sort_by: 'add_time',
      sort_direction: 'desc',
    };
    // In the order of ids, what is made meanwhile comes at the end and is not missed.
    const order = changed ?? { sort_by: 'id', sort_direction: 'asc' };
    for await (const page of api.pages(organisationShape, organisationsPath, { ...query, ...order })) {
      pages++;
      for (const organisation of page) note(organisation);
    }
    isWhole = true;
  }

  function note(organisation: Organisation): void {
    const { key, hosts } = traitsOf(organisation);
    if (key !== undefined) add(byKey, key, organisation.id);
    for (const host of hosts) add(byHost, host, organisation.id);
    const at = organisation.update_time ?? undefined;
    if (at !== undefined && (newest === undefined || Date.parse(at) > Date.parse(newest))) newest = at;
  }

  return {
    refresh: () => {
      last = last.then(update, update);
      return last;
    },
    ids: ({ key, domain }) => [
      ...new Set([...(byKey.get(key) ?? []), ...((domain !== undefined && byHost.get(domain)) || [])]),
    ],
    pages: () => pages,
  };
}

function add(index: Map<string, Set<number>>, word: string, id: number): void {
  const ids = index.get(word);
  if (ids) ids.add(id);
  else index.set(word, new Set([id]));
}
