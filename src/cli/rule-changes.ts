import type { Command } from 'commander';
import {
  type CommandContext,
  configOption,
  examples,
  kindOptions,
  ruleOptions,
  trapsOption,
} from './options.ts';

/** Those of the rules' commands that write. */
export function addRuleChanges(rules: Command, { edge, exit }: CommandContext): void {
  ruleOptions(
    rules
      .command('add')
      .argument('<pattern>', 'RE2, as in Google Analytics; with --words, --starts or --exact a plain text')
      .description('put a rule into a file of your own; refused if it breaks a test'),
  )
    .option('--file <file>', 'rule file (default: your first one in the settings, else my-rules.yaml)')
    .option('--dry-run', 'show the rule, write nothing')
    .addOption(trapsOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ["rules add '\\bcox communications?\\b' --why 'US carrier'", 'exclude, by a pattern'],
        ["rules add --words 'deutsche glasfaser'", 'exclude, by words'],
        ["rules add --keep business --exact 'Orange Bowl'", 'keep a company that was cut'],
        ["rules add --words fibra --spares 'Fibra Textil SA'", 'with a name that it must not match'],
      ]),
    )
    .action(async (pattern, flags) =>
      exit(await (await import('../commands/rules-add.ts')).rulesAdd(pattern, flags, edge)),
    );
  rules
    .command('remove')
    .argument('<id...>', 'ids of rules, as explain and excluded.csv tell them')
    .description('cut rules out of their files; refused if that breaks a test')
    .option('--dry-run', 'tell whether it can be done, write nothing')
    .addOption(trapsOption())
    .addOption(configOption())
    .addHelpText('after', examples([['rules remove us-cox', 'comments and all other rules stay']]))
    .action(async (ids, flags) =>
      exit(await (await import('../commands/rules-remove.ts')).rulesRemove(ids, flags, edge)),
    );
  kindOptions(
    rules
      .command('import')
      .argument('<patterns>', "a GA segment's regex, split at each |, or a text file of one pattern a line")
      .description(
        'put many rules into a file of your own; those that are wrong or break a test are left out',
      ),
  )
    .option('--file <file>', 'rule file (default: your first one in the settings, else my-rules.yaml)')
    .option('--dry-run', 'show the rules, write nothing')
    .addOption(trapsOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ["rules import 'ISP|Hosting|Verizon|at&t|pool'", 'what an old segment excluded'],
        ['rules import networks.txt --words --exclude hosting', 'a list, one a line, # for comments'],
      ]),
    )
    .action(async (patterns, flags) =>
      exit(await (await import('../commands/rules-import.ts')).rulesImport(patterns, flags, edge)),
    );
}
