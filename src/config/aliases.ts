import { readFile } from 'node:fs/promises';
import {
  type Document,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import * as z from 'zod';
import { errnoOf, inputError } from '../errors.ts';
import { exactly } from '../organisation/aliases.ts';
import { nameKey } from '../organisation/name-key.ts';
import { printable } from '../text.ts';
import type { Alias } from '../types.ts';
import { replaceFile } from './replace-file.ts';

const name = z.string().refine((text) => printable(text) !== '', 'expected a name');
// `apart:` with nothing after it is an empty text.
const names = z.union([z.array(name), z.literal('').transform((): string[] => [])]).default([]);
const entrySchema = z.strictObject({ organisation: name, spellings: names, apart: names });

const header = `# Network names that mean one organisation, as people decided. Each entry has the organisation's name for
# display, its spellings (legal form, case and punctuation aside), and in apart names that only look like it.
`;

/** What people decided about names in `file`; an absent file is an empty list. Tells all problems at once (exit 2). */
export async function readAliases(file: string): Promise<Alias[]> {
  return (await open(file)).aliases;
}

/** Notes that these spellings mean that organisation; comments stay. A UserError where another entry has one. */
export const putTogether = (
  file: string,
  organisation: string,
  spellings: readonly string[],
): Promise<void> => note(file, organisation, spellings, 'spellings', 'apart');

/** Notes that these names are not that organisation, whatever they look like; comments stay. */
export const setApart = (file: string, organisation: string, others: readonly string[]): Promise<void> =>
  note(file, organisation, others, 'apart', 'spellings');

type List = 'spellings' | 'apart';

async function note(file: string, organisation: string, texts: readonly string[], to: List, from: List) {
  const { text, document, aliases } = await open(file);
  const at = aliases.findIndex((alias) => nameKey(alias.organisation) === nameKey(organisation));
  const entry = at < 0 ? addEntry(document, organisation) : (document.getIn([at]) as YAMLMap);
  for (const one of texts) {
    const isOther = (item: unknown) => !isScalar(item) || exactly(String(item.value)) !== exactly(one);
    const old = entry.get(from);
    if (isSeq(old)) old.items = old.items.filter(isOther);
    const list = listIn(document, entry, to);
    if (list.items.every(isOther)) list.add(document.createNode(one));
  }
  const after = document.toString({ lineWidth: 0 });
  parse(after, file, 'Nothing was written. Take it out of the other entry first.');
  await replaceFile({ path: file, before: text, after });
}

function addEntry(document: Document, organisation: string): YAMLMap {
  const entry = document.createNode({ organisation }) as YAMLMap;
  if (isSeq(document.contents)) document.add(entry);
  else document.contents = document.createNode([entry]);
  return entry;
}

function listIn(document: Document, entry: YAMLMap, list: List): YAMLSeq {
  const known = entry.get(list);
  if (isSeq(known)) return known;
  const made = document.createNode([]) as YAMLSeq;
  entry.set(list, made);
  return made;
}

interface Opened {
  text: string;
  document: Document;
  aliases: Alias[];
}

async function open(file: string): Promise<Opened> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return '';
    throw inputError(`aliases: ${file} cannot be read (${errnoOf(error)})`, 'Mend its name or its rights.');
  });
  const plain = text.replace(/^\ufeff/, '');
  return { text: plain, ...parse(plain === '' ? header : plain, file, 'Mend these lines.') };
}

function parse(text: string, file: string, next: string): Omit<Opened, 'text'> {
  const lines = new LineCounter();
  // Every value is the text that it is written as: an organisation may be called 1984 or No.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const lineOf = (node: Node | undefined) => lines.linePos(node?.range?.[0] ?? 0).line;
  const problems = document.errors.map(
    ({ pos, message }) => `${lines.linePos(pos[0]).line}: not valid YAML: ${message}`,
  );
  const { contents } = document;
  const nodes = isSeq(contents) ? (contents.items as Node[]) : [];
  if (problems.length === 0 && contents !== null && !isSeq(contents)) {
    problems.push('1: expected a list: each entry begins with `- organisation: …`');
  }
  const aliases: Alias[] = [];
  const owners = new Map<string, string>();
  for (const node of problems.length === 0 ? nodes : []) {
    const parsed = entrySchema.safeParse(node.toJS(document));
    for (const { path, message } of parsed.error?.issues ?? []) {
      problems.push(`${lineOf(node)}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
    }
    if (!parsed.success) continue;
    aliases.push(parsed.data);
    for (const problem of conflicts(parsed.data, owners)) problems.push(`${lineOf(node)}: ${problem}`);
  }
  if (problems.length === 0) return { document, aliases };
  const shown = problems.map((problem) => `  ${file}:${printable(problem)}`).join('\n');
  throw inputError(`aliases:\n${shown}`, next);
}

/** What an entry says against itself, or against those before it, whose names are in `owners`. */
function* conflicts(
  { organisation, spellings, apart }: Alias,
  owners: Map<string, string>,
): Generator<string> {
  for (const key of new Set([organisation, ...spellings].map(nameKey))) {
    const owner = owners.get(key);
    if (owner !== undefined) yield `${organisation}: ${key.slice(2)} belongs to ${owner} already`;
    owners.set(key, organisation);
  }
  const own = new Set([organisation, ...spellings].map(exactly));
  for (const other of apart)
    if (own.has(exactly(other))) yield `${other} is this organisation and apart from it`;
}
