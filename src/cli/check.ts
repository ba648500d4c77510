import type { Command } from 'commander';
import { type CommandContext, configOption, examples, rulesOption, sourceOptions } from './options.ts';

export function addCheck(cli: Command, { edge, exit }: CommandContext): void {
  sourceOptions(
    cli.command('check').description('see that settings, rules and source, or a sink, are all right'),
  )
    .argument(
      '[sink]',
      'a CRM in place of the source: hubspot, salesforce, pipedrive, sheets, webhook or tryton',
    )
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['check', 'what the settings say'],
        ['check --source ga4 --property 123456', 'who am I, which dimension, how much quota is left'],
        ['check --input export.csv', 'is this file understood?'],
        ['check hubspot', 'who am I there, which scopes, are the fields right, what is left of the limits'],
      ]),
    )
    .action(async (sink, flags) =>
      exit(
        sink === undefined
          ? await (await import('../commands/check.ts')).check(flags, edge)
          : await (await import('../commands/check-sink.ts')).checkSink(sink, flags.config, edge),
      ),
    );
}
