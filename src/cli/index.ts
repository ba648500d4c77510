import { Command, CommanderError } from 'commander';
import type { Edge } from '../edge.ts';
import { addCheck } from './check.ts';
import { addDigest } from './digest.ts';
import { addExplain } from './explain.ts';
import { addHistory } from './history.ts';
import { addLead } from './lead.ts';
import { addNotForUs } from './not-for-us.ts';
import { examples } from './options.ts';
import { addOrganisations } from './organisations.ts';
import { addOutbox } from './outbox.ts';
import { addPush } from './push.ts';
import { addReview } from './review.ts';
import { addRules } from './rules.ts';
import { addRun } from './run.ts';
import { addSchedule } from './schedule.ts';
import { addSegments } from './segments.ts';
import { addSetup } from './setup.ts';

/** The commands, their flags and examples. What they do loads only when one is run. */
export function program(edge: Edge, version: string, exit: (code: number) => void): Command {
  const cli = new Command('ga-leads')
    .description(
      "Turns the network names in a site's Google Analytics into a ranked list of organisations worth a call.",
    )
    .version(version)
    .showSuggestionAfterError()
    .showHelpAfterError('(ga-leads --help shows what there is)')
    .configureOutput({
      writeOut: (text) => edge.stdout.write(text),
      writeErr: (text) => edge.stderr.write(text),
      getOutHelpWidth: () => edge.stdout.columns ?? 100,
      getErrHelpWidth: () => edge.stderr.columns ?? 100,
    })
    .exitOverride()
    .addHelpText(
      'after',
      `${examples([
        ['run', 'the main job: by default on the embedded sample'],
        ['run --input export.csv', 'on a report exported from Google Analytics'],
        ['run --source ga4 --property 123456', 'on a GA4 property, last full week'],
        ['explain "comcast cable"', 'why a name is kept or excluded'],
        ['check', 'are settings, rules and source all right?'],
        ['review', 'a local web page for the sales team'],
        ['lead dismiss "Acme GmbH" --reason "too small"', 'in no list any more'],
        ['history diff', 'what changed since the week before'],
        ['push hubspot', 'what a CRM would get; with --write it gets it'],
      ])}
Exit codes: 0 done, 1 a bug of ours, 2 input or settings, 3 the source failed, 4 some deliveries failed or
were refused, 5 data quality under --strict, 6 a preview found changes or a plan no longer holds, 75 another run
holds the lock, 130 interrupted.
`,
    );
  const context = { edge, version, exit };
  for (const add of [
    addRun,
    addExplain,
    addCheck,
    addLead,
    addHistory,
    addSegments,
    addReview,
    addDigest,
    addSetup,
    addPush,
    addOutbox,
    addSchedule,
    addRules,
    addOrganisations,
    addNotForUs,
  ])
    add(cli, context);
  return cli;
}

/** What commander throws when it has already said all (help, version, a wrong flag); its exit code here. */
export const commanderExit = (error: unknown): number | undefined =>
  error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : undefined;
