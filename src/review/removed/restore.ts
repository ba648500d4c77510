import type { Context } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import type { Prepared } from '../../commands/prepare.ts';
import { namesOf, ruleForNames } from '../../commands/rule-for-names.ts';
import type { NewRule } from '../../config/rule-edit.ts';
import { isInstalled } from '../../config/rule-sets.ts';
import { inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { StoredSighting } from '../../history/sightings.ts';
import { keptTypes } from '../../types.ts';
import { newRule, wishFault } from '../../workshop/new-rule.ts';
import { restoring } from '../../workshop/removed.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { formOf, queryOf } from '../forms.ts';
import type { GateEnv } from '../gate.ts';
import { csrfField, type Html, page, shown } from '../html.ts';
import { backTo } from '../notice.ts';
import { benchOf, type Conflict, type Trial } from '../rules/bench.ts';
import { addition } from '../rules/edits.ts';
import { saved } from '../rules/notices.ts';
import { proposalBody } from '../rules/proposal.ts';

/** By its name as the command would, or by every name that it came under. */
const ways = ['name', 'names'] as const;

const asked = z.object({
  key: z.string().min(1).max(2_000),
  run: z.string().max(40).default(''),
  type: z
    .union([z.literal(''), z.enum(keptTypes)])
    .catch('')
    .default(''),
  why: z.string().trim().max(300).default(''),
  way: z
    .union([z.literal(''), z.enum(ways)])
    .catch('')
    .default(''),
  back: z.string().max(2_000).default(''),
});
type Asked = z.infer<typeof asked>;
const saving = asked.extend({ seen: z.string().max(100) });

/** One removed organisation back: the keep rule, what it would change, and the click that writes it. */
export function restoreRoutes(app: Views, desk: Desk): void {
  const { history, site, edge } = desk;
  const bench = benchOf(desk);

  app.get('/removed/restore', (c) => shownProposal(c, queryOf(c, asked)));

  app.post('/removed/restore', async (c) => {
    const form = await formOf(c, saving);
    const session = c.get('session');
    const { one } = subjectOf(form);
    const editOf = addition((prepared) => ruleOf(one, form, prepared), edge);
    const outcome = await bench.save(editOf, form.seen, session.who);
    if (outcome.done !== 'saved') {
      const conflict = outcome.done === 'conflict' ? outcome.conflict : undefined;
      return shownProposal(c, form, conflict);
    }
    const back = backTo(form.back, '/removed');
    const tools = html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;
    session.notice = saved(`${shown(one.name, 80)} is kept`, outcome.version, tools);
    return c.redirect(back, 303);
  });

  function subjectOf({ key, run: named }: Asked): { run: StoredRun; one: StoredSighting } {
    const run = desk.run(named);
    const one = run && history.sightings.one(run.id, key);
    if (run === undefined || one?.fate !== 'excluded') {
      throw inputError(
        `${shown(one?.name ?? key)} was not removed in ${run ? windowName(run.days) : 'any run'}`,
        'The list of what was removed has those that can be restored.',
      );
    }
    return { run, one };
  }

  function ruleOf(one: StoredSighting, { way, type, why }: Asked, prepared: Prepared): NewRule {
    const rule = prepared.rules.find(({ id }) => id === one.rule);
    const { wish } = restoring({ organisation: one.name, key: one.key }, rule, prepared.classifier);
    const given = { ...wish, type: type || wish.type, ...(why && { why }) };
    if (way === 'names') return ruleForNames(namesOf(history, site, one), given, prepared, desk.today());
    const fault = wishFault(given);
    if (fault) throw inputError(`${shown(one.name)}: ${fault}`, 'No rule was made.');
    return newRule(given, new Set(prepared.rules.map(({ id }) => id)), desk.today());
  }

  /** The first way that keeps it, else the first. */
  async function tried(one: StoredSighting, form: Asked, run: StoredRun) {
    const isKept = ({ broken, preview }: Trial) =>
      broken.length === 0 &&
      (preview?.restored.some(({ organisation }) => organisation.key === one.key) ?? true);
    const asFound = async (way: (typeof ways)[number]) => {
      const editOf = addition((prepared) => ruleOf(one, { ...form, way }, prepared), edge);
      const trial = await bench.try(editOf, run);
      return { way, trial, isKept: trial.fault === undefined && isKept(trial) };
    };
    const first = await asFound(form.way || 'name');
    if (first.isKept || form.way !== '') return first;
    const second = await asFound('names');
    return second.isKept ? second : first;
  }

  async function shownProposal(c: Context<GateEnv>, given: Asked, conflict?: Conflict) {
    const { run, one } = subjectOf(given);
    const session = c.get('session');
    const prepared = await desk.prepared();
    const isSent = c.req.method === 'POST';
    const { way, trial, isKept } = await tried(one, given, run);
    const rule = trial.fault ? undefined : ruleOf(one, { ...given, way }, prepared);
    const mark = trial.edit ? bench.seen(trial.edit.target) : '';
    const body = proposalBody({
      title: `Restore ${shown(one.name, 80)}`,
      lead: leadOf(one, prepared),
      path: '/removed/restore',
      hidden: { key: given.key, run: given.run },
      types: keptTypes,
      type: rule?.type ?? 'business',
      why: given.why,
      rule,
      trial,
      doubt: isKept || trial.fault ? undefined : doubtOf(one, trial, prepared),
      submit: 'Restore it',
      tools: html`${csrfField(session)}<input type="hidden" name="seen" value="${mark}"><input type="hidden" name="way" value="${way}">`,
      back: backTo(given.back, '/removed'),
      conflict,
    });
    const status = conflict ? 409 : isSent ? 400 : 200;
    return c.html(page({ path: '/removed', title: 'Restore', body, desk, session, run }), status);
  }
}

/** Why it was removed, and whether its rule had better be mended itself. */
function leadOf(one: StoredSighting, { rules, ruleFiles }: Prepared): Html {
  const rule = rules.find(({ id }) => id === one.rule);
  const file = ruleFiles.find(({ shown: name }) => name === rule?.file);
  const by = one.rule
    ? html`<a href="/rules?q=${encodeURIComponent(one.rule)}">${shown(one.rule, 80)}</a>${one.matched ? html` on “${shown(one.matched, 80)}”` : ''}`
    : 'the name model, as no rule speaks';
  const mend = new URLSearchParams({ id: rule?.id ?? '', spare: one.spellings[0] ?? one.name });
  return html`<p>Removed as <span class="chip">${one.type}</span> by ${by}.${rule ? html` <span class="small">${shown(rule.why, 300)}</span>` : ''}</p>
${
  rule && file && !isInstalled(file.path)
    ? html`<p class="small">If the rule itself is too wide, mend it: <a href="/rules/edit?${mend}">edit ${rule.id} with this name as a spare</a>. A keep rule is right where only this one is an exception.</p>`
    : ''
}`;
}

function doubtOf(one: StoredSighting, { preview }: Trial, { classifier }: Prepared): Html | undefined {
  if (!preview || preview.restored.some(({ organisation }) => organisation.key === one.key)) return undefined;
  const isKept = one.spellings.some((name) => classifier.verdict(name).kept);
  return html`<p class="flag"><span class="chip warn">note</span> ${isKept ? 'By the rules of today it is kept already, at least by one of its names: the next run tells.' : 'This rule alone would not restore it.'}</p>`;
}
