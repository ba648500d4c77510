import type { Command } from 'commander';
import { jsonOption, positive, siteOption } from './history.ts';
import { type CommandContext, configOption, examples } from './options.ts';

/** Parts of the list that the settings describe. */
export function addSegments(cli: Command, { edge, exit }: CommandContext): void {
  const segments = cli.command('segments').description('parts of the list, as the settings describe them');
  segments
    .command('list')
    .description('the segments and their conditions')
    .addOption(jsonOption())
    .addOption(configOption())
    .addHelpText('after', examples([['segments list', 'as `segments` in the settings says']]))
    .action(async (flags) => exit(await (await import('../commands/segments.ts')).segmentsList(flags, edge)));
  segments
    .command('preview')
    .argument('<name>', 'a segment of the settings')
    .description('which leads of the last run are in it')
    .option('--limit <n>', 'so many leads (default: all)', positive)
    .addOption(siteOption())
    .addOption(jsonOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['segments preview dach-buyers', 'how many, and who'],
        ['run --segment dach-buyers', 'the same of a new run'],
      ]),
    )
    .action(async (name, flags) =>
      exit(await (await import('../commands/segments.ts')).segmentsPreview(name, flags, edge)),
    );
}
