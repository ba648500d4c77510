import { html } from 'hono/html';
import * as z from 'zod';
import { storyOf } from '../../commands/history/show.ts';
import { putTogether, setApart } from '../../config/aliases.ts';
import { inputError } from '../../errors.ts';
import type { Views } from '../app.ts';
import { deliveriesOf } from '../deliveries.ts';
import type { Desk } from '../desk.ts';
import { formOf } from '../forms.ts';
import { csrfField, page, shown } from '../html.ts';
import { organisationPath, subjectOf } from '../leads/row.ts';
import { undecided } from '../leads/view.ts';
import { organisationBody } from './page.ts';

const name = z.string().min(1).max(2_000);
const splitForm = z.object({ name, other: name, back: z.string() });
const mergeForm = z.object({ name, spelling: name, back: z.string() });

/** One organisation: its weeks, what people decided, where it was delivered to, and what it is called. */
export function organisationRoutes(app: Views, desk: Desk): void {
  const { history, site } = desk;

  app.get('/organisation', async (c) => {
    const key = c.req.query('key') ?? '';
    const story = storyOf(history, site, key, desk.today());
    if (story.timeline.length === 0 && story.decisions.length === 0) {
      throw inputError(
        `no organisation ${shown(key)} is remembered`,
        'It may be of an old run that was pruned.',
      );
    }
    const session = c.get('session');
    const { notice } = session;
    delete session.notice;
    const rule = (await desk.prepared()).rules.find(({ id }) => id === story.timeline.at(-1)?.rule);
    const body = organisationBody({
      story,
      standing: story.standing ?? undecided,
      rule,
      deliveries: (await deliveriesOf(desk, [key])).get(key) ?? [],
      tools: html`${csrfField(session)}<input type="hidden" name="back" value="${organisationPath(key)}">`,
      subject: subjectOf(key, story.decisions.at(-1)),
    });
    return c.html(page({ path: '/organisation', title: shown(story.name, 80), body, desk, session, notice }));
  });

  app.post('/organisation/split', async (c) => {
    const { name, other, back } = await formOf(c, splitForm);
    const { settings } = await desk.prepared();
    await desk.write('split', () => setApart(settings.aliases, name, [other]));
    desk.changed();
    c.get('session').notice = told(`${shown(other, 80)} is another organisation from the next run on.`);
    return c.redirect(backTo(back), 303);
  });

  app.post('/organisation/merge', async (c) => {
    const { name, spelling, back } = await formOf(c, mergeForm);
    const { settings } = await desk.prepared();
    await desk.write('merge', () => putTogether(settings.aliases, name, [spelling]));
    desk.changed();
    c.get('session').notice = told(`${shown(spelling, 80)} means ${shown(name, 80)} from the next run on.`);
    return c.redirect(backTo(back), 303);
  });
}

const told = (text: string) => html`<p class="notice">${text}</p>`;

const backTo = (back: string): string => (back.startsWith('/organisation?') ? back : '/');
