import type { Reply } from '../server.ts';
import { type Companies, type StoredCompany, shown } from './companies.ts';
import type { Properties } from './properties.ts';
import { invalid } from './refusal.ts';

const longestBody = 3_000;
const mostResults = 200;
const mostValues = 100;

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
  values?: string[];
}

export interface SearchBody {
  filterGroups?: { filters: Filter[] }[];
  properties?: string[];
  sorts?: unknown[];
  limit?: number;
  after?: string;
}

/** Finds what was indexed by now: not what was written just before. */
export function search(
  { companies, properties, now }: { companies: Companies; properties: Properties; now(): number },
  text: string,
  body: SearchBody,
  needsAll: boolean,
): Reply {
  if (text.length > longestBody) throw invalid(`The body exceeds ${longestBody} characters`);
  for (const name of ['filterGroups', 'properties', 'sorts', 'limit', 'after'] as const) {
    if (needsAll && body[name] === undefined) throw invalid(`Some required fields were not set: [${name}]`);
  }
  const { filterGroups = [], limit = 10, after = '0' } = body;
  if (limit > mostResults) throw invalid(`limit is more than ${mostResults}`);
  if (!/^\d+$/.test(String(after)) || Number(after) > 10_000) throw invalid('after is not valid');
  for (const { propertyName, operator, values = [] } of filterGroups.flatMap(({ filters }) => filters)) {
    if (!properties.all.has(propertyName)) throw invalid(`There was no property ${propertyName}`);
    if (!['EQ', 'IN', 'HAS_PROPERTY'].includes(operator)) throw invalid(`unknown operator ${operator}`);
    if (values.length > mostValues) throw invalid(`${values.length} values for IN, more than ${mostValues}`);
  }
  const indexed = ({ indexedAt, older, properties: present }: StoredCompany) =>
    indexedAt <= now() ? present : older;
  const isMatch = (company: StoredCompany): boolean => {
    const values = company.archived ? undefined : indexed(company);
    if (!values) return false;
    const holds = ({ propertyName, operator, value = '', values: wanted = [] }: Filter) => {
      const own = values[propertyName]?.toLowerCase();
      if (own === undefined) return false;
      // In lists HubSpot finds lower case only.
      if (operator === 'IN') return wanted.includes(own);
      return operator === 'HAS_PROPERTY' || own === value.toLowerCase();
    };
    return filterGroups.length === 0 || filterGroups.some(({ filters }) => filters.every(holds));
  };
  const found = [...companies.all.values()].filter(isMatch);
  const from = Number(after);
  const page = found.slice(from, from + limit);
  return {
    status: 200,
    body: {
      total: found.length,
      results: page.map((company) =>
        shown({ ...company, properties: indexed(company) ?? {} }, body.properties ?? [], (name) =>
          properties.all.has(name),
        ),
      ),
      ...(from + limit < found.length && { paging: { next: { after: String(from + limit) } } }),
    },
  };
}
