import type { Command } from 'commander';
import { type CommandContext, configOption, examples, rulesOption, sourceOptions } from './options.ts';

export function addCheck(cli: Command, { edge, exit }: CommandContext): void {
  sourceOptions(cli.command('check').description('see that settings, rules and source are all right'))
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['check', 'what the settings say'],
        ['check --source ga4 --property 123456', 'who am I, which dimension, how much quota is left'],
        ['check --input export.csv', 'is this file understood?'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/check.ts')).check(flags, edge)));
}
