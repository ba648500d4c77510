import { Command, CommanderError, Option } from 'commander';
import type { Edge } from './edge.ts';

/** What `--help` shows below the flags. */
const examples = (lines: readonly [command: string, why: string][]): string => {
  const widest = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, why]) => `  $ ga-leads ${command.padEnd(widest)}  ${why}`).join('\n')}\n`;
};

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

const gathered = (text: string, before: string[] = []): string[] => [...before, text];

/** `role=header` pairs, gathered. */
function columnPair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const cut = text.indexOf('=');
  return cut < 1 ? { ...before, [text]: '' } : { ...before, [text.slice(0, cut)]: text.slice(cut + 1) };
}

const configOption = () =>
  new Option('--config <file>', 'settings file (default: ga-leads.yaml or config/ga-leads.yaml)');
const verboseOption = () =>
  new Option('--verbose', 'say more: which settings and rules, and the stack of an error');
const quietOption = () => new Option('--quiet', 'say only what went wrong');

/** Flags of the settings that say what is read. */
const sourceOptions = (command: Command): Command =>
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

/** The commands, their flags and examples. What they do loads only when one is run. */
export function program(edge: Edge, version: string, exit: (code: number) => void): Command {
  const cli = new Command('ga-leads')
    .description(
      "Turns the network names in a site's Google Analytics into a ranked list of organisations worth a call.",
    )
    .version(version)
    .showSuggestionAfterError()
    .showHelpAfterError('(ga-leads --help shows what there is)')
    .configureOutput({
      writeOut: (text) => edge.stdout.write(text),
      writeErr: (text) => edge.stderr.write(text),
      getOutHelpWidth: () => edge.stdout.columns ?? 100,
      getErrHelpWidth: () => edge.stderr.columns ?? 100,
    })
    .exitOverride()
    .addHelpText(
      'after',
      `${examples([
        ['run', 'the main job: by default on the embedded sample'],
        ['run --input export.csv', 'on a report exported from Google Analytics'],
        ['run --source ga4 --property 123456', 'on a GA4 property, last full week'],
        ['explain "comcast cable"', 'why a name is kept or excluded'],
        ['check', 'are settings, rules and source all right?'],
      ])}
Exit codes: 0 done, 1 a bug of ours, 2 input or settings, 3 the source failed, 4 some deliveries failed,
5 data quality under --strict, 75 another run holds the lock, 130 interrupted.
`,
    );

  sourceOptions(
    cli.command('run').description('read network names, exclude networks, rank the rest, write the lists'),
  )
    .option(
      '--rules <set>',
      'rule set: a shipped name (default, ga-segment) or a path; can be repeated',
      gathered,
    )
    .option('--min-sessions <n>', 'organisations with fewer sessions are no leads', wholeNumber)
    .option('--out <folder>', 'where leads.csv, excluded.csv and run.json go (default: out)')
    .option('--format <format>', 'what stdout gets: table, json or csv')
    .option('--limit <n>', 'so many leads on stdout (default: 20 in a table, else all)', wholeNumber)
    .option('--strict', 'fail when the data is incomplete (exit 5)')
    .addOption(configOption())
    .addOption(verboseOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      examples([
        ['run', 'the embedded sample, or what config/ga-leads.yaml says'],
        ['run --input network.csv --min-sessions 2', 'an exported report'],
        ['run --input visits.tsv --column name=Firma', 'name the column that holds the network name'],
        ['run --source ga4 --property 123 --week 2026-W46', 'a GA4 property, one week'],
        ["run --format json | jq '.leads[].organisation'", 'for scripts: stdout is the result alone'],
        ['run --rules ga-segment', 'what the old GA recipe would have left'],
      ]),
    )
    .action(async (flags) => exit(await (await import('./commands/run.ts')).run(flags, edge, version)));

  cli
    .command('explain')
    .argument('[name...]', 'network names; without any, one a line from stdin')
    .description('the verdict on a name: type, confidence, the rule that decided, and which would be next')
    .option('--format <format>', 'text or json (one object a line)', 'text')
    .option('--rules <set>', 'rule set: a shipped name or a path; can be repeated', gathered)
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['explain "comcast cable" "siemens ag"', 'two names'],
        ['explain --format json < names.txt', 'one a line in, one JSON object a line out'],
      ]),
    )
    .action(async (names, flags) =>
      exit(await (await import('./commands/explain.ts')).explain(names, flags, edge)),
    );

  sourceOptions(cli.command('check').description('see that settings, rules and source are all right'))
    .option('--rules <set>', 'rule set: a shipped name or a path; can be repeated', gathered)
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['check', 'what the settings say'],
        ['check --source ga4 --property 123456', 'who am I, which dimension, how much quota is left'],
        ['check --input export.csv', 'is this file understood?'],
      ]),
    )
    .action(async (flags) => exit(await (await import('./commands/check.ts')).check(flags, edge)));

  const rules = cli.command('rules').description('measure the exclusion rules');
  rules
    .command('score')
    .argument('<file>', 'tab-separated names with columns name and label')
    .description('how right the rules are on labelled names: precision, recall, F1, balanced accuracy')
    .option('--weight <column>', 'weigh each name by a column')
    .option('--compare <set>', 'put a second rule set beside it')
    .option('--json', 'as JSON')
    .option('--rules <set>', 'rule set: a shipped name or a path; can be repeated', gathered)
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules score names.tsv', 'the rules in force'],
        ['rules score names.tsv --compare ga-segment', 'beside the old GA recipe'],
      ]),
    )
    .action(async (file, flags) =>
      exit(await (await import('./commands/rules-score.ts')).rulesScore(file, flags, edge)),
    );

  const notForUs = cli
    .command('not-for-us')
    .description('customers, competitors, ourselves: no networks, but no leads either');
  notForUs
    .command('add')
    .argument('<who...>', 'names; legal form, case and punctuation do not matter')
    .description('put organisations on the standing list')
    .option('--reason <text>', 'customer, competitor, partner, ourselves or any other word')
    .option('--until <day>', 'last day on which it holds, YYYY-MM-DD')
    .option('--domain', 'what is given are domains')
    .option('--pattern', 'what is given are RE2 patterns')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['not-for-us add "Siemens AG" --reason customer', 'no lead any more, in any output'],
        ['not-for-us add --domain example.com --reason ourselves', 'by domain'],
        ['not-for-us add "Acme" --reason competitor --until 2027-01-31', 'for a while'],
      ]),
    )
    .action(async (who, flags) =>
      exit(await (await import('./commands/not-for-us.ts')).add(who, flags, edge)),
    );
  notForUs
    .command('list')
    .description('the standing list')
    .addOption(configOption())
    .addHelpText('after', examples([['not-for-us list', 'who, why, since when and until when']]))
    .action(async (flags) => exit(await (await import('./commands/not-for-us.ts')).list(flags, edge)));
  notForUs
    .command('remove')
    .argument('<who...>', 'names, domains or patterns as `list` shows them')
    .description('take organisations off the standing list')
    .addOption(configOption())
    .addHelpText('after', examples([['not-for-us remove "Siemens AG"', 'may be a lead again']]))
    .action(async (who, flags) =>
      exit(await (await import('./commands/not-for-us.ts')).remove(who, flags, edge)),
    );

  return cli;
}

/** What commander throws when it has already said all (help, version, a wrong flag); its exit code here. */
export const commanderExit = (error: unknown): number | undefined =>
  error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : undefined;
