export interface Mechanism {
  id: number;
  type: string;
  name: string | null;
  value: string | null;
  comment: string | null;
  active: boolean;
}

export interface Party {
  id: number;
  name: string | null;
  code: string;
  active: boolean;
  replaced_by: number | null;
  contact_mechanisms: Mechanism[];
}

type Fields = Record<string, unknown>;
const isClause = (domain: readonly unknown[]): domain is [string, string, unknown] =>
  typeof domain[0] === 'string' && domain[0] !== 'OR' && domain[0] !== 'AND';

/** Whether one meets a domain, Tryton's word for a condition: clauses, all of them or with OR any. */
export function meets(one: Fields, domain: readonly unknown[]): boolean {
  if (isClause(domain)) return meetsClause(one, domain);
  const parts = domain.filter((part) => Array.isArray(part));
  return domain[0] === 'OR'
    ? parts.some((part) => meets(one, part))
    : parts.every((part) => meets(one, part));
}

function meetsClause(one: Fields, [field, operator, value]: [string, string, unknown]): boolean {
  if (!(field in one)) throw new Error(`'${field}'`);
  const found = one[field];
  switch (operator) {
    case '=':
      return found === value;
    case 'in':
      return Array.isArray(value) && value.includes(found);
    case 'ilike':
      return typeof found === 'string' && like(String(value)).test(found);
    case 'where':
      return Array.isArray(found) && Array.isArray(value) && found.some((each) => meets(each, value));
    default:
      throw new Error(`operator ${operator}`);
  }
}

/** SQL's LIKE: % is anything, _ one character, a backslash takes their meaning away. */
const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replace(/\\(.)|[%_]|[^\\%_]+/g, (part, escaped: string | undefined) =>
      escaped !== undefined
        ? RegExp.escape(escaped)
        : part === '%'
          ? '.*'
          : part === '_'
            ? '.'
            : RegExp.escape(part),
    )}$`,
    'isu',
  );

/** The fields that were asked for; `contact_mechanisms.name` gives `contact_mechanisms.` a list of names. */
export function shown(party: Party, names: readonly string[]): Fields {
  const own: Fields = { ...party };
  const answer: Fields = { id: party.id };
  const nested = names
    .filter((name) => name.startsWith('contact_mechanisms.'))
    .map((name) => name.split('.')[1] ?? '');
  for (const name of names) if (!name.includes('.')) answer[name] = asInSqlite(own[name]);
  if (nested.length > 0) {
    answer['contact_mechanisms.'] = party.contact_mechanisms.map((one) => {
      const all: Fields = { ...one };
      return Object.fromEntries(['id', ...nested].map((name) => [name, asInSqlite(all[name])]));
    });
  }
  return answer;
}

const asInSqlite = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
