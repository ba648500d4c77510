import path from 'node:path';
import { putTogether, readAliases, setApart } from '../config/aliases.ts';
import { loadSettings } from '../config/load.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { suggest } from '../organisation/suggest.ts';
import { table } from '../report/table.ts';
import { printable } from '../text.ts';
import type { Organisation } from '../types.ts';
import { shellWord } from '../workshop/commands.ts';
import { type CommonFlags, prepare } from './prepare.ts';
import { readVisited } from './visited.ts';

const plainWidth = 140;
const mostSuggested = 20;

export interface SuggestFlags extends CommonFlags {
  limit?: number;
  json?: boolean;
}

/** `ga-leads organisations suggest`: kept organisations that are likely one, surest first. */
export async function suggestOrganisations(flags: SuggestFlags, edge: Edge): Promise<number> {
  const { limit = mostSuggested, json, ...common } = flags;
  const { settings, classifier } = await prepare(common, edge);
  const { organisations } = await readVisited(settings, edge);
  const kept = organisations.filter(({ spellings }) => classifier.verdict(spellings[0] ?? '').kept);
  const suggestions = suggest(kept);
  const shown = suggestions.slice(0, limit);
  if (json) {
    for (const { a, b, confidence, reason } of shown) {
      const names = { a: a.name, b: b.name, spellings: b.spellings };
      edge.stdout.write(`${JSON.stringify({ ...names, confidence, reason })}\n`);
    }
    return exitCodes.done;
  }
  const columns = [
    { title: 'organisation', share: 3, cell: (one: (typeof shown)[number]) => printable(one.a.name) },
    { title: 'likely the same', share: 3, cell: (one: (typeof shown)[number]) => printable(one.b.name) },
    { title: 'sure', right: true, cell: (one: (typeof shown)[number]) => one.confidence.toFixed(2) },
    { title: 'why', share: 4, cell: (one: (typeof shown)[number]) => printable(one.reason) },
  ];
  edge.stdout.write(shown.length > 0 ? table(columns, shown, edge.stdout.columns ?? plainWidth) : '');
  const more = suggestions.length - shown.length;
  edge.stderr.write(
    shown.length === 0
      ? 'no two organisations look like one\n'
      : `${more > 0 ? `… and ${more} more. ` : ''}To put two together: ${mergeCommand(shown[0])}\n`,
  );
  return exitCodes.done;
}

const mergeCommand = (pair: { a: Organisation; b: Organisation } | undefined): string =>
  pair
    ? `ga-leads organisations merge ${shellWord(pair.a.name)} ${pair.b.spellings.map(shellWord).join(' ')}`
    : '';

const aliasFile = async (edge: Edge, config?: string) =>
  (await loadSettings(edge.cwd, {}, config)).settings.aliases;

/** `ga-leads organisations merge`: these spellings mean that organisation from now on. */
export async function merge(
  name: string,
  spellings: string[],
  flags: CommonFlags,
  edge: Edge,
): Promise<number> {
  const file = await aliasFile(edge, flags.config);
  await putTogether(file, name, spellings);
  edge.stdout.write(
    `${printable(name)}: also ${spellings.map(printable).join('; ')}, in ${path.relative(edge.cwd, file)}\n`,
  );
  return exitCodes.done;
}

/** `ga-leads organisations split`: these names are not that organisation, whatever they look like. */
export async function split(name: string, others: string[], flags: CommonFlags, edge: Edge): Promise<number> {
  const file = await aliasFile(edge, flags.config);
  await setApart(file, name, others);
  edge.stdout.write(
    `${printable(name)}: not ${others.map(printable).join('; ')}, in ${path.relative(edge.cwd, file)}\n`,
  );
  return exitCodes.done;
}

/** `ga-leads organisations list`: what was decided about names. */
export async function list(flags: CommonFlags, edge: Edge): Promise<number> {
  const file = await aliasFile(edge, flags.config);
  const aliases = await readAliases(file);
  for (const { organisation, spellings, apart } of aliases) {
    edge.stdout.write(`${printable(organisation)}\n`);
    for (const spelling of spellings) edge.stdout.write(`  is also   ${printable(spelling)}\n`);
    for (const other of apart) edge.stdout.write(`  is not    ${printable(other)}\n`);
  }
  if (aliases.length === 0)
    edge.stderr.write(`nothing was decided about names (${path.relative(edge.cwd, file)})\n`);
  return exitCodes.done;
}
