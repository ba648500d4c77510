import { html, raw } from 'hono/html';
import { DateTime } from 'luxon';
import type { Story } from '../../commands/history/show.ts';
import { moves } from '../../history/stages.ts';
import type { Standing } from '../../history/standing.ts';
import { number, plural } from '../../numbers.ts';
import type { Evidence, Rule, Share } from '../../types.ts';
import { columnFigure, rowFigure } from '../charts.ts';
import { type Delivered, deliveryChip } from '../deliveries.ts';
import { type Html, shown } from '../html.ts';
import { deedText } from '../leads/notices.ts';
import { chip, moreFields, onEnter, reasonFields, wordLists } from '../leads/row.ts';

/** What the page of one organisation is made from. */
export interface OrganisationParts {
  story: Story;
  standing: Standing;
  /** The rule that decided on it last, as it is in force now. */
  rule?: Rule | undefined;
  deliveries: readonly Delivered[];
  /** Hidden fields for each form that writes. */
  tools: Html;
  subject: string;
}

const mostWeeks = 53;

/** Everything that is known of one organisation. */
export function organisationBody(parts: OrganisationParts): Html {
  const { story } = parts;
  const last = story.timeline.at(-1);
  return html`${headOf(parts)}
<div class="columns"><div>
${weeks(story)}
${last ? visits(last.evidence ?? {}, story) : ''}
${last?.fate === 'lead' ? reasons(last.reasons ?? [], last.score) : ''}
</div><div>
${verdict(parts)}
${spellings(parts)}
${decisions(parts)}
${deliveries(parts)}
</div></div>${wordLists([], [])}`;
}

function headOf({ story, standing, tools, subject }: OrganisationParts): Html {
  const last = story.timeline.at(-1);
  const isDismissed = standing.verdict?.kind === 'dismissed';
  const facts = [last?.type, story.domain, story.country, last && fates[last.fate]]
    .filter(Boolean)
    .map((fact) => shown(fact ?? '', 80));
  return html`<div class="head who" data-subject><div><h1>${shown(story.name, 200)}</h1>
<p class="small">${facts.join(' · ')} ${last?.status ? chip(last.status) : ''} ${standing.tags.map((tag) => html`<span class="chip tag">${shown(tag, 40)}</span> `)}</p>
<p>${standing.verdict ? html`<b>${standing.verdict.kind}</b> by ${shown(standing.verdict.by, 40)}${standing.verdict.reason ? `: ${shown(standing.verdict.reason, 200)}` : ''} · ` : ''}${standing.owner ? html`owner <b>${shown(standing.owner, 40)}</b> · ` : ''}stage ${standing.stage}</p></div>
<form method="post" action="/decide" class="acts">${tools}<input type="hidden" name="on" value="${subject}">${onEnter}
<button name="kind" value="accept" class="yes"${standing.verdict && !isDismissed ? raw(' disabled') : ''}>${standing.verdict && !isDismissed ? 'Accepted' : 'Accept'}</button>
<details class="menu dismiss"><summary>Dismiss</summary><div class="pop">${reasonFields()}</div></details>
<details class="menu more"><summary aria-label="more">⋯</summary><div class="pop">${moreFields(moves[standing.stage], standing.tags)}</div></details>
<a class="button" href="/network?key=${encodeURIComponent(story.key)}" data-key="w">It's a network …</a></form></div>`;
}

export const fates: Record<Story['timeline'][number]['fate'], string> = {
  lead: 'a lead',
  excluded: 'excluded',
  notForUs: 'not for us',
  dismissed: 'dismissed',
  belowMinimum: 'below the least sessions',
  onlyExcludedPages: 'read excluded pages only',
};

function weeks({ key, sessionsByWeek, timeline }: Story): Html {
  if (timeline.length === 0)
    return html`<section class="card"><h2>Weeks</h2><p>No run that saw it is kept any more.</p></section>`;
  const shownRuns = timeline.slice(-mostWeeks).toReversed();
  return html`<section class="card"><div class="head"><h2>Weeks</h2><p class="small"><a href="/organisation.csv?key=${encodeURIComponent(key)}" download>CSV</a></p></div>
${sessionsByWeek ? columnFigure({ title: `Sessions, ${sessionsByWeek.first} to ${sessionsByWeek.last}`, unit: 'sessions', ...weekLabels(sessionsByWeek) }) : ''}
<table class="plain"><thead><tr><th scope="col">week</th><th scope="col">as</th><th scope="col">sessions</th><th scope="col" class="wide">score</th><th scope="col" class="wide">rank</th><th scope="col">read</th></tr></thead>
<tbody>${shownRuns.map(
    ({ window, fate, status, metrics, score, rank, evidence }) =>
      html`<tr><th scope="row">${window}</th><td>${fates[fate]}${status ? html` ${chip(status)}` : ''}</td><td>${metrics.sessions === undefined ? '–' : number(metrics.sessions)}</td><td class="wide">${score ?? ''}</td><td class="wide">${rank ?? ''}</td><td>${(evidence?.page ?? []).slice(0, 2).map(({ value }) => html`<div>${shown(value, 60)}</div>`)}</td></tr>`,
  )}</tbody></table></section>`;
}

function weekLabels({ last, values }: NonNullable<Story['sessionsByWeek']>) {
  const some = values.slice(-mostWeeks);
  const end = DateTime.fromISO(last, { zone: 'UTC' });
  const labels = some.map((_, index) => end.minus({ weeks: some.length - 1 - index }).toFormat("'W'WW"));
  return { labels, values: some };
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What they read, how they came, and on which weekdays, in all weeks that are kept. */
function visits(evidence: Evidence, { timeline }: Story): Html {
  const days = new Map<number, number>();
  for (const { value, metrics } of timeline.flatMap((run) => run.evidence?.day ?? [])) {
    const weekday = DateTime.fromISO(value, { zone: 'UTC' }).weekday - 1;
    if (Number.isFinite(weekday)) days.set(weekday, (days.get(weekday) ?? 0) + (metrics.sessions ?? 1));
  }
  const bars = (
    title: string,
    unit: string,
    list: readonly Share[] | undefined,
    of: 'pageViews' | 'sessions',
  ) => {
    const rows = (list ?? []).map(({ value, metrics }) => ({
      name: value,
      value: metrics[of] ?? metrics.sessions ?? 0,
    }));
    return rows.length === 0 ? '' : rowFigure(title, unit, rows.slice(0, 10));
  };
  return html`<section class="card"><h2>Their last visits</h2><div class="figures-grid">
${bars('What they read', 'page views', evidence.page, 'pageViews')}
${bars('How they came', 'sessions', evidence.channel, 'sessions')}
${bars('From where', 'sessions', evidence.country, 'sessions')}
${bars('Cities', 'sessions', evidence.city, 'sessions')}
${
  days.size > 0
    ? rowFigure(
        'On which weekdays, in all weeks',
        'sessions',
        weekdays.map((name, index) => ({ name, value: days.get(index) ?? 0 })),
      )
    : ''
}
</div></section>`;
}

const reasons = (list: readonly { points: number; text: string }[], score = 0): Html =>
  html`<section class="card"><h2>Why its score is ${score}</h2><ul class="points">${list.map(({ points, text }) => html`<li><b>${points}</b> ${shown(text)}</li>`)}</ul></section>`;

function verdict({ story, rule }: OrganisationParts): Html {
  const last = story.timeline.at(-1);
  if (!last) return html``;
  const { type, confidence, matched, why } = last;
  return html`<section class="card"><h2>Verdict</h2><p><b>${type}</b>${confidence === undefined ? '' : `, ${Math.round(confidence * 100)} % sure`}</p>
${last.rule ? html`<p>by rule <a href="/rules?q=${encodeURIComponent(last.rule)}">${shown(last.rule, 80)}</a>${matched ? html` on “${shown(matched, 80)}”` : ''}</p>` : html`<p class="small">${why ? shown(why) : 'No rule speaks.'}</p>`}
${rule ? html`<p class="small">${shown(rule.why)} (${shown(rule.file, 120)}:${rule.line})</p>` : ''}
<p class="small">key <code>${shown(story.key)}</code></p></section>`;
}

const mostSpellings = 30;

function spellings({ story, tools }: OrganisationParts): Html {
  const name = html`<input type="hidden" name="name" value="${story.name}">`;
  const isOnly = story.spellings.length < 2;
  const more = story.spellings.slice(mostSpellings);
  const list = (some: readonly string[]) =>
    html`<ul class="plain">${some.map(
      (spelling) =>
        html`<li><form method="post" action="/organisation/split">${tools}${name}<input type="hidden" name="other" value="${spelling}"><span>${shown(spelling, 120)}</span>${isOnly ? '' : html` <button class="plain" title="this name means another organisation" aria-label="split off ${shown(spelling, 80)}">split off</button>`}</form></li>`,
    )}</ul>`;
  return html`<section class="card"><h2>Spellings <span class="count">${story.spellings.length}</span></h2>
${list(story.spellings.slice(0, mostSpellings))}
${more.length > 0 ? html`<details><summary>and ${plural(more.length, 'more')}</summary>${list(more)}</details>` : ''}
<form method="post" action="/organisation/merge" class="line">${tools}${name}<label>Another name that means it <input name="spelling" maxlength="200" required></label> <button>Merge</button></form>
<p class="small">Both are written to the aliases file and count from the next run on.</p></section>`;
}

/** A note as a whole, with what is said about it. */
const longestNote = 2_200;

function decisions({ story, tools }: OrganisationParts): Html {
  if (story.decisions.length === 0)
    return html`<section class="card"><h2>Decisions</h2><p class="small">Nothing was decided yet.</p></section>`;
  return html`<section class="card"><h2>Decisions</h2><ul class="plain">${story.decisions
    .toReversed()
    .map(
      (decision) =>
        html`<li class="${decision.inForce ? '' : 'gone'}"><form method="post" action="/undo">${tools}<input type="hidden" name="id" value="${decision.id}"><span>${shown(deedText(decision, story.decisions), longestNote)}</span> <span class="small">${shown(decision.by, 40)}, ${decision.at.slice(0, 16).replace('T', ' ')}</span>${decision.inForce && decision.kind !== 'undo' ? html` <button class="plain">undo</button>` : ''}</form></li>`,
    )}</ul></section>`;
}

function deliveries({ story, deliveries }: OrganisationParts): Html {
  if (deliveries.length === 0 && story.messages.length === 0) return html``;
  return html`<section class="card"><h2>Deliveries</h2><ul class="plain">${deliveries.map(
    (one) =>
      html`<li>${deliveryChip(one)} ${one.state}${one.remoteId ? ` as ${shown(one.remoteId, 40)}` : ''} <span class="small">${one.at.slice(0, 16).replace('T', ' ')}${one.reason ? ` · ${shown(one.reason)}` : ''}</span></li>`,
  )}${story.messages.map(
    ({ kind, state, window, at }) =>
      html`<li>${shown(kind, 40)} for ${window}: <b>${state}</b> <span class="small">${at.slice(0, 16).replace('T', ' ')}</span></li>`,
  )}</ul></section>`;
}
