import type { Command } from 'commander';
import { type CommandContext, configOption, examples, sourceOptions, wholeNumber } from './options.ts';

export function addOrganisations(cli: Command, { edge, exit }: CommandContext): void {
  const organisations = cli
    .command('organisations')
    .description('which network names mean one organisation, and which only look like it');
  sourceOptions(
    organisations
      .command('suggest')
      .description('organisations that are likely one, surest first, with the reason'),
  )
    .option('--limit <n>', 'so many pairs (default: 20)', wholeNumber)
    .option('--json', 'one JSON object a line')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([['organisations suggest --input export.csv', 'pairs for a person to decide']]),
    )
    .action(async (flags) => exit(await (await load()).suggestOrganisations(flags, edge)));
  organisations
    .command('merge')
    .argument('<organisation>', 'the name for display')
    .argument('<spellings...>', 'names that mean it; legal form, case and punctuation do not matter')
    .description('put names together, from the next run on')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([['organisations merge "Siemens" "siemens energy ag"', 'one line for both']]),
    )
    .action(async (name, spellings, flags) => exit(await (await load()).merge(name, spellings, flags, edge)));
  organisations
    .command('split')
    .argument('<organisation>', 'the organisation that they were put together with')
    .argument('<names...>', 'names that are another one, as the spellings column has them')
    .description('take names apart that were put together, by themselves or by a person')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([['organisations split "Siemens" "SIEMENS-NET"', 'a line of its own again']]),
    )
    .action(async (name, names, flags) => exit(await (await load()).split(name, names, flags, edge)));
  organisations
    .command('list')
    .description('what was decided about names')
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([['organisations list', 'each organisation with what is and what is not']]),
    )
    .action(async (flags) => exit(await (await load()).list(flags, edge)));
}

const load = () => import('../commands/organisations.ts');
