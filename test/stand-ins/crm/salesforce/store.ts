import { Refusal } from './refusal.ts';
import { type Field, newSchema, type ObjectName, prefixes } from './schema.ts';
import { type Expression, type Literal, parseSoql } from './soql.ts';

export type Row = { Id: string; IsDeleted: boolean } & Record<string, Literal>;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18 characters of an id: 15, and three that tell which of them are capitals. */
export function idOf(object: ObjectName, count: number): string {
  let rest = count;
  let serial = '';
  for (let place = 0; place < 8; place++) {
    serial = digits[rest % digits.length] + serial;
    rest = Math.floor(rest / digits.length);
  }
  const short = `${prefixes[object]}5g00${serial}`;
  const group = (from: number) =>
    [...short.slice(from, from + 5)].reduce((bits, char, at) => bits + (/[A-Z]/.test(char) ? 2 ** at : 0), 0);
  return short + [0, 5, 10].map((from) => suffixes[group(from)]).join('');
}

/** What an organisation holds. Rows that are deleted or merged away stay, as in the recycle bin. */
export class Store {
  readonly schema = newSchema();
  readonly rows = Object.fromEntries(Object.keys(prefixes).map((name) => [name, new Map()])) as Record<
    ObjectName,
    Map<string, Row>
  >;
  readonly #indexes = new Map<string, Map<Literal, Set<Row>>>();
  #count = 0;

  object(name: string): ObjectName {
    const known = Object.keys(prefixes).find((each) => each.toLowerCase() === name.toLowerCase());
    if (known) return known as ObjectName;
    throw new Refusal(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
  }

  field(object: ObjectName, name: string): Field {
    const known = [...this.schema[object].values()].find(
      (each) => each.name.toLowerCase() === name.toLowerCase(),
    );
    if (known) return known;
    const message = `\nERROR at Row:1:Column:8\nNo such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
    throw new Refusal(400, 'INVALID_FIELD', message);
  }

  insert(object: ObjectName, values: Record<string, Literal>): Row {
    const row: Row = { Id: idOf(object, ++this.#count), IsDeleted: false };
    this.rows[object].set(row.Id, row);
    this.put(object, row, { Id: row.Id, ...values });
    return row;
  }

  /** Changes a row, and the indexes with it. */
  put(object: ObjectName, row: Row, values: Record<string, Literal>): void {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(object, name);
      const index = this.#indexes.get(`${object}.${name}`);
      index?.get(comparable(field, row[name] ?? null))?.delete(row);
      row[name] = value;
      if (index) filed(index, comparable(field, value), row);
    }
  }

  byId(object: ObjectName, id: string): Row | undefined {
    return [...this.#among(object, this.field(object, 'Id'), [id])][0];
  }

  /** Rows that are not deleted and have the value, as SOQL compares it. */
  having(object: ObjectName, name: string, value: Literal): Row[] {
    return [...this.#among(object, this.field(object, name), [value])].filter((row) => !row.IsDeleted);
  }

  #among(object: ObjectName, field: Field, values: readonly Literal[]): Set<Row> {
    const at = `${object}.${field.name}`;
    let index = this.#indexes.get(at);
    if (!index) {
      index = new Map();
      this.#indexes.set(at, index);
      for (const row of this.rows[object].values())
        filed(index, comparable(field, row[field.name] ?? null), row);
    }
    return new Set(values.flatMap((value) => [...(index.get(comparable(field, value)) ?? [])]));
  }

  alive(object: ObjectName): Row[] {
    return [...this.rows[object].values()].filter((row) => !row.IsDeleted);
  }

  /** The rows that a query means, deleted ones too, with the fields that it asks for; empty ones are null. */
  query(text: string): { object: ObjectName; rows: Record<string, Literal>[] } {
    const { fields, from, where } = parseSoql(text);
    const object = this.object(from);
    const wanted = fields.map((name) => this.field(object, name));
    if (new Set(wanted).size < wanted.length) {
      throw new Refusal(400, 'MALFORMED_QUERY', 'duplicate field selected');
    }
    // Refuses what is not well-formed before any row is looked for.
    const holds = where ? this.#test(object, where) : () => true;
    return {
      object,
      rows: [...((where && this.#candidates(object, where)) ?? this.rows[object].values())]
        .filter(holds)
        .map((row) => Object.fromEntries(wanted.map(({ name }) => [name, row[name] ?? null]))),
    };
  }

  /** Rows that may hold, where an index tells; else undefined. */
  #candidates(object: ObjectName, expression: Expression): Set<Row> | undefined {
    if ('of' in expression) {
      const lists = expression.of.map((each) => this.#candidates(object, each));
      if (expression.kind === 'all') return lists.find((list) => list !== undefined);
      return lists.includes(undefined) ? undefined : new Set(lists.flatMap((list) => [...(list ?? [])]));
    }
    const field = this.field(object, expression.field);
    const isIndexed = field.type !== 'boolean' && expression.kind === 'in';
    return isIndexed ? this.#among(object, field, expression.among) : undefined;
  }

  #test(object: ObjectName, expression: Expression): (row: Row) => boolean {
    if ('of' in expression) {
      const tests = expression.of.map((each) => this.#test(object, each));
      return expression.kind === 'all'
        ? (row) => tests.every((test) => test(row))
        : (row) => tests.some((test) => test(row));
    }
    const field = this.field(object, expression.field);
    if (!field.filterable) {
      throw new Refusal(400, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
    }
    for (const value of expression.among) mayCompare(field, value);
    const among = new Set(expression.among.map((value) => comparable(field, value)));
    return (row) => among.has(comparable(field, row[field.name] ?? null)) === (expression.kind === 'in');
  }
}

const filed = (index: Map<Literal, Set<Row>>, value: Literal, row: Row) => {
  const rows = index.get(value);
  if (rows) rows.add(row);
  else index.set(value, new Set([row]));
};

function mayCompare({ name, type }: Field, value: Literal): void {
  if (value === null) return;
  if (
    (type === 'id' || type === 'reference') &&
    !/^(?:[a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(String(value))
  ) {
    throw new Refusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `\ninvalid ID field: ${value}`);
  }
  const wanted = { boolean: 'boolean', double: 'number', currency: 'number' }[type as string] ?? 'string';
  if (typeof value === wanted || type === 'date') return;
  const quotes = wanted === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const message = `\nvalue of filter criterion for field '${name}' must be of type ${wanted} and ${quotes}`;
  throw new Refusal(400, 'INVALID_FIELD', message);
}

/** Ids by their 15 characters, texts without regard to case. */
function comparable({ type, caseSensitive }: Field, value: Literal): Literal {
  if (typeof value !== 'string') return value;
  if (type === 'id' || type === 'reference') return value.slice(0, 15);
  return caseSensitive ? value : value.toLowerCase();
}
