import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CommandContext, configOption, examples } from './options.ts';

export const siteOption = () =>
  new Option('--site <site>', 'whose runs (default: own, else those of the sample)').choices([
    'own',
    'sample',
  ]);
export const jsonOption = () => new Option('--json', 'as JSON');

/** A flag's number from 1 on; commander tells what is wrong with another text. */
export function positive(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 1 on.');
}

/** What is remembered of earlier runs. */
export function addHistory(cli: Command, { edge, exit }: CommandContext): void {
  const history = cli
    .command('history')
    .description('what is remembered: runs, who came when, what was decided');
  const command = (name: string, about: string) =>
    history.command(name).description(about).addOption(siteOption()).addOption(configOption());

  command('list', 'the runs that are remembered, latest first')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        ['history list', 'weeks with their leads, how many are new, and whether they can be replayed'],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/history/list.ts')).historyList(flags, edge)),
    );
  command('show', 'all about one organisation: week by week, decisions, messages')
    .argument('<organisation>', 'its name, any spelling, key or domain')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        ['history show "Siemens AG"', 'sessions, score, pages, channels and rule by week'],
        ['history show siemens.com --json', 'for scripts'],
      ]),
    )
    .action(async (name, flags) =>
      exit(await (await import('../commands/history/show.ts')).historyShow(name, flags, edge)),
    );
  command('diff', 'what changed between two runs: who arrived, left, rose, fell, and why')
    .argument('[run]', 'a week, e.g. 2026-W45, or other days as FROM_TO (default: the last two runs)')
    .argument('[other]', 'the run to compare it with (default: the one before it)')
    .option('--limit <n>', 'so many organisations a list', positive, 20)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        ['history diff', 'the last two runs'],
        ['history diff 2026-W44 2026-W46', 'two weeks'],
      ]),
    )
    .action(async (run, other, flags) =>
      exit(await (await import('../commands/history/diff.ts')).historyDiff([run, other], flags, edge)),
    );
  command('stats', 'how much is remembered, and how the leads went')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([['history stats', 'runs, organisations, leads by week, decisions, size of the file']]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/history/stats.ts')).historyStats(flags, edge)),
    );
  command('export', 'everything, or one kind of it, on stdout')
    .addOption(new Option('--format <format>', 'jsonl or csv').choices(['jsonl', 'csv']).default('jsonl'))
    .addOption(
      new Option('--what <kind>', 'one kind alone; a CSV needs it').choices([
        'runs',
        'sightings',
        'decisions',
        'messages',
      ]),
    )
    .addHelpText(
      'after',
      examples([
        ['history export > history.jsonl', 'all, one JSON object a line'],
        [
          'history export --format csv --what sightings > seen.csv',
          'every organisation in every run, for a spreadsheet',
        ],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/history/export.ts')).historyExport(flags, edge)),
    );
  command('import', 'runs of before there was a history, from the folders that they wrote')
    .argument('<folder...>', 'with leads.csv, excluded.csv and run.json')
    .option('--week <week>', 'ISO week of a run whose run.json tells no days')
    .option('--from <day>', 'likewise, first day; with --to')
    .option('--to <day>', 'likewise, last day')
    .addHelpText(
      'after',
      examples([
        ['history import old/2026-W4*', 'a folder a week; a run that is remembered stays as it is'],
        ['history import out --week 2026-W40', 'a run of a file that told no days'],
      ]),
    )
    .action(async (folders, flags) =>
      exit(await (await import('../commands/history/import.ts')).historyImport(folders, flags, edge)),
    );

  const whole = (name: string, about: string) =>
    history.command(name).description(about).addOption(jsonOption()).addOption(configOption());
  whole('prune', 'remove what is older than `retention` in the settings keeps, of all sites; decisions stay')
    .option('--write', 'do it; else it is only told')
    .addHelpText(
      'after',
      examples([
        ['history prune', 'what would go'],
        ['history prune --write', 'and it goes'],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/history/prune.ts')).historyPrune(flags, edge)),
    );
  whole('check', 'is the file whole? exit 2 if it is not')
    .addHelpText('after', examples([['history check', 'looks at every page and everything that is stored']]))
    .action(async (flags) =>
      exit(await (await import('../commands/history/check.ts')).historyCheck(flags, edge)),
    );
}
