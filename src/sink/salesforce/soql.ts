import * as z from 'zod';
import type { Api } from './api.ts';

/** A text as SOQL has it; nothing else may stand in its quotes unescaped. */
export const quoted = (text: string): string =>
  `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;

/** Salesforce takes 16,384 bytes of address and headers together; a token may have 2,000. */
const longestQuery = 12_000;

const plain: Record<string, string> = { '%20': '+', '%2C': ',', '%3A': ':', '%2F': '/', "'": '%27' };
/** As in an address's query: short, and as fetch sends it. */
const encoded = (query: string): string =>
  encodeURIComponent(query).replace(/%(?:20|2C|3A|2F)|'/g, (found) => plain[found] ?? found);

const pages = <Row>(row: z.ZodType<Row>) => {
  const records = z.array(row);
  return z.discriminatedUnion('done', [
    z.object({ done: z.literal(true), records }),
    // The next page is at a path of Salesforce's own; the token goes to no other place.
    z.object({ done: z.literal(false), records, nextRecordsUrl: z.string().regex(/^\/services\/data\//) }),
  ]);
};

/** A question about a list of texts, cut into several where it would be too long. */
export interface Question {
  /** `SELECT … FROM … WHERE` */
  select: string;
  /** `Field IN (…)` for each list that is not empty, joined by OR. */
  lists: Record<string, readonly string[]>;
  /** ` AND …` */
  and?: string;
}

/** All rows that answer it, deleted and merged ones too. */
export async function rowsOf<Row>(api: Api, row: z.ZodType<Row>, question: Question): Promise<Row[]> {
  const page = pages(row);
  const rows: Row[] = [];
  for (const query of queriesOf(question)) {
    let next: string | undefined = `/queryAll?q=${encoded(query)}`;
    while (next !== undefined) {
      const answer: z.infer<typeof page> = await api.ask(page, {
        method: 'GET',
        path: next,
        repeatable: true,
      });
      rows.push(...answer.records);
      next = answer.done ? undefined : answer.nextRecordsUrl;
    }
  }
  return rows;
}

/** The queries that a question takes, each short enough for an address. */
export function queriesOf({ select, lists, and = '' }: Question): string[] {
  const entries = Object.entries(lists).flatMap(([field, texts]) => texts.map((text) => ({ field, text })));
  const room = longestQuery - encoded(select).length - encoded(and).length;
  const parts: (typeof entries)[] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const needs = encoded(`${quoted(entry.text)},`).length;
    if (length + needs > room) {
      parts.push([]);
      length = encoded(
        `() OR ${Object.keys(lists)
          .map((field) => `${field} IN () OR `)
          .join('')}`,
      ).length;
    }
    parts.at(-1)?.push(entry);
    length += needs;
  }
  return parts.map((part) => {
    const among = Map.groupBy(part, ({ field }) => field);
    const terms = [...among].map(
      ([field, own]) => `${field} IN (${own.map(({ text }) => quoted(text)).join(',')})`,
    );
    return `${select} ${terms.length === 1 ? terms[0] : `(${terms.join(' OR ')})`}${and}`;
  });
}
