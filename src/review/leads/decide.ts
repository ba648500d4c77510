import * as z from 'zod';
import { inputError } from '../../errors.ts';
import type { NewDecision } from '../../history/decisions.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import { type Decision, inForce } from '../../history/standing.ts';
import { printable } from '../../text.ts';

const text = z
  .string()
  .max(2_000)
  .default('')
  .transform((given) => printable(given));

/** What the forms send. `on` is the last decision that was shown, and the key of what it is about. */
export const decisionForm = z.object({
  on: z.array(z.string().regex(/^\d{1,15}:.{1,600}$/su)).max(1_000),
  /** `filled`: Enter was pressed in a field. */
  kind: z.enum(['accept', 'dismiss', 'assign', 'tag', 'untag', 'note', 'stage', 'filled']).default('filled'),
  reason: text,
  until: z.union([z.literal(''), z.iso.date()]).default(''),
  owner: text,
  tag: text,
  note: text,
  stage: text,
  /** A tag that goes: a button of its own. */
  untag: text,
  back: z.string().max(4_000).default('/'),
});
type SentForm = z.infer<typeof decisionForm>;
export type DecisionForm = SentForm & { kind: NewDecision['kind'] };

const fields = { reason: 'dismiss', owner: 'assign', tag: 'tag', note: 'note' } as const;
type Field = keyof typeof fields;

/** What a form asks for; where no button was pressed, what its one field that is filled is for. */
export function meant(form: SentForm): DecisionForm {
  if (form.on.length === 0)
    throw inputError('nothing is selected', 'Tick whom it is about, then press again.');
  if (form.untag) return { ...form, kind: 'untag', tag: form.untag };
  if (form.kind !== 'filled') return { ...form, kind: form.kind };
  const [field, ...more] = (Object.keys(fields) as Field[]).filter((name) => form[name] !== '');
  if (field === undefined || more.length > 0) {
    throw inputError('it is not clear what to do', 'Press the button of what you mean.');
  }
  return { ...form, kind: fields[field] };
}

export interface Subject {
  key: string;
  seen: number;
}

export const subjectsOf = ({ on }: Pick<DecisionForm, 'on'>): Subject[] =>
  on.map((text) => {
    const cut = text.indexOf(':');
    return { seen: Number(text.slice(0, cut)), key: text.slice(cut + 1) };
  });

const decidedValue = (form: DecisionForm): string | undefined =>
  ({
    accept: undefined,
    dismiss: undefined,
    assign: form.owner,
    tag: form.tag,
    untag: form.tag,
    note: form.note,
    stage: form.stage,
  })[form.kind];

/** Decisions that were made on these since the page was shown, and that nothing took back. */
export function madeSince(history: History, site: Site, subjects: readonly Subject[]): Decision[] {
  return subjects.flatMap(({ key, seen }) => {
    const all = history.decisions.of(site, key);
    const alive = inForce(all);
    return all.filter(({ id, kind }) => id > seen && (kind === 'undo' || alive.has(id)));
  });
}

/** One decision on each, or none where one cannot be. */
export function decideOn(history: History, site: Site, form: DecisionForm, by: string): Decision[] {
  const value = decidedValue(form);
  const made = {
    kind: form.kind,
    by,
    ...(value !== undefined && { value }),
    ...(form.reason && { reason: form.reason }),
    ...(form.until && { until: form.until }),
  };
  const keys = subjectsOf(form).map(({ key }) => key);
  const names = new Map(history.organisations.of(site, keys).map(({ key, name }) => [key, name]));
  return history.decisions.decideAll(
    site,
    keys.map((key): NewDecision => ({ ...made, key, name: names.get(key) ?? nameThen(history, site, key) })),
  );
}

/** Of an organisation that no run which is kept has seen. */
function nameThen(history: History, site: Site, key: string): string {
  const name = history.decisions.of(site, key).at(-1)?.name;
  if (name === undefined) throw inputError('no such organisation is remembered');
  return name;
}
