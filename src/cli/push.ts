import { type Command, Option } from 'commander';
import { positive, siteOption } from './history.ts';
import { type CommandContext, configOption, examples, gathered, quietOption } from './options.ts';

export function addPush(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('push')
    .description("a run's leads into a CRM: says what it would do, and does it with --write")
    .argument('[sink...]', 'hubspot, salesforce, … (default: those that the settings switch on)')
    .option('--write', 'do it; without, only the plan is told and nothing is changed')
    .option('--week <week>', 'a run of the history, e.g. 2026-W46 (default: the latest)')
    .option('--limit <n>', 'so many leads, the first by rank', positive)
    .option('--segment <name>', 'only leads of this segment of the settings')
    .option('--min-score <n>', 'only leads with this score or a higher one', positive)
    .option('--new', 'only new leads')
    .option('--plan <file>', 'save the plan; with --write: do what this plan says, or nothing (exit 6)')
    .option(
      '--recreate <key>',
      'make an organisation again that a person deleted in the CRM; can be repeated; all: each that is gone',
      gathered,
    )
    .addOption(new Option('--format <format>', 'of the plan').choices(['text', 'json']).default('text'))
    .addOption(siteOption())
    .addOption(configOption())
    .option('--verbose', 'say more: all fields of those that would be created, and the stack of an error')
    .addOption(quietOption())
    .addHelpText(
      'after',
      examples([
        ['push hubspot', 'the plan: who is created, adopted, updated (old → new), kept, skipped, refused'],
        ['push hubspot --write', 'and it is done; what is there already makes no request'],
        ['push --min-score 60 --new --write', 'the best new ones, to every sink that is switched on'],
        ['push hubspot --plan monday.json', 'a plan to be looked at and approved …'],
        ['push --plan monday.json --write', '… and carried out as it was approved'],
        ['push hubspot --recreate d:acme.com --write', 'it was deleted there, and is wanted again'],
        ['push sheets --recreate all --write', 'the whole tab was deleted'],
      ]),
    )
    .action(async (sinks, flags) =>
      exit(await (await import('../commands/push/push.ts')).push(sinks, flags, edge)),
    );
}
