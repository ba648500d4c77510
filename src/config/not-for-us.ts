import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, isMap, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import * as z from 'zod';
import { patternFault } from '../classify/pattern.ts';
import { errnoOf, inputError } from '../errors.ts';
import { keyOf } from '../not-for-us.ts';
import { registrableDomain } from '../organisation/domain.ts';
import { printable } from '../text.ts';
import type { NotForUs } from '../types.ts';

const day = z.iso.date('expected a day as YYYY-MM-DD');

const entrySchema = z
  .strictObject({
    name: z.string().min(1).optional(),
    domain: z
      .string()
      .refine((text) => registrableDomain(text) !== undefined, 'expected a domain, e.g. example.com')
      .optional(),
    pattern: z.string().min(1).optional(),
    reason: z.string().min(1),
    date: day,
    until: day.optional(),
  })
  .superRefine(({ name, domain, pattern }, { addIssue }) => {
    if ([name, domain, pattern].filter((who) => who !== undefined).length !== 1) {
      addIssue('give exactly one of name, domain and pattern');
    }
    const fault = pattern === undefined ? undefined : patternFault(pattern);
    if (fault) addIssue({ code: 'custom', path: ['pattern'], message: fault, input: pattern });
  });

type Written = z.infer<typeof entrySchema>;

const header = `# Organisations that are no networks but not for us: customers, competitors, partners, ourselves. Each with
# exactly one of name (legal form and case aside), domain and pattern (RE2), a reason, the date, and, where it
# ends, until. \`ga-leads not-for-us add\` writes here; every output leaves them out, and excluded.csv tells why.
`;

/** The standing list in `file`; an absent file is an empty list. Throws all problems as one UserError (exit 2). */
export async function readNotForUs(file: string): Promise<NotForUs[]> {
  return (await open(file)).entries;
}

/** Adds an entry at the end, comments kept. Refuses one that is there already. */
export async function addNotForUs(file: string, entry: Omit<NotForUs, 'line'>): Promise<void> {
  const { document, entries } = await open(file);
  const twin = entries.find((other) => sameWho(other.who, entry.who));
  if (twin) {
    throw inputError(
      `not-for-us: ${file}:${twin.line} holds ${whoText(entry.who)} already (${twin.reason})`,
      'Remove that one first, or edit the file.',
    );
  }
  const { who, reason, date, until } = entry;
  const written = { ...who, reason, date, ...(until && { until }) };
  const fault = entrySchema.safeParse(written).error?.issues[0];
  if (fault) throw inputError(`not-for-us: ${fault.path.join('.') || 'entry'}: ${fault.message}`);
  if (isSeq(document.contents)) document.add(document.createNode(written));
  else document.contents = document.createNode([written]) as unknown as typeof document.contents;
  await save(file, document);
}

/** Takes the entries of that name, domain or pattern away, comments of others kept; tells how many there were. */
export async function removeNotForUs(file: string, text: string): Promise<number> {
  const { document, entries } = await open(file);
  const goes = entries.map(
    ({ who }) => whoText(who) === text || (!('pattern' in who) && keyOf(who) === keyOf({ name: text })),
  );
  if (!goes.includes(true)) return 0;
  if (isSeq(document.contents)) {
    document.contents.items = document.contents.items.filter((_, index) => !goes[index]);
  }
  await save(file, document);
  return goes.filter(Boolean).length;
}

/** The name, domain or pattern of an entry. */
export const whoText = (who: NotForUs['who']): string =>
  'pattern' in who ? who.pattern : 'domain' in who ? who.domain : who.name;

const sameWho = (a: NotForUs['who'], b: NotForUs['who']): boolean =>
  'pattern' in a || 'pattern' in b
    ? whoText(a) === whoText(b) && 'pattern' in a === 'pattern' in b
    : keyOf(a) === keyOf(b);

async function open(file: string): Promise<{ document: Document; entries: NotForUs[] }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return header;
    throw inputError(
      `not-for-us: ${file} cannot be read (${errnoOf(error)})`,
      'Mend `notForUs` in the settings.',
    );
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map(
    ({ pos, message }) => `${lines.linePos(pos[0]).line}: not valid YAML: ${printable(message)}`,
  );
  const nodes = isSeq(document.contents) ? document.contents.items : [];
  if (problems.length === 0 && document.contents !== null && !isSeq(document.contents)) {
    problems.push('1: expected a list: each entry begins with `- name: …`');
  }
  const entries = nodes.flatMap((node): NotForUs[] => {
    const at = isMap(node) ? (node as YAMLMap) : undefined;
    const line = lines.linePos(at?.range?.[0] ?? 0).line;
    const parsed = entrySchema.safeParse(at?.toJS(document) ?? node);
    if (parsed.success) return [entryOf(parsed.data, line)];
    for (const { path: where, message } of parsed.error.issues) {
      problems.push(`${line}: ${where.length > 0 ? `${where.join('.')}: ` : ''}${message}`);
    }
    return [];
  });
  if (problems.length > 0) {
    throw inputError(
      `not-for-us:\n${problems.map((problem) => `  ${file}:${problem}`).join('\n')}`,
      'Mend these lines.',
    );
  }
  return { document, entries };
}

function entryOf({ name, domain, pattern, reason, date, until }: Written, line: number): NotForUs {
  const who = pattern !== undefined ? { pattern } : domain !== undefined ? { domain } : { name: name ?? '' };
  return { who, reason, date, ...(until && { until }), line };
}

/** Whole or not at all. */
async function save(file: string, document: Document): Promise<void> {
  const partial = `${file}.ga-leads-partial`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(partial, document.toString({ lineWidth: 0 }));
    await rename(partial, file);
  } catch (error) {
    throw inputError(`not-for-us: ${file} cannot be written (${errnoOf(error)})`, 'It is as it was.');
  }
}
