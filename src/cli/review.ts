import type { Command } from 'commander';
import { siteOption } from './history.ts';
import { type CommandContext, configOption, examples, gathered, wholeNumber } from './options.ts';

export function addReview(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('review')
    .description('a local web page: review the leads, what was removed, and the rules')
    .option('--port <n>', 'where it listens; 0 takes a free one', wholeNumber, 8700)
    .option('--no-open', 'do not open it in the browser')
    .option('--by <who>', "whose decisions they are (default: the name of the system's user)")
    .option(
      '--host <address>',
      'an address of this machine; beyond 127.0.0.1 people must sign in',
      '127.0.0.1',
    )
    .option('--origin <url>', 'the address that people use, where a reverse proxy stands before it')
    .option('--password-file <file>', 'who may sign in: lines that --hash-password printed')
    .option('--user-header <name>', 'the header in which a reverse proxy says who it is')
    .option('--proxy <address>', 'from where that header is believed (default: this machine)', gathered)
    .option('--hash-password <name>', 'print the line of a password file for a password on stdin')
    .addOption(siteOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['review', 'opens the page; Ctrl-C ends it'],
        ['review --port 0 --no-open', 'prints its address, with the token, on one line'],
        ['review --hash-password anna < password.txt >> people', 'a password file, then chmod 600 people'],
        [
          'review --origin https://leads.example.com --user-header x-forwarded-user',
          'behind a proxy on this machine',
        ],
      ]),
    )
    .action(async (flags) => exit(await (await import('../review/index.ts')).review(flags, edge)));
}
