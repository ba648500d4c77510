import path from 'node:path';
import { IANAZone } from 'luxon';
import { loadSettings } from '../config/load.ts';
import { didYouMean } from '../config/nearest.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import { type RecipeKind, recipeKinds, recipes } from '../schedule/index.ts';
import { type Plan, parseTime, weekNote } from '../schedule/plan.ts';

export interface ScheduleFlags {
  kind?: string;
  at: string;
  timeZone?: string;
  config?: string;
}

/** `ga-leads schedule`: how to have the weekly list made by itself. Changes nothing. Returns the exit code. */
export async function schedule(flags: ScheduleFlags, edge: Edge, version: string): Promise<number> {
  const { settings } = await loadSettings(edge.cwd, {}, flags.config);
  const kinds = flags.kind === undefined ? recipeKinds : [kindOf(flags.kind)];
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const config = flags.config === undefined ? [] : ['--config', flags.config];
  // A file cannot be asked for the weeks that were missed.
  const catchUp = settings.source === 'file' ? [] : ['--catch-up'];
  const plan: Plan = {
    ...timeOf(flags.at),
    timeZone: zoneOf(flags.timeZone ?? machineZone),
    machineZone,
    folder: edge.cwd,
    history: path.relative(edge.cwd, settings.history),
    program: edge.program,
    commands: [
      ['run', ...catchUp, '--quiet', ...config],
      ['digest', '--write', '--quiet', ...config],
    ],
    version,
  };
  edge.stdout.write(kinds.map((kind) => recipes[kind](plan)).join('\n'));
  const { email, slack } = settings.sinks;
  const notes = [
    weekNote(plan),
    settings.source === 'sample' ? 'the settings still name the sample as source' : undefined,
    email.enabled || slack.enabled
      ? undefined
      : 'no sink is enabled yet: digest --write has nowhere to send to',
  ];
  edge.stderr.write(notes.flatMap((note) => (note ? [`note: ${note}\n`] : [])).join(''));
  return exitCodes.done;
}

function kindOf(text: string): RecipeKind {
  const kind = recipeKinds.find((known) => known === text);
  if (kind) return kind;
  throw inputError(
    `schedule: --kind ${text}${didYouMean(text, recipeKinds)}`,
    `Give one of ${recipeKinds.join(', ')}.`,
  );
}

function timeOf(text: string): Pick<Plan, 'weekday' | 'hour' | 'minute'> {
  const time = parseTime(text);
  if (time) return time;
  throw inputError(`schedule: --at ${text} is no time of a week`, "Give a day and a time, as 'Mon 07:00'.");
}

function zoneOf(text: string): string {
  if (IANAZone.isValidZone(text)) return text;
  throw inputError(
    `schedule: --time-zone ${text} is not known`,
    'Give an IANA name, as Europe/Berlin or America/New_York.',
  );
}
