import type { Command } from 'commander';
import { type CommandContext, configOption, examples } from './options.ts';

export function addNotForUs(cli: Command, { edge, exit }: CommandContext): void {
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
      exit(await (await import('../commands/not-for-us.ts')).add(who, flags, edge)),
    );
  notForUs
    .command('list')
    .description('the standing list')
    .addOption(configOption())
    .addHelpText('after', examples([['not-for-us list', 'who, why, since when and until when']]))
    .action(async (flags) => exit(await (await import('../commands/not-for-us.ts')).list(flags, edge)));
  notForUs
    .command('remove')
    .argument('<who...>', 'names, domains or patterns as `list` shows them')
    .description('take organisations off the standing list')
    .addOption(configOption())
    .addHelpText('after', examples([['not-for-us remove "Siemens AG"', 'may be a lead again']]))
    .action(async (who, flags) =>
      exit(await (await import('../commands/not-for-us.ts')).remove(who, flags, edge)),
    );
}
