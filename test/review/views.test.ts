import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openChromium } from '../chromium.ts';
import { hostileTexts } from '../digest/make.ts';
import { runCli } from '../edge.ts';
import { enter, somebody, startReview } from './browser.ts';
import { views } from './views.ts';
import { folderOfWeeks } from './weeks.ts';

const executable = chromiumPath();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser | undefined;
let review: Awaited<ReturnType<typeof startReview>> | undefined;
let seen: Awaited<ReturnType<typeof somebody>> | undefined;

/** Whoever came last week is called what an attacker would like to be shown as. */
beforeAll(async () => {
  if (!executable) return;
  const [opened, folder] = await Promise.all([openChromium(executable), folderOfWeeks(hostileTexts)]);
  browser = opened;
  for (const argv of [
    ['accept', 'Bolt & Nut Ltd'],
    ['dismiss', 'Gamma Optics SA', '--reason', '<b>too small'],
    ['assign', 'Fjord Shipping AS', '--to', '"><script>alert(1)</script>'],
    ['tag', 'Fjord Shipping AS', '--tag', '<img src=x onerror=alert(1)>'],
  ]) {
    const { code, stderr } = await runCli(['lead', ...argv], { cwd: folder });
    if (code !== 0) throw new Error(stderr);
  }
  review = await startReview(folder);
  // Only so that axe can be put into the page.
  seen = await somebody(opened, { bypassCSP: true });
  await enter(seen.page, review.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await review?.end();
});

const opened = 'details[open], dialog[open]';

/** What axe finds that keeps people from using the page, or what is open on it, with where. */
async function faults(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const { violations } = (await page.evaluate(
    `axe.run(document.querySelector('${opened}') ? { include: '${opened}' } : document, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))}`);
}

const width = 'document.documentElement.scrollWidth';
/** Our own links begin with / and have no colon. */
const strangers = `[...document.querySelectorAll('img, iframe, object, embed, base, [onload], [onerror], a[href*=":"], a[href^="//"]')].map((one) => one.outerHTML)`;

describe('every view, with names of attackers in it', () => {
  it.for(views)(
    '$name: for everybody, light and dark, on a desktop and a phone; names are text',
    async (view, { skip }) => {
      if (!seen || !review) return skip('Chromium is missing (Debian: chromium)');
      const { page, strange, wrong } = seen;
      await page.setViewportSize({ width: 1280, height: 860 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(new URL(view.path, review.url).href);
      await view.open?.(page);
      expect(await page.evaluate(width)).toBe(1280);
      expect(await faults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faults(page, ['color-contrast'])).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(width)).toBe(390);
      expect(await page.evaluate(strangers)).toEqual([]);
      expect(strange).toEqual([]);
      expect(wrong.splice(0).filter((text) => !/status of 40[04]/.test(text))).toEqual([]);
    },
  );
});
