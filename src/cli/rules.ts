import type { Command } from 'commander';
import {
  type CommandContext,
  configOption,
  examples,
  ruleOptions,
  rulesOption,
  sourceOptions,
  trapsOption,
  wholeNumber,
} from './options.ts';
import { addRuleChanges } from './rule-changes.ts';

/** The tools for the rules: those that look, then those that change. */
export function addRules(cli: Command, context: CommandContext): void {
  const { edge, exit } = context;
  const rules = cli
    .command('rules')
    .description('look after the exclusion rules: check, try, change, measure');
  sourceOptions(
    rules
      .command('lint')
      .description('what is wrong with the rules, where, and what to do; exit 2 if there are problems'),
  )
    .option('--all', 'show advice on shipped rules too')
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
    .command('test')
    .description("do the rules decide their own examples and the traps rightly? exit 2 if they don't")
    .addOption(trapsOption())
    .option('--json', 'as JSON')
    .addOption(rulesOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules test', "every rule's matches and spares, and the names that rules easily get wrong"],
        ['rules test --traps our-customers.tsv', 'names that must stay'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/rules-test.ts')).rulesTest(flags, edge)));
  sourceOptions(
    ruleOptions(
      rules
        .command('preview')
        .argument(
          '[file]',
          'an edited rule file, read in place of the one of its name, else before all others',
        )
        .description('what other rules would change on a run, with sessions and scores; writes nothing'),
    ),
  )
    .option('--add <pattern>', 'as `rules add` would')
    .option('--remove <id>', 'as `rules remove` would')
    .option('--limit <n>', 'so many organisations a list', wholeNumber, 20)
    .option('--json', 'as JSON')
    .addOption(configOption())
    .addHelpText(
      'after',
      `${examples([
        ["rules preview --add 'acme|foo' --input export.csv", 'what this pattern would exclude'],
        ['rules preview --add telekom --words --exclude isp', 'on the source that the settings name'],
        ['rules preview new/my-rules.yaml', 'an edited copy against the file in force'],
        ['rules preview --remove us-cox', 'what would come back'],
      ])}
Exit codes: 0 nothing would change, 6 something would.
`,
    )
    .action(async (file, flags) =>
      exit(await (await import('../commands/rules-preview.ts')).rulesPreview(file, flags, edge)),
    );
  rules
    .command('removed')
    .description('what the last run excluded, likely mistakes first, with the command that restores each')
    .option('--out <folder>', "the run's folder (default: out)")
    .option('--limit <n>', 'so many', wholeNumber, 20)
    .option('--json', 'as JSON')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules removed', 'look through it now and then: a company that was cut is back in a minute'],
        ['rules removed --limit 100 --json', 'for scripts'],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/rules-removed.ts')).rulesRemoved(flags, edge)),
    );
  sourceOptions(
    rules
      .command('suggest')
      .description('rules worth adding, for names on a run that look like networks and that no rule knows'),
  )
    .option('--limit <n>', 'so many', wholeNumber, 20)
    .option('--json', 'as JSON')
    .addOption(trapsOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['rules suggest', 'on the source that the settings name, each with its rules add command'],
        ['rules suggest --input export.csv --limit 50', 'on a report'],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/rules-suggest.ts')).rulesSuggest(flags, edge)),
    );
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
  addRuleChanges(rules, context);
}
