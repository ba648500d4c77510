import type { Command } from 'commander';
import type { DecisionKind } from '../commands/lead/decide.ts';
import { jsonOption, positive, siteOption } from './history.ts';
import { type CommandContext, configOption, examples } from './options.ts';

const who = 'their names, spellings, keys or domains';

/** What people decide on organisations. */
export function addLead(cli: Command, { edge, exit }: CommandContext): void {
  const lead = cli
    .command('lead')
    .description('what people decide on leads: yes, no, whose it is, how far it has come');
  const command = (name: string, about: string) =>
    lead.command(name).description(about).addOption(siteOption()).addOption(configOption());
  const decision = (name: string, about: string) =>
    command(name, about)
      .argument('<organisation...>', who)
      .option('--by <who>', "who decides (default: the name of the system's user)")
      .option('--reason <text>', 'why')
      .addOption(jsonOption());
  const decide = async (kind: DecisionKind, value: string | undefined, names: string[], flags: object) =>
    exit(await (await import('../commands/lead/decide.ts')).decide(kind, value, names, flags, edge));
  const until = ['--until <day>', 'the last day on which it holds, YYYY-MM-DD'] as const;

  decision('accept', 'a good lead')
    .option(...until)
    .addHelpText(
      'after',
      examples([['lead accept "Siemens AG"', 'its stage becomes accepted, if it was new']]),
    )
    .action((names, flags) => decide('accept', undefined, names, flags));
  decision('dismiss', 'no lead for us: in no list until it is undone or over')
    .option(...until)
    .addHelpText(
      'after',
      examples([
        ['lead dismiss "Acme GmbH" --reason "too small"', 'for good'],
        ['lead dismiss "Acme GmbH" --until 2027-03-31', 'for a while'],
        ['lead dismiss "Acme GmbH" "Foo Inc." --by anna', 'several at once; all of them or none'],
      ]),
    )
    .action((names, flags) => decide('dismiss', undefined, names, flags));
  decision('assign', 'whose it is')
    .requiredOption('--to <owner>', 'the owner')
    .option(...until)
    .addHelpText('after', examples([['lead assign "Siemens AG" --to anna', 'the last one counts']]))
    .action((names, { to, ...flags }) => decide('assign', to, names, flags));
  decision('tag', 'a word to find it by')
    .requiredOption('--tag <tag>', 'the tag')
    .option(...until)
    .addHelpText(
      'after',
      examples([['lead tag "Siemens AG" --tag fair', 'segments of the settings can ask for it']]),
    )
    .action((names, { tag, ...flags }) => decide('tag', tag, names, flags));
  decision('untag', 'the word goes')
    .requiredOption('--tag <tag>', 'the tag')
    .option(...until)
    .addHelpText('after', examples([['lead untag "Siemens AG" --tag fair', 'it stays in the history']]))
    .action((names, { tag, ...flags }) => decide('untag', tag, names, flags));
  decision('note', 'a remark, kept with its date')
    .requiredOption('--text <text>', 'the remark')
    .addHelpText(
      'after',
      examples([['lead note "Siemens AG" --text \'called, wants a demo in May\'', 'history show shows it']]),
    )
    .action((names, { text, ...flags }) => decide('note', text, names, flags));
  decision('stage', 'how far it has come')
    .requiredOption('--to <stage>', 'accepted, MQL, SQL, PQL, service-qualified, customer or lost')
    .option(...until)
    .addHelpText(
      'after',
      examples([['lead stage "Siemens AG" --to MQL', 'a move that makes no sense is refused']]),
    )
    .action((names, { to, ...flags }) => decide('stage', to, names, flags));
  decision('undo', 'take the last decision back; the one before counts again')
    .option('--decision <number>', 'the one of this number, as history show tells', positive)
    .addHelpText(
      'after',
      examples([['lead undo "Siemens AG"', 'nothing is deleted: the undo is a decision too']]),
    )
    .action(async (names, flags) =>
      exit(await (await import('../commands/lead/undo.ts')).undo(names, flags, edge)),
    );
  command('list', 'organisations on which it was decided, latest decision first')
    .option('--owner <owner>', 'only theirs')
    .option('--stage <stage>', 'only of this stage')
    .option('--tag <tag>', 'only with this tag')
    .option('--dismissed', 'only the dismissed')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        ['lead list --owner anna --stage MQL', 'whom anna calls next'],
        ['lead list --dismissed', 'who is in no list, why, and until when'],
      ]),
    )
    .action(async (flags) => exit(await (await import('../commands/lead/list.ts')).leadList(flags, edge)));
  command('network', 'it is a network, for everybody and from now on: a rule, not a decision')
    .argument('<organisation>', 'its name, any spelling, key or domain')
    .option('--exclude <type>', 'isp, mobile, hosting, proxy or bot', 'isp')
    .option('--why <text>', 'what the rule says')
    .option('--write', 'write the rule; else it is only shown, with what it would change')
    .addHelpText(
      'after',
      examples([
        ['lead network "Foo Telecom"', 'the rule with all spellings, and what it would exclude'],
        ['lead network "Foo Telecom" --write', 'into a rule file of your own, as rules add does'],
      ]),
    )
    .action(async (name, flags) =>
      exit(await (await import('../commands/lead/network.ts')).network(name, flags, edge)),
    );
}
