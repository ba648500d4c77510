import { type Command, Option } from 'commander';
import type { Edge } from '../edge.ts';

/** What a command needs to run and to end. */
export interface CommandContext {
  edge: Edge;
  version: string;
  /** Called with the exit code of a command that ran to its end. */
  exit(code: number): void;
}

/** What `--help` shows below the flags. */
export function examples(lines: readonly [command: string, why: string][]): string {
  const widest = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, why]) => `  $ ga-leads ${command.padEnd(widest)}  ${why}`).join('\n')}\n`;
}

/** A flag's number; NaN, which no setting takes, where the text is none. */
export const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** A flag that can be repeated. */
export const gathered = (text: string, before: string[] = []): string[] => [...before, text];

/** `role=header` pairs, gathered. */
function columnPair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const cut = text.indexOf('=');
  return cut < 1 ? { ...before, [text]: '' } : { ...before, [text.slice(0, cut)]: text.slice(cut + 1) };
}

export const configOption = () =>
  new Option('--config <file>', 'settings file (default: ga-leads.yaml or config/ga-leads.yaml)');
export const verboseOption = () =>
  new Option('--verbose', 'say more: which settings and rules, and the stack of an error');
export const quietOption = () => new Option('--quiet', 'say only what went wrong');
export const rulesOption = () =>
  new Option('--rules <set>', 'rule set: a shipped name or a path; can be repeated').argParser(gathered);

/** Adds the flags of the settings that say what is read. */
export const sourceOptions = (command: Command): Command =>
  command
    .option('--source <kind>', 'where network names come from: sample, file or ga4')
    .option('--input <file>', 'an exported report (CSV, TSV, JSON lines); - is stdin')
    .option(
      '--column <role=header>',
      'which column is what, where it is not recognised; can be repeated',
      columnPair,
    )
    .option('--property <id>', 'GA4 property id')
    .option('--dimension <name>', 'GA4 dimension with the network name, e.g. customEvent:company')
    .option('--transport <kind>', 'how GA4 is spoken to: grpc or rest')
    .option(
      '--key-file <file>',
      'service-account key file for GA4 (default: Application Default Credentials)',
    )
    .option('--wait', "wait when GA4's hourly quota is spent")
    .option('--week <week>', 'ISO week, e.g. 2026-W46 (default: the last full week)')
    .option('--from <day>', 'first day, YYYY-MM-DD; with --to')
    .option('--to <day>', 'last day, YYYY-MM-DD; with --from')
    .option('--days <n>', 'so many days that ended 2 days ago', wholeNumber);

/** Adds the flags that say what kind of rule it is. */
export const kindOptions = (command: Command): Command =>
  command
    .option('--keep <type>', 'it keeps: business, education, government, nonprofit or organisation')
    .option('--exclude <type>', 'it excludes: isp (default), mobile, hosting, proxy, bot or placeholder')
    .option(
      '--words',
      'the text is whole words anywhere in the name, no RE2 pattern; * stands for more letters',
    )
    .option('--starts', 'the text is whole words at the start of the name')
    .option('--exact', 'the text is the whole name, with or without a legal form')
    .option('--why <text>', 'what the rule is for');

/** Adds the flags that say what a single rule is like. */
export const ruleOptions = (command: Command): Command =>
  kindOptions(command)
    .option('--id <id>', "the rule's id (default: made from the text)")
    .option('--matches <name>', 'a name that it must match; can be repeated', gathered)
    .option('--spares <name>', 'a name that it must not match; can be repeated', gathered);

export const trapsOption = () =>
  new Option(
    '--traps <file>',
    'tab-separated names with columns name and side (keep, exclude), in place of ours',
  );
