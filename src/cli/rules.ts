import type { Command } from 'commander';
import { type CommandContext, configOption, examples, rulesOption } from './options.ts';

export function addRules(cli: Command, { edge, exit }: CommandContext): void {
  const rules = cli.command('rules').description('measure the exclusion rules');
  rules
    .command('score')
    .argument('<file>', 'tab-separated names with columns name and label')
    .description('how right the rules are on labelled names: precision, recall, F1, balanced accuracy')
    .option('--weight <column>', 'weigh each name by a column')
    .option('--compare <set>', 'put a second rule set beside it')
    .option('--json', 'as JSON')
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules score names.tsv', 'the rules in force'],
        ['rules score names.tsv --compare ga-segment', 'beside the old GA recipe'],
      ]),
    )
    .action(async (file, flags) =>
      exit(await (await import('../commands/rules-score.ts')).rulesScore(file, flags, edge)),
    );
}
