import { html, raw } from 'hono/html';
import { windowName } from '../history/days.ts';
import type { StoredRun } from '../history/runs.ts';
import { printable } from '../text.ts';
import type { Desk } from './desk.ts';
import type { Session } from './gate.ts';
import { weekMenu } from './weeks.ts';

export type Html = ReturnType<typeof html>;

const longest = 300;

/** A stranger's text as a page shows it: printable, not endless. The `html` tag escapes it. */
export function shown(text: string, most = longest): string {
  const clean = printable(text.slice(0, 4 * most));
  return clean.length > most ? `${clean.slice(0, most - 1).toWellFormed()}…` : clean;
}

const places = [
  ['/', 'This week'],
  ['/overview', 'Overview'],
  ['/removed', 'Removed'],
  ['/rules', 'Rules'],
  ['/quality', 'Data quality'],
] as const;

export interface Page {
  /** The first part of its path tells where it belongs: `/removed`. */
  path: string;
  title: string;
  body: Html;
  desk: Desk;
  session: Session;
  /** The run that it is about; absent where it is about none. */
  run?: StoredRun | undefined;
  /** The path of the same page about another run; absent where it is always about the last one. */
  ofRun?: ((run: string) => string) | undefined;
  /** What was just done, above the page; with its undo. */
  notice?: Html | undefined;
}

/** A whole page: where one is, which week it is about, and the view itself. */
export function page({ path, title, body, desk, session, run, ofRun, notice }: Page): Html {
  const here = places.find(([place]) => place !== '/' && path.startsWith(place))?.[0] ?? '/';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="csrf" content="${session.csrf}">
<title>${title} · ga-leads</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/review.css">
<script type="module" src="/assets/review.js"></script>
</head>
<body>
<a class="skip" href="#main">To the list</a>
<header class="bar">
<a class="brand" href="/">ga-leads</a>
<nav aria-label="Views">${places.map(
    ([place, name]) =>
      html`<a href="${place}"${place === here ? raw(' aria-current="page"') : ''}>${name}</a>`,
  )}</nav>
<span class="about">${desk.fault() ? html`<a class="chip warn" href="/rules">settings or rules are wrong</a> ` : ''}${desk.site === 'sample' ? html`<span class="chip warn" title="made data, until a run of your own site is remembered">sample</span> ` : ''}${run ? (ofRun ? weekMenu(desk, run, ofRun) : windowName(run.days)) : ''} <span>${shown(session.who, 40)}</span></span>
</header>
<div id="notices" role="status" aria-live="polite">${notice ?? ''}</div>
<main id="main">${body}</main>
<dialog id="keys" aria-labelledby="keys-title"></dialog>
</body>
</html>`;
}

/** Goes into every form that writes. */
export const csrfField = ({ csrf }: Session): Html => html`<input type="hidden" name="csrf" value="${csrf}">`;
