import type { Command } from 'commander';
import { siteOption } from './history.ts';
import { type CommandContext, configOption, examples, quietOption, rulesOption } from './options.ts';

export function addDigest(cli: Command, { edge, exit }: CommandContext): void {
  cli
    .command('digest')
    .description("a week's digest from the history: an HTML file, and with --write e-mail and Slack")
    .option('--week <week>', 'a run of the history, e.g. 2026-W46 (default: the latest)')
    .option('--segment <name>', 'only leads of this segment of the settings')
    .option('--out <file>', 'where the HTML goes (default: digest-WEEK.html in the out folder)')
    .option('--format <format>', 'what stdout gets: html or text (default: nothing)')
    .option('--write', 'send it to the sinks that the settings enable; each gets a week once')
    .option('--resend', 'with --write: also what was sent, or may have been')
    .addOption(siteOption())
    .addOption(rulesOption())
    .addOption(configOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      examples([
        ['digest', 'the latest run as a file; says where --write would send it'],
        ['digest --write', 'by e-mail and to Slack, as sinks in the settings say'],
        ['digest --week 2026-W46 --format text', 'to read in the terminal'],
        ['run && ga-leads digest --write', 'every Monday: see ga-leads schedule'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/digest.ts')).digest(flags, edge)));
}
