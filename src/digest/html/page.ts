import { html } from 'hono/html';
import { number, plural } from '../../numbers.ts';
import type { DigestFacts } from '../digest.ts';
import { dataNotes, footer, leftOut, nothingFound, origin, sectionsOf } from '../sections.ts';
import { headline, shown, subject, windowTitle } from '../words.ts';
import { type Html, leadSection } from './leads.ts';
import { styleSheet, styles } from './style.ts';

/** The digest as one HTML document that needs nothing from anywhere and runs nothing; `above` it a line where it is only looked at. */
export async function digestHtml(facts: DigestFacts, above?: Html): Promise<string> {
  const sections = sectionsOf(facts);
  const { charts } = await import('./charts.ts');
  const names = sections.flatMap(({ list }) => list.shown.slice(0, 3).map(({ name }) => shown(name, 40)));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${subject(facts)}</title>
<style>${styleSheet}</style>
</head>
<body class="page" style="${styles.page}">
${above && html`<p style="${styles.muted};margin:16px 24px 0">${above}</p>`}
<div style="display:none;max-height:0;overflow:hidden">${names.join(', ')}</div>
<table role="presentation" class="page stack" width="100%" cellpadding="0" cellspacing="0" style="${styles.page};border-collapse:collapse">
<tr><td class="outer" align="center" style="padding:28px 16px">
<table role="presentation" class="stack" width="100%" cellpadding="0" cellspacing="0" style="max-width:680px;border-collapse:separate;border-spacing:0 12px">
${head(facts)}
${sections.map(leadSection)}
${facts.now.leads > 0 && charts(facts)}
${excluded(facts)}
${notes(facts)}
<tr><td class="muted" style="${styles.muted};padding:4px 24px">${footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return (await page).toString();
}

function head(facts: DigestFacts): Html {
  const { leads } = facts.now;
  const who =
    facts.segment === undefined
      ? ''
      : html`<p class="muted" style="${styles.muted};margin:0">for ${shown(facts.segment)}</p>`;
  const title = `${leads === 0 ? 'No leads' : 'Leads'} in ${windowTitle(facts)}`;
  return html`<tr><td class="card" style="${styles.card}">
<h1 class="title" style="${styles.title}">${title}</h1>
${who}
<p class="muted" style="${styles.muted};margin:4px 0 0;overflow-wrap:anywhere">${shown(origin(facts), 200)}</p>
${leads === 0 ? html`<p class="words" style="${styles.words};margin:16px 0 0">${nothingFound(facts)}</p>` : tiles(facts)}
</td></tr>`;
}

const tiles = (
  facts: DigestFacts,
): Html => html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin-top:20px"><tr>
${headline(facts).map(
  ({ name, value, change }) => html`<td class="tile" width="25%" style="width:25%;vertical-align:top">
<div class="figure" style="${styles.figure}">${value}</div>
<div class="words" style="${styles.words}">${name}</div>
<div class="muted${change.startsWith('+') ? ' up' : ''}" style="${styles.muted};${change.startsWith('+') ? styles.up : ''}">${change}</div></td>`,
)}
</tr></table>`;

function excluded(facts: DigestFacts): Html {
  const { byType, secondLook } = facts.excluded;
  return html`<tr><td class="card" style="${styles.card}">
<h2 class="heading" style="${styles.heading}">Left out</h2>
<p class="words" style="${styles.words};margin:0 0 8px">${leftOut(facts).join(' ')}</p>
${
  byType.length > 0 &&
  html`<table cellpadding="0" cellspacing="0" style="border-collapse:collapse">
<tr><th scope="col" class="cell" style="${styles.cell};font-weight:600">type</th><th scope="col" class="number" style="${styles.number};font-weight:600">organisations</th><th scope="col" class="number" style="${styles.number};font-weight:600">sessions</th></tr>
${byType.map(
  ({ type, organisations, sessions }) =>
    html`<tr><th scope="row" class="cell" style="${styles.cell};font-weight:400">${type}</th><td class="number" style="${styles.number}">${number(organisations)}</td><td class="number" style="${styles.number}">${number(sessions)}</td></tr>`,
)}
</table>`
}
${
  secondLook.length > 0 &&
  html`<h3 class="caption" style="${styles.caption};margin-top:16px">Worth a second look</h3>
${secondLook.map(
  ({
    name,
    type,
    sessions,
    reasons,
  }) => html`<div class="words" style="${styles.words};padding:3px 0">${shown(name)}
<span class="muted" style="${styles.muted}">${type}${sessions === undefined ? '' : `, ${plural(sessions, 'session')}`}; but ${reasons.map((reason) => shown(reason, 120)).join('; ')}</span></div>`,
)}
<p class="muted" style="${styles.muted};margin:8px 0 0">A mistake? ga-leads rules removed shows the command that brings each back.</p>`
}
</td></tr>`;
}

function notes(facts: DigestFacts): Html | '' {
  const lines = dataNotes(facts);
  if (lines.length === 0) return '';
  return html`<tr><td class="card" style="${styles.card}">
<h2 class="heading" style="${styles.heading}">About the data</h2>
${lines.map((text) => {
  const isWarning = text.startsWith('Warning: ');
  return html`<p class="${isWarning ? 'warning' : 'muted'}" style="${isWarning ? styles.warning : styles.muted};margin:0 0 6px;overflow-wrap:anywhere">${shown(text, 600)}</p>`;
})}
</td></tr>`;
}
