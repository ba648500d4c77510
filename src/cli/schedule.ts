import type { Command } from 'commander';
import { type CommandContext, configOption, examples } from './options.ts';

export function addSchedule(cli: Command, { edge, version, exit }: CommandContext): void {
  cli
    .command('schedule')
    .description('how to have the weekly list made by itself, ready to be pasted; changes nothing')
    .option('--kind <kind>', 'cron, systemd, github or windows (default: all)')
    .option('--at <time>', 'day and time', 'Mon 07:00')
    .option('--time-zone <zone>', "IANA name, e.g. Europe/Berlin (default: this machine's)")
    .addOption(configOption())
    .addHelpText(
      'after',
      examples([
        ['schedule --kind cron', 'a line for crontab -e'],
        ["schedule --kind systemd --at 'Wed 06:30'", 'a timer and its service'],
        ['schedule --kind github --time-zone Europe/Berlin', 'a workflow that keeps the history in a branch'],
      ]),
    )
    .action(async (flags) =>
      exit(await (await import('../commands/schedule.ts')).schedule(flags, edge, version)),
    );
}
