import { html } from 'hono/html';
import { number } from '../../numbers.ts';
import { columnFigure, rowFigure } from '../charts.ts';
import { type Html, shown } from '../html.ts';
import type { judged, Part, partsOf, WindowFigures } from './facts.ts';

export interface OverviewParts {
  /** Oldest first, the last one is the run that the page is about. */
  windows: readonly WindowFigures[];
  parts: ReturnType<typeof partsOf>;
  judged: ReturnType<typeof judged>;
  /** Leads of this run that are in a CRM; undefined where none was ever delivered. */
  delivered: number | undefined;
  /** Of an address: the run that is asked for. */
  query: string;
}

/** How the leads go, from week to week and within this one. */
export function overviewBody({ windows, parts, judged, delivered, query }: OverviewParts): Html {
  const now = windows.at(-1);
  if (!now) return html``;
  const labels = windows.map(({ window }) => window.replace(/^\d{4}-(W\d\d)$/, '$1'));
  const column = (
    title: string,
    of: (figures: WindowFigures) => number,
    part?: (figures: WindowFigures) => number,
  ) =>
    columnFigure({
      title,
      unit: 'leads',
      labels,
      values: windows.map(of),
      ...(part && { part: windows.map(part), partOf: 'new' }),
    });
  const decided = judged.accepted + judged.dismissed;
  return html`<div class="head"><h1>Overview <span class="count">${now.window}</span></h1><p class="small"><a href="/overview.csv${query}" download>CSV by week</a> · <a href="/overview/parts.csv${query}" download>of the week</a> · <a href="/digest${query}">the digest</a></p></div>
<div class="tiles">
${tile('leads', number(now.leads), change(now.leads, windows.at(-2)?.leads))}
${tile('new', number(now.new), now.leads > 0 ? `${percent(now.new / now.leads)} of the leads` : '')}
${tile('accepted', number(judged.accepted), decided > 0 ? `${percent(judged.accepted / decided)} of ${number(decided)} judged` : 'none is judged yet')}
${tile('sessions with a name that counts', now.sessions > 0 ? percent(now.keptSessions / now.sessions) : '–', `${number(now.keptSessions)} of ${number(now.sessions)}`)}
</div>
<div class="columns even"><section class="card">${column(
    'Leads by week, the new ones at the foot',
    ({ leads }) => leads,
    (one) => one.new,
  )}</section>
<section class="card">${rowFigure('From network names to leads', 'how many', [
    { name: 'network names', value: now.names },
    { name: 'organisations', value: now.organisations },
    { name: 'no networks', value: now.kept },
    { name: 'leads', value: now.leads },
    { name: 'judged', value: decided },
    { name: 'accepted', value: judged.accepted },
    ...(delivered === undefined ? [] : [{ name: 'in a CRM', value: delivered }]),
  ])}</section>
${part('Leads by type', 'leads', parts.types)}${part('Leads by country', 'leads', parts.countries)}
${part('Their sessions by channel', 'sessions', parts.channels)}${part('What they read most', 'page views', parts.pages)}</div>`;
}

const part = (title: string, unit: string, rows: readonly Part[]): Html =>
  html`<section class="card">${rows.length === 0 ? html`<h2>${title}</h2><p class="small">The source does not tell.</p>` : rowFigure(title, unit, rows)}</section>`;

const tile = (name: string, value: string, note: string): Html =>
  html`<section class="card tile"><b>${value}</b><span>${name}</span><span class="small">${shown(note)}</span></section>`;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const change = (now: number, before: number | undefined): string =>
  before === undefined
    ? ''
    : now === before
      ? 'as many as the week before'
      : `${now > before ? '+' : '−'}${number(Math.abs(now - before))} against the week before`;
