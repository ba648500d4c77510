import type { Properties } from './properties.ts';
import { notValid, type Refusal } from './refusal.ts';

export interface StoredCompany {
  id: string;
  properties: Record<string, string>;
  /** Ids that were merged into this one. */
  merged: string[];
  archived: boolean;
  createdAt: string;
  updatedAt: string;
  /** From when on a search finds its present values, in milliseconds; before, it finds the older ones. */
  indexedAt: number;
  /** What a search finds until then; absent for a new one. */
  older?: Record<string, string>;
}

/** The companies of an account, with unique values kept unique. */
export class Companies {
  readonly all = new Map<string, StoredCompany>();
  readonly #properties: Properties;
  readonly #now: () => number;
  readonly #searchLag: number;
  readonly #rules: readonly ((values: Record<string, string>) => string | undefined)[];
  /** `property` + NUL + value → id, of those that are not archived. */
  readonly #unique = new Map<string, string>();
  readonly #survivors = new Map<string, string>();
  #next = 9_000_000_000;

  constructor(
    properties: Properties,
    now: () => number,
    searchLag: number,
    rules: readonly ((values: Record<string, string>) => string | undefined)[],
  ) {
    this.#properties = properties;
    this.#now = now;
    this.#searchLag = searchLag;
    this.#rules = rules;
  }

  /** One that is not archived; a merged id leads to the company that survived. */
  byId(id: string): StoredCompany | undefined {
    const company = this.all.get(this.#survivors.get(id) ?? id);
    return company?.archived ? undefined : company;
  }

  byUnique(property: string, value: string): StoredCompany | undefined {
    const id = this.#unique.get(`${property}\0${value}`);
    return id === undefined ? undefined : this.byId(id);
  }

  make(values: Record<string, string>, lag = this.#searchLag): StoredCompany | Refusal {
    const now = this.#now();
    const at = new Date(now).toISOString();
    const id = String(this.#next++);
    const company: StoredCompany = {
      ...{ id, merged: [], archived: false, createdAt: at, updatedAt: at, indexedAt: now + lag },
      properties: { hs_object_id: id, createdate: at },
    };
    const refused = this.change(company, values, lag);
    if (refused) return refused;
    this.all.set(id, company);
    return company;
  }

  /** Changes one, or tells why not and changes nothing. */
  change(company: StoredCompany, values: Record<string, string>, lag = this.#searchLag): Refusal | undefined {
    const next = { ...company.properties };
    for (const [name, value] of Object.entries(values)) {
      const accepted = this.#properties.accept(name, value);
      if (!('kept' in accepted)) return accepted;
      if (accepted.kept === null) delete next[name];
      else next[name] = accepted.kept;
    }
    for (const { name } of this.#properties.unique) {
      const other = next[name] === undefined ? undefined : this.byUnique(name, next[name]);
      if (other && other.id !== company.id) {
        return notValid(name, 'CONFLICTING_UNIQUE_VALUE', `${other.id} already has that value.`);
      }
    }
    const [ruled] = this.#rules.flatMap((rule) => rule(next) ?? []);
    if (ruled !== undefined) return notValid('name', 'VALIDATION_RULE', ruled);
    this.#forget(company);
    const now = this.#now();
    if (this.all.has(company.id) && company.indexedAt <= now) company.older = company.properties;
    company.updatedAt = new Date(now).toISOString();
    company.properties = { ...next, hs_lastmodifieddate: company.updatedAt };
    company.indexedAt = now + lag;
    this.#remember(company);
    return undefined;
  }

  archive(company: StoredCompany): void {
    this.#forget(company);
    company.archived = true;
  }

  /** As if it had never been made. */
  unmake(company: StoredCompany): void {
    this.archive(company);
    this.all.delete(company.id);
  }

  restore(company: StoredCompany, values: Record<string, string>): void {
    this.#forget(company);
    company.properties = values;
    this.#remember(company);
  }

  /** Merges one into another, which takes what it lacks from it. */
  merge(survivor: StoredCompany, other: StoredCompany): void {
    this.#forget(survivor);
    this.archive(other);
    survivor.merged.push(other.id, ...other.merged);
    for (const id of survivor.merged) this.#survivors.set(id, survivor.id);
    survivor.properties = {
      ...other.properties,
      ...survivor.properties,
      hs_merged_object_ids: survivor.merged.join(';'),
    };
    this.#remember(survivor);
  }

  #remember({ id, properties }: StoredCompany): void {
    for (const { name } of this.#properties.unique) {
      if (properties[name] !== undefined) this.#unique.set(`${name}\0${properties[name]}`, id);
    }
  }

  #forget({ id, properties }: StoredCompany): void {
    for (const { name } of this.#properties.unique) {
      const at = `${name}\0${properties[name] ?? ''}`;
      if (this.#unique.get(at) === id) this.#unique.delete(at);
    }
  }
}

/** A company as an answer shows it: with the properties that were asked for, null where empty. */
export const shown = (
  { id, properties, createdAt, updatedAt, archived }: StoredCompany,
  asked: readonly string[],
  isKnown: (name: string) => boolean,
): object => {
  const names = [...asked.filter(isKnown), 'createdate', 'hs_lastmodifieddate', 'hs_object_id'];
  return {
    ...{ id, createdAt, updatedAt, archived },
    properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
  };
};
