import type { Command } from 'commander';
import { type CommandContext, configOption, examples, rulesOption, sourceOptions } from './options.ts';

export function addRules(cli: Command, { edge, exit }: CommandContext): void {
  const rules = cli
    .command('rules')
    .description('look after the exclusion rules: check, try, change, measure');
  sourceOptions(
    rules
      .command('lint')
      .description('what is wrong with the rules, where, and what to do; exit 2 if there are problems'),
  )
    .option('--no-run', 'look at the rules alone, not at which had nothing to do on a run')
    .option('--json', 'as JSON')
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules lint', 'the rules in force'],
        ['rules lint --input export.csv', 'and which of them had nothing to do on this report'],
        ['rules lint --rules my-rules.yaml --json', 'one file, for scripts'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/rules-lint.ts')).rulesLint(flags, edge)));
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
