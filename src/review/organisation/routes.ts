import { html } from 'hono/html';
import * as z from 'zod';
import { type Story, storyOf } from '../../commands/history/show.ts';
import { putTogether, setApart } from '../../config/aliases.ts';
import { inputError } from '../../errors.ts';
import type { Views } from '../app.ts';
import { deliveriesOf } from '../deliveries.ts';
import type { Desk } from '../desk.ts';
import { csvFile } from '../download.ts';
import { formOf } from '../forms.ts';
import { csrfField, page, shown } from '../html.ts';
import { undoing } from '../leads/notices.ts';
import { organisationPath, subjectOf } from '../leads/row.ts';
import { undecided } from '../leads/view.ts';
import { backTo, takeNotice } from '../notice.ts';
import { fates, organisationBody } from './page.ts';

/** The longest name that a source was ever seen to give is ten thousand characters long. */
const name = z.string().min(1).max(20_000);
const splitForm = z.object({ name, other: name, back: z.string() });
const mergeForm = z.object({ name, spelling: name, back: z.string() });

/** One organisation: its weeks, what people decided, where it was delivered to, and what it is called. */
export function organisationRoutes(app: Views, desk: Desk): void {
  const { history, site } = desk;

  app.get('/organisation', async (c) => {
    const key = c.req.query('key') ?? '';
    const story = storyKnown(key);
    const session = c.get('session');
    const notice = takeNotice(session);
    const tools = html`${csrfField(session)}<input type="hidden" name="back" value="${organisationPath(key)}">`;
    const rule = (await desk.prepared()).rules.find(({ id }) => id === story.timeline.at(-1)?.rule);
    const body = organisationBody({
      story,
      standing: story.standing ?? undecided,
      rule,
      deliveries: (await deliveriesOf(desk, [key])).get(key) ?? [],
      tools,
      subject: subjectOf(key, story.decisions.at(-1)),
    });
    return c.html(
      page({
        path: '/organisation',
        title: shown(story.name, 80),
        body: html`${body}${undoing(session, tools)}`,
        desk,
        session,
        notice,
      }),
    );
  });

  app.get('/organisation.csv', (c) => {
    const { timeline } = storyKnown(c.req.query('key') ?? '');
    const head = [
      'window',
      'as',
      'type',
      'rule',
      'status',
      'sessions',
      'page_views',
      'score',
      'rank',
      'pages',
    ];
    const rows = timeline.map(({ window, fate, type, rule, status, metrics, score, rank, evidence }) => [
      window,
      fates[fate],
      type,
      rule,
      status,
      metrics.sessions,
      metrics.pageViews,
      score,
      rank,
      (evidence?.page ?? []).map(({ value }) => value).join(' | '),
    ]);
    return csvFile(c, 'organisation', head, rows);
  });

  app.post('/organisation/split', async (c) => {
    const { name, other, back } = await formOf(c, splitForm);
    const { settings } = await desk.prepared();
    await desk.write('split', () => setApart(settings.aliases, name, [other]));
    desk.changed();
    c.get('session').notice = told(`${shown(other, 80)} is another organisation from the next run on.`);
    return c.redirect(backTo(back, '/'), 303);
  });

  app.post('/organisation/merge', async (c) => {
    const { name, spelling, back } = await formOf(c, mergeForm);
    const { settings } = await desk.prepared();
    await desk.write('merge', () => putTogether(settings.aliases, name, [spelling]));
    desk.changed();
    c.get('session').notice = told(`${shown(spelling, 80)} means ${shown(name, 80)} from the next run on.`);
    return c.redirect(backTo(back, '/'), 303);
  });

  function storyKnown(key: string): Story {
    const story = storyOf(history, site, key, desk.today());
    if (story.timeline.length > 0 || story.decisions.length > 0) return story;
    throw inputError(
      `no organisation ${shown(key)} is remembered`,
      'It may be of an old run that was pruned.',
    );
  }
}

const told = (text: string) => html`<p class="notice">${text}</p>`;
