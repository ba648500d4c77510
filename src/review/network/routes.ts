import type { Context } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import { namesOf, ruleForNames } from '../../commands/rule-for-names.ts';
import { inputError } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { excludedTypes } from '../../types.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { formOf, queryOf } from '../forms.ts';
import type { GateEnv } from '../gate.ts';
import { csrfField, page, shown } from '../html.ts';
import { organisationPath } from '../leads/row.ts';
import { backTo } from '../notice.ts';
import { benchOf, type Conflict } from '../rules/bench.ts';
import { addition, type EditOf } from '../rules/edits.ts';
import { saved } from '../rules/notices.ts';
import { proposalBody } from '../rules/proposal.ts';

const types = excludedTypes.filter((type) => type !== 'placeholder');
const asked = z.object({
  key: z.string().min(1).max(2_000),
  type: z.enum(types).catch('isp').default('isp'),
  why: z.string().trim().max(300).default(''),
  back: z.string().max(2_000).default(''),
});
type Asked = z.infer<typeof asked>;
const saving = asked.extend({ seen: z.string().max(100) });

const mostNames = 12;

/** "It's a network": a rule that excludes an organisation by all its names, with what it would change. */
export function networkRoutes(app: Views, desk: Desk): void {
  const { history, site, edge } = desk;
  const bench = benchOf(desk);

  app.get('/network', (c) => shownProposal(c, queryOf(c, asked)));

  app.post('/network', async (c) => {
    const form = await formOf(c, saving);
    const session = c.get('session');
    const { editOf, name } = subjectOf(form);
    const outcome = await bench.save(editOf, form.seen, session.who);
    if (outcome.done !== 'saved') {
      const conflict = outcome.done === 'conflict' ? outcome.conflict : undefined;
      return shownProposal(c, form, conflict, conflict ? 409 : 400);
    }
    const back = backTo(form.back, organisationPath(form.key));
    const tools = html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;
    session.notice = saved(`${shown(name, 80)} is a network (${form.type})`, outcome.version, tools);
    return c.redirect(back, 303);
  });

  function subjectOf({ key, type, why }: Asked) {
    const known = history.organisations.find(site, [key]).find((one) => one.key === key);
    if (!known) {
      throw inputError(
        `no organisation ${shown(key)} is remembered`,
        'It may be of an old run that was pruned.',
      );
    }
    const names = namesOf(history, site, known);
    const wish = { kind: 'exclude' as const, type, why: why || undefined };
    const editOf: EditOf = addition((prepared) => ruleForNames(names, wish, prepared, desk.today()), edge);
    return { name: known.name, names, wish, editOf };
  }

  async function shownProposal(
    c: Context<GateEnv>,
    given: Asked,
    conflict?: Conflict,
    status: 200 | 400 | 409 = 200,
  ) {
    const { name, names, wish, editOf } = subjectOf(given);
    const session = c.get('session');
    const run = desk.run();
    const trial = await bench.try(editOf, run);
    const rule = trial.fault ? undefined : ruleForNames(names, wish, await desk.prepared(), desk.today());
    const back = backTo(given.back, organisationPath(given.key));
    const mark = trial.edit ? bench.seen(trial.edit.target) : '';
    const more = names.length - mostNames;
    const body = proposalBody({
      title: `${shown(name, 80)} is a network`,
      lead: html`<p>A rule would exclude it by ${plural(names.length, 'name')} that it came under, whatever their legal form:</p>
<ul class="names">${names.slice(0, mostNames).map((one) => html`<li>${shown(one, 120)}</li>`)}${more > 0 ? html`<li class="small">and ${more} more</li>` : ''}</ul>
<p class="small">Is it a company that you do not want, no network? Then <a href="${organisationPath(given.key)}">dismiss it</a>: a rule counts for everybody.</p>`,
      path: '/network',
      hidden: { key: given.key },
      types,
      type: given.type,
      why: given.why,
      rule,
      trial,
      submit: 'Write the rule',
      tools: html`${csrfField(session)}<input type="hidden" name="seen" value="${mark}">`,
      back,
      conflict,
    });
    return c.html(page({ path: '/', title: 'A network', body, desk, session, run }), status);
  }
}
