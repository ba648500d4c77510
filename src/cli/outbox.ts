import type { Command } from 'commander';
import { jsonOption, siteOption } from './history.ts';
import { type CommandContext, configOption, examples } from './options.ts';

const who = 'their keys, names, spellings or domains';

/** How deliveries to CRMs stand. */
export function addOutbox(cli: Command, { edge, exit }: CommandContext): void {
  const outbox = cli.command('outbox').description('how the leads stand that were pushed, or could not be');
  const command = (name: string, about: string, isDefault = false) =>
    outbox
      .command(name, { isDefault })
      .description(about)
      .addOption(siteOption())
      .addOption(jsonOption())
      .addOption(configOption());

  command('list', 'who was pushed where and how it went, latest change first', true)
    .argument('[sink]', 'of this sink alone')
    .option('--failed', 'only what was refused or failed')
    .addHelpText(
      'after',
      examples([
        ['outbox list --failed', 'what to mend, with the reason'],
        ['outbox list hubspot --json', 'for scripts'],
      ]),
    )
    .action(async (sink, flags) =>
      exit(await (await import('../commands/outbox/list.ts')).outboxList(sink, flags, edge)),
    );
  command('show', 'all about one organisation: state, fields, what we wrote, whose values were kept')
    .argument('<organisation>', 'its key, name, any spelling or domain')
    .option('--sink <sink>', 'in this sink alone')
    .addHelpText(
      'after',
      examples([
        ['outbox show d:acme.com', 'in every sink'],
        ['outbox show "Acme GmbH" --sink hubspot', 'in one'],
      ]),
    )
    .action(async (name, flags) =>
      exit(await (await import('../commands/outbox/show.ts')).outboxShow(name, flags, edge)),
    );
  command('retry', 'the next push tries again what failed, whichever leads it is about')
    .argument('[organisation...]', who)
    .option('--failed', 'all that failed')
    .option('--sink <sink>', 'in this sink alone')
    .addHelpText(
      'after',
      examples([
        ['outbox retry d:acme.com', 'one, after it was merged in the CRM'],
        ['outbox retry --failed --sink hubspot', 'all that failed there'],
      ]),
    )
    .action(async (names, flags) =>
      exit(await (await import('../commands/outbox/retry.ts')).outboxRetry(names, flags, edge)),
    );
  command('drop', 'never send what is pending or failed; what was sent stays, there and here')
    .argument('<organisation...>', who)
    .option('--sink <sink>', 'in this sink alone')
    .addHelpText(
      'after',
      examples([['outbox drop d:acme.com', 'until push --recreate d:acme.com asks for it']]),
    )
    .action(async (names, flags) =>
      exit(await (await import('../commands/outbox/drop.ts')).outboxDrop(names, flags, edge)),
    );
}
