import type { Command } from 'commander';
import { siteOption } from './history.ts';
import { type CommandContext, configOption, examples, wholeNumber } from './options.ts';

export function addReview(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('review')
    .description('a local web page: review the leads, what was removed, and the rules')
    .option('--port <n>', 'where it listens; 0 takes a free one', wholeNumber, 8700)
    .option('--no-open', 'do not open it in the browser')
    .option('--by <who>', "whose decisions they are (default: the name of the system's user)")
    .addOption(siteOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['review', 'opens the page; Ctrl-C ends it'],
        ['review --port 0 --no-open', 'prints its address, with the token, on one line'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../review/index.ts')).review(flags, edge)));
}
