import { loadSettings } from '../config/load.ts';
import { openSink } from '../delivery/open.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { plural } from '../numbers.ts';
import { jsonLine } from '../report/json.ts';
import { type Column, table } from '../report/table.ts';
import type { CrmField, SetupStep } from '../sink/crm.ts';
import { leadFields } from '../sink/lead-fields.ts';
import { printable } from '../text.ts';
import { askSink } from './ask-sink.ts';
import { plainWidth } from './history/open.ts';
import { sinkNamed } from './push/sink-names.ts';

export interface SetupFlags {
  config?: string;
  /** Make what is missing; else it is only told. */
  write?: boolean;
  json?: boolean;
}

/**
 * `ga-leads setup SINK`: what a sink needs in the CRM, and which field goes where. Exit 4 if something is still
 * not there after `--write`.
 */
export async function setup(text: string, flags: SetupFlags, edge: Edge): Promise<number> {
  const { write = false, json = false } = flags;
  const name = sinkNamed(text);
  const { settings } = await loadSettings(edge.cwd, {}, flags.config);
  const opened = await openSink(name, settings, edge);
  const { title, fields } = opened;
  const account = await askSink(opened, (sink) => sink.account());
  const steps = await askSink(opened, (sink) => sink.setup(!write));
  const open = steps.filter(({ state }) => state !== 'there' && state !== 'made');
  if (json) edge.stdout.write(jsonLine({ sink: name, account, steps, fields }));
  else {
    const width = edge.stdout.columns ?? plainWidth;
    const needs = steps.length > 0 ? `\n${table(stepColumns, steps, width)}` : '';
    edge.stdout.write(`${title}: ${printable(account)}\n${needs}`);
    edge.stdout.write(
      steps
        .filter(({ next }) => next !== undefined)
        .map(nextText)
        .join(''),
    );
    edge.stdout.write(`\n${table(fieldColumns, fields, width)}`);
  }
  edge.stderr.write(outcomeText(name, steps, open, write));
  return write && open.length > 0 ? exitCodes.delivery : exitCodes.done;
}

const stateWords: Record<SetupStep['state'], string> = {
  there: 'there',
  missing: 'missing',
  made: 'made',
  wrong: 'wrong',
  byHand: 'by hand',
};

const stepColumns: Column<SetupStep>[] = [
  { title: 'state', cell: ({ state }) => stateWords[state] },
  { title: 'what', share: 1, cell: ({ what }) => printable(what) },
];

/** Steps for people can be long: they stand below the table, whole. */
const nextText = ({ what, next = '' }: SetupStep): string => `${printable(what)}:\n  ${printable(next)}\n`;

const fieldColumns: Column<CrmField>[] = [
  { title: 'of the lead', cell: ({ from }) => from },
  { title: 'into', share: 1, cell: ({ to }) => printable(to) },
  { title: 'kind', cell: ({ from }) => kindWords[leadFields[from].kind] },
  {
    title: 'written',
    cell: ({ mode }) => (mode === 'owned' ? 'kept current' : 'once (createOnly)'),
  },
];

const kindWords = { text: 'text', longText: 'long text', number: 'number', date: 'date' } as const;

function outcomeText(
  name: string,
  steps: readonly SetupStep[],
  open: readonly SetupStep[],
  write: boolean,
): string {
  const made = steps.filter(({ state }) => state === 'made').length;
  const missing = open.filter(({ state }) => state === 'missing').length;
  const byHand = open.length - missing;
  const hint = write ? '' : `: ga-leads setup ${name} --write makes what is missing`;
  const parts = [
    made > 0 ? `${plural(made, 'thing')} made` : '',
    missing > 0 ? `${plural(missing, 'thing')} missing${hint}` : '',
    byHand > 0 ? `${plural(byHand, 'thing')} for you to do, as told above` : '',
  ].filter(Boolean);
  if (open.length > 0) return `${name}: ${parts.join('; ')}\n`;
  return `${name}: ${[...parts, 'all is there'].join('; ')}; next: ga-leads push ${name}\n`;
}
