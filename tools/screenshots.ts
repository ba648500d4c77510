import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContextOptions } from 'playwright-core';
import { chromiumPath, openChromium } from '../test/chromium.ts';
import { enter, somebody, startReview } from '../test/review/browser.ts';
import { views } from '../test/review/views.ts';
import { startHubSpot } from '../test/stand-ins/crm/hubspot.ts';

/** `npm run screenshots [-- NAME…]`: every view of the review page on the sample's weeks, as files in screenshots/. */
const root = path.join(import.meta.dirname, '..');
const into = path.join(root, 'screenshots');
const asked = process.argv.slice(2);

const looks: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 760 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1280, height: 760 }, colorScheme: 'dark' },
};

const executable = chromiumPath();
if (!executable) throw new Error('Chromium is missing (Debian: chromium)');
const cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-screenshots-'));
const hubspot = await startHubSpot({ searchLag: 0 });
const run = promisify(execFile);
const ga = (...argv: string[]) =>
  run(process.execPath, [path.join(root, 'src', 'main.ts'), ...argv], {
    cwd,
    env: { ...process.env, HUBSPOT_TOKEN: hubspot.token },
  });

/** Seven weeks, and what people did with the last one. */
async function live(): Promise<void> {
  writeFileSync(
    path.join(cwd, 'ga-leads.yaml'),
    `source: sample\nsegments:\n  nordic:\n    where:\n      country: [Sweden, Norway, Denmark, Finland]\nsinks:\n  hubspot: { enabled: true, baseUrl: '${hubspot.url}' }\n`,
  );
  for (const week of [40, 41, 42, 43, 44, 45, 46]) await ga('run', '--quiet', '--week', `2026-W${week}`);
  await ga('setup', 'hubspot', '--write');
  await ga('push', 'hubspot', '--limit', '5', '--write', '--quiet');
  const decided = [
    ['accept', 'Biomerieux SA'],
    ['assign', 'Biomerieux SA', '--to', 'ben'],
    ['accept', 'Magna International Inc.'],
    ['tag', 'Magna International Inc.', '--tag', 'fair'],
    ['dismiss', 'Tiger Brands', '--reason', 'no fit'],
    ['assign', 'Hugo Boss AG', '--to', 'anna'],
    ['note', 'Hugo Boss AG', '--text', 'called: wants a quote for three lines'],
  ];
  for (const argv of decided) await ga('lead', ...argv, '--by', 'anna');
}

const browser = await openChromium(executable);
try {
  await live();
  const { url, end } = await startReview(cwd);
  mkdirSync(into, { recursive: true });
  for (const [look, options] of Object.entries(looks)) {
    const { page, context, wrong } = await somebody(browser, options);
    await enter(page, url);
    for (const { name, path: to, open } of views) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      await page.goto(new URL(to, url).href);
      await open?.(page);
      await page.screenshot({ path: path.join(into, `${name}-${look}.png`) });
    }
    for (const text of wrong) console.error(`${look}: ${text}`);
    await context.close();
  }
  await end();
  console.log(`${into}: ${asked.length || views.length} views, each as ${Object.keys(looks).join(', ')}`);
} finally {
  await browser.close();
  await hubspot.close();
  rmSync(cwd, { recursive: true, force: true });
}
