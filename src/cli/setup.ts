import type { Command } from 'commander';
import { jsonOption } from './history.ts';
import { type CommandContext, configOption, examples } from './options.ts';

export function addSetup(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('setup')
    .description('what a CRM needs before leads go there, and which field goes where')
    .argument('<sink>', 'hubspot, salesforce, pipedrive, sheets, webhook or tryton')
    .option('--write', 'make what is missing; else it is only told')
    .addOption(jsonOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['setup hubspot', 'which fields are there, missing or of the wrong type'],
        ['setup hubspot --write', 'makes those that are missing; what no API makes is told as steps'],
      ]),
    )
    .action(async (sink, flags) =>
      exit(await (await import('../commands/setup.ts')).setup(sink, flags, edge)),
    );
}
