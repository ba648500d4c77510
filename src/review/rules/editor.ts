import type { Context } from 'hono';
import { html } from 'hono/html';
import { isMap, parseDocument } from 'yaml';
import * as z from 'zod';
import { ownRuleFile } from '../../commands/own-rule-file.ts';
import { ruleBlock } from '../../config/rule-block.ts';
import type { NewRule } from '../../config/rule-edit.ts';
import { inputError, UserError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import { excludedTypes, keptTypes, type Rule } from '../../types.ts';
import { newRule, wishFault } from '../../workshop/new-rule.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { formOf, queryOf } from '../forms.ts';
import type { GateEnv } from '../gate.ts';
import { csrfField, page } from '../html.ts';
import type { Bench, Conflict, Trial } from './bench.ts';
import { editorBody } from './editor-page.ts';
import { addition, type EditOf, editable, removal, replacement } from './edits.ts';
import { saved } from './notices.ts';
import { trialHtml } from './trial-html.ts';

export const ways = ['words', 'starts', 'exact', 'pattern'] as const;
const kinds = [
  ...excludedTypes.map((type) => `exclude ${type}` as const),
  ...keptTypes.map((type) => `keep ${type}` as const),
];

const line = z.string().trim().max(2_000).default('');
const lines = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) =>
    text
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter(Boolean),
  );

/** What either form sends: a rule's own text, or what a new one is made from. */
export const editForm = z.object({
  /** Of the rule that is edited; empty for a new one. */
  id: line,
  yaml: z.string().max(200_000).default(''),
  kind: z.enum(kinds).catch('exclude isp').default('exclude isp'),
  way: z.enum(ways).catch('words').default('words'),
  text: z.string().max(2_000).default(''),
  name: line,
  why: line,
  matches: lines,
  spares: lines,
  /** The run that the preview is about; empty for the last one. */
  week: line,
  seen: z.string().max(100).default(''),
  act: z.enum(['save', 'remove']).catch('save').default('save'),
});
export type EditForm = z.infer<typeof editForm>;

const editQuery = z.object({ id: line, spare: line });
const newQuery = z.object({ text: line, before: line });

/** Rules are written here: edited as the text that they are, made anew from a form; previewed, then saved. */
export function editorRoutes(app: Views, desk: Desk, bench: Bench): void {
  const { history, site, edge } = desk;

  app.get('/rules/edit', async (c) => {
    const { id, spare } = queryOf(c, editQuery);
    const { rules, ruleFiles } = await desk.prepared();
    const text = ruleBlock(editable(id, rules, ruleFiles), id);
    return shownForm(c, { ...editForm.parse({ id }), yaml: spare ? withSpare(text, spare) : text });
  });

  app.get('/rules/new', async (c) => {
    const { text, before } = queryOf(c, newQuery);
    const rule = (await desk.prepared()).rules.find(({ id }) => id === before);
    return shownForm(c, { ...editForm.parse({ text }), ...(rule && insteadOf(rule)) });
  });

  app.post('/rules/preview', async (c) => {
    const form = await formOf(c, editForm);
    const trial = await bench.try(editOf(form), runOf(form));
    if (c.req.header('x-partial')) return c.html(html`<div id="preview">${trialHtml(trial)}</div>`);
    return shownForm(c, form, { trial });
  });

  app.post('/rules/save', async (c) => {
    const form = await formOf(c, editForm);
    const session = c.get('session');
    try {
      const outcome = await bench.save(editOf(form), form.seen, session.who);
      if (outcome.done === 'conflict') return shownForm(c, form, { conflict: outcome.conflict, status: 409 });
      if (outcome.done === 'broken') return shownForm(c, form, { trial: outcome, status: 400 });
      const { version, edit } = outcome;
      const back = form.act === 'remove' ? '/rules' : `/rules?q=${encodeURIComponent(edit.id)}`;
      const tools = html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;
      session.notice = saved(edit.summary, version, tools);
      return c.redirect(back, 303);
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode !== inputError('').exitCode) throw error;
      return shownForm(c, form, { trial: { fault: error, broken: [] }, status: 400 });
    }
  });

  function editOf(form: EditForm): EditOf {
    if (form.id === '') return addition((prepared) => madeRule(form, prepared.rules), edge);
    return form.act === 'remove' ? removal(form.id) : replacement(form.id, form.yaml);
  }

  function madeRule(
    { kind: both, way, text, name, why, matches, spares }: EditForm,
    rules: readonly Rule[],
  ): NewRule {
    const [kind, type] = both.split(' ') as [Rule['kind'], Rule['type']];
    if (text.trim() === '') throw inputError('it looks for nothing yet', 'Write what it shall look for.');
    const wish = { kind, type, way, text, matches, spares, ...(why && { why }), ...(name && { id: name }) };
    const fault = wishFault(wish);
    if (fault)
      throw inputError(fault, way === 'pattern' ? 'As words it is taken as a plain phrase.' : undefined);
    const twin = rules.find(({ id }) => id === name);
    if (twin)
      throw inputError(`the id ${name} is taken, by ${twin.file}:${twin.line}`, 'Give another id, or none.');
    return newRule(wish, new Set(rules.map(({ id }) => id)), desk.today());
  }

  const runOf = ({ week }: EditForm): StoredRun | undefined => desk.run(week);

  interface More {
    trial?: Trial;
    conflict?: Conflict;
    status?: 200 | 400 | 409;
  }

  async function shownForm(
    c: Context<GateEnv>,
    form: EditForm,
    { trial, conflict, status = 200 }: More = {},
  ) {
    const prepared = await desk.prepared();
    const isNew = form.id === '';
    const file = isNew
      ? await ownRuleFile(prepared, undefined, edge)
      : editable(form.id, prepared.rules, prepared.ruleFiles);
    const session = c.get('session');
    const runs = history.runs.list(site).filter(({ hasReading }) => hasReading);
    // While the rule is written, what the first preview takes longest for; what is wrong with it, that will tell.
    if (runs[0]) desk.week(runs[0]).catch(() => undefined);
    const body = editorBody({
      form,
      file: file.shown,
      kinds,
      weeks: runs.map(({ days, week }) => ({ value: week ?? days.from, name: windowName(days) })),
      trial,
      conflict,
      // Of what was shown before, the mark stays: to save it then is no oversight.
      tools: html`${csrfField(session)}<input type="hidden" name="seen" value="${status === 200 && form.seen ? form.seen : bench.seen(file)}">`,
    });
    const title = isNew ? 'New rule' : `Rule ${form.id}`;
    return c.html(page({ path: '/rules', title, body, desk, session, run: runs[0] }), status);
  }
}

/** A rule's text with a name more among its spares. */
function withSpare(text: string, name: string): string {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true });
  const rule = document.getIn([0], true);
  if (!isMap(rule)) return text;
  const there = rule.get('spares');
  if (there) document.addIn([0, 'spares'], document.createNode(name));
  else document.setIn([0, 'spares'], document.createNode([name], { flow: true }));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

/** A form for a rule that shall come before one that cannot be edited, and say otherwise. */
const insteadOf = ({ kind, matches }: Rule): Partial<EditForm> => ({
  kind: kind === 'exclude' ? 'keep business' : 'exclude isp',
  way: 'exact',
  text: matches[0] ?? '',
});
