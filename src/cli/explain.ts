import type { Command } from 'commander';
import { type CommandContext, configOption, examples, rulesOption } from './options.ts';

export function addExplain(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('explain')
    .argument('[name...]', 'network names; without any, one a line from stdin')
    .description('the verdict on a name: type, confidence, the rule that decided, and which would be next')
    .option('--format <format>', 'text or json (one object a line)', 'text')
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['explain "comcast cable" "siemens ag"', 'two names'],
        ['explain --format json < names.txt', 'one a line in, one JSON object a line out'],
      ]),
    )
    .action(async (names, flags) =>
      exit(await (await import('../commands/explain.ts')).explain(names, flags, edge)),
    );
}
