import type { Command } from 'commander';
import {
  type CommandContext,
  configOption,
  examples,
  gathered,
  quietOption,
  sourceOptions,
  verboseOption,
  wholeNumber,
} from './options.ts';

export function addRun(cli: Command, { edge, version, exit }: CommandContext): void {
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
    .option(
      '--format <format>',
      'what stdout gets: table, json, jsonl, csv; or a CSV to import: hubspot, salesforce, pipedrive',
    )
    .option('--limit <n>', 'so many leads on stdout (default: 20 in a table, else all)', wholeNumber)
    .option('--new', 'only new leads on stdout; the files hold all')
    .option('--segment <name>', 'only leads of this segment of the settings on stdout')
    .option('--replay <run>', 'a run of the history (2026-W45) again, by the rules of today; records nothing')
    .option('--catch-up', 'run each full week since the last one in the history')
    .option('--write', 'push all its leads to the CRMs that the settings switch on, as ga-leads push does')
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
        [
          'run --format hubspot > companies.csv',
          "a file for HubSpot's import; salesforce and pipedrive likewise",
        ],
        ['run --new', 'what was never seen before'],
        ['run --write', 'and into the CRMs that sinks in the settings switch on'],
        ['run --input week45.csv --week 2026-W45', 'records an export as that week'],
        ['run --replay 2026-W45 --rules ga-segment --out was', 'what other rules would have made of a week'],
        ['run --rules ga-segment', 'what the old GA recipe would have left'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/run.ts')).run(flags, edge, version)));
}
