import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import papa from 'papaparse';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { openHistory } from '../../src/history/index.ts';
import { chromiumPath, openChromium } from '../chromium.ts';
import { enter, somebody, startReview } from './browser.ts';
import { folderOfWeeks } from './weeks.ts';

const executable = chromiumPath();
const missing = 'Chromium is missing (Debian: chromium)';
let browser: Browser | undefined;
let weeks = '';

beforeAll(async () => {
  if (!executable) return;
  [browser, weeks] = await Promise.all([openChromium(executable), folderOfWeeks()]);
}, 60_000);
afterAll(() => browser?.close());

/** A folder of its own with the same weeks, and the page on it, which ends with the test. */
async function opened({ skip, onTestFinished }: Pick<TestContext, 'skip' | 'onTestFinished'>) {
  if (!browser) return skip(missing);
  const cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-monday-'));
  cpSync(weeks, cwd, { recursive: true });
  const review = await startReview(cwd);
  onTestFinished(review.end);
  return { browser, cwd, ...review };
}

const row = (page: Page, name: string) => page.locator('tr.lead', { hasText: name });
const accepted = (page: Page, name: string) => row(page, name).getByRole('button', { name: 'Accepted' });
const notice = (page: Page) => page.locator('#notices');

/** What the folder's history holds in the end. */
function decided(cwd: string): string[] {
  const history = openHistory(path.join(cwd, 'ga-leads.sqlite'), { now: () => new Date() });
  const made = history.decisions
    .list('own')
    .map(({ name, kind, value, reason, by }) =>
      [name, kind, value, reason, by === 'anna' ? '' : by].filter(Boolean).join(' '),
    );
  history.close();
  return made;
}

const monday = [
  'Acme GmbH accept',
  'Bolt & Nut Ltd accept',
  'Ember Energy AS accept',
  'Fjord Shipping AS dismiss too small',
  'Gamma Optics SA assign ben',
  'Gamma Optics SA undo',
  'Gamma Optics SA assign ben',
  'Gamma Optics SA undo',
  'Gamma Optics SA assign ben',
];

/** What a list shows after the story, read from its page. */
async function looks(page: Page) {
  for (const name of ['Acme GmbH', 'Bolt & Nut Ltd', 'Ember Energy AS'])
    expect(await row(page, name).locator('button[value=accept]').textContent()).toBe('Accepted');
  expect(await row(page, 'Fjord').locator('.do').textContent()).toContain('dismissed: too small');
  expect(await row(page, 'Gamma').locator('.whose b').textContent()).toBe('ben');
}

async function isTheList(download: Download, page: Page): Promise<void> {
  const text = readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, '');
  const rows = papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  expect(rows.map(({ organisation }) => organisation)).toEqual(
    await page.locator('tr.lead a.name').allTextContents(),
  );
  expect(rows.length).toBe(6);
}

describe.concurrent('a Monday', { timeout: 60_000 }, () => {
  it('by mouse', async (test) => {
    const { browser, cwd, url, said } = await opened(test);
    const { page, context, strange, wrong } = await somebody(browser);
    await enter(page, url);
    expect(page.url()).not.toContain('token');

    await row(page, 'Acme').locator('td.score summary').click();
    expect(await row(page, 'Acme').locator('.reasons').innerText()).toMatch(/\d+ .*sessions/);

    for (const name of ['Acme', 'Bolt', 'Ember']) {
      await row(page, name).getByRole('button', { name: 'Accept' }).click();
      await accepted(page, name).waitFor();
    }
    await row(page, 'Fjord').locator('.dismiss summary').click();
    await row(page, 'Fjord').getByLabel('Why').fill('too small');
    await row(page, 'Fjord').locator('button[value=dismiss]').click();
    await row(page, 'Fjord').getByText('dismissed: too small').waitFor();

    await row(page, 'Carrier One').locator('.more summary').click();
    await row(page, 'Carrier One').getByText("It's a network").click();
    await page.getByRole('heading', { name: 'Carrier One Net is a network' }).waitFor();
    expect(await page.getByLabel('Preview').innerText()).toContain('Carrier One Net');
    await page.getByRole('button', { name: 'Write the rule' }).click();
    await notice(page).getByText('Carrier One Net is a network').waitFor();

    await page.getByRole('link', { name: 'Removed' }).click();
    await page.goto(`${new URL(url).origin}/removed?q=cable`);
    await page.getByRole('row', { name: 'Cable Works' }).getByRole('link', { name: 'Restore' }).click();
    expect(await page.getByLabel('Preview').innerText()).toContain('Cable Works GmbH');
    await page.getByRole('button', { name: 'Restore it' }).click();
    await page.getByText('kept from now on').waitFor();

    await page.getByRole('link', { name: 'This week' }).click();
    const assign = async () => {
      await row(page, 'Gamma').locator('.more summary').click();
      await row(page, 'Gamma').getByLabel('Owner').fill('ben');
      await row(page, 'Gamma').getByRole('button', { name: 'Assign' }).click();
      await row(page, 'Gamma').locator('.whose b').waitFor();
    };
    const isFree = () => row(page, 'Gamma').locator('.whose b').waitFor({ state: 'detached' });
    await assign();
    await notice(page).getByRole('button', { name: 'Undo' }).click();
    await isFree();
    await assign();
    await page.keyboard.press('Control+z');
    await isFree();
    await assign();

    await page.reload();
    await looks(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    await isTheList(download, page);
    await context.close();
    expect(decided(cwd)).toEqual(monday);
    expect({ strange, wrong }).toEqual({ strange: [], wrong: [] });
    expect(said()).toContain('review: as anna');
  });

  it('by keyboard alone', async (test) => {
    const { browser, cwd, url } = await opened(test);
    const { page, context, strange, wrong } = await somebody(browser);
    await enter(page, url);
    const press = async (...all: string[]) => {
      for (const key of all) await page.keyboard.press(key);
    };
    /** To a link, button or menu by its text, as Tab goes. */
    const tabTo = async (text: string) => {
      for (let n = 0; n < 120; n++) {
        await press('Tab');
        const here = await page.evaluate('document.activeElement?.innerText ?? ""');
        if (String(here).startsWith(text)) return;
      }
      throw new Error(`Tab does not come to ${text}`);
    };
    const mostRows = 12;
    /** To the row of an organisation by j and k. */
    const goTo = async (name: string) => {
      await press(...Array.from({ length: mostRows }, () => 'k'));
      for (let n = 0; n < mostRows; n++) {
        if (await page.locator('tr.here', { hasText: name }).count()) return;
        await press('j');
      }
      expect(await page.locator('tr.here').innerText()).toContain(name);
    };

    await goTo('Acme');
    await press('r');
    expect(await row(page, 'Acme').locator('.reasons').innerText()).toMatch(/\d+ .*sessions/);
    for (const name of ['Acme', 'Bolt', 'Ember']) {
      await goTo(name);
      await press('a');
      await accepted(page, name).waitFor();
    }
    await goTo('Fjord');
    await press('d');
    await page.keyboard.type('too small');
    await press('Enter');
    await row(page, 'Fjord').getByText('dismissed: too small').waitFor();

    await goTo('Carrier One');
    await press('w');
    await page.getByRole('heading', { name: 'Carrier One Net is a network' }).waitFor();
    await tabTo('Write the rule');
    await press('Enter');
    await notice(page).getByText('Carrier One Net is a network').waitFor();

    await tabTo('Removed');
    await press('Enter');
    await page.getByRole('heading', { name: 'Removed' }).waitFor();
    await tabTo('All');
    await press('Enter');
    await page.waitForURL(/part=all/);
    await tabTo('Cable Works');
    await tabTo('Restore');
    await press('Enter');
    await page.getByRole('heading', { name: 'Restore Cable Works' }).waitFor();
    await tabTo('Restore it');
    await press('Enter');
    await page.getByText('kept from now on').waitFor();

    await tabTo('This week');
    await press('Enter');
    await page.getByRole('heading', { name: 'Leads' }).waitFor();
    const assign = async () => {
      await goTo('Gamma');
      await press('o');
      await page.keyboard.type('ben');
      await press('Enter');
      await row(page, 'Gamma').locator('.whose b').waitFor();
    };
    const isFree = () => row(page, 'Gamma').locator('.whose b').waitFor({ state: 'detached' });
    await assign();
    await press('u');
    await isFree();
    await assign();
    await press('Control+z');
    await isFree();
    await assign();

    await press('?');
    expect(await page.locator('dialog#keys').innerText()).toContain('dismiss, with a reason');
    await press('Escape');
    await page.locator('dialog#keys').waitFor({ state: 'hidden' });
    await press('F5');
    await page.waitForLoadState();
    await looks(page);
    await tabTo('CSV');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    await isTheList(download, page);
    await press('/');
    await page.keyboard.type('bolt');
    await press('Enter');
    await page.waitForURL(/q=bolt/);
    expect(await page.locator('tr.lead a.name').allTextContents()).toEqual(['Bolt & Nut Ltd']);
    await context.close();
    expect(decided(cwd)).toEqual(monday);
    expect({ strange, wrong }).toEqual({ strange: [], wrong: [] });
  });

  it('of two people: the second is told what the first did, and can do it all the same', async (test) => {
    const { browser, cwd, url } = await opened(test);
    const [anna, ben] = [await somebody(browser), await somebody(browser)];
    await enter(anna.page, url);
    await enter(ben.page, url);
    await row(anna.page, 'Acme').getByRole('button', { name: 'Accept' }).click();
    await accepted(anna.page, 'Acme').waitFor();

    await row(ben.page, 'Acme').locator('.dismiss summary').click();
    await row(ben.page, 'Acme').getByLabel('Why').fill('a customer');
    await row(ben.page, 'Acme').locator('button[value=dismiss]').click();
    await notice(ben.page).getByText('somebody was there before you').waitFor();
    expect(await notice(ben.page).innerText()).toContain('Acme GmbH: accepted, by anna');
    expect(await row(ben.page, 'Acme').innerText()).toContain('Accepted');
    expect(decided(cwd)).toEqual(['Acme GmbH accept']);

    await notice(ben.page).getByRole('button', { name: 'Do it all the same' }).click();
    await row(ben.page, 'Acme').getByText('dismissed: a customer').waitFor();
    await Promise.all([anna.context.close(), ben.context.close()]);
    expect(decided(cwd)).toEqual(['Acme GmbH accept', 'Acme GmbH dismiss a customer']);
  });

  it('with a notice of what was done for ten seconds, longer under the pointer; Ctrl Z works on', async (test) => {
    const { browser, cwd, url } = await opened(test);
    const { page, context } = await somebody(browser);
    await page.clock.install();
    await enter(page, url);
    await row(page, 'Acme').getByRole('button', { name: 'Accept' }).click();
    const told = notice(page).locator('.notice');
    await told.hover();
    await page.clock.runFor(15_000);
    expect(await told.isVisible()).toBe(true);
    await page.mouse.move(5, 5);
    await page.clock.runFor(15_000);
    expect(await told.isVisible()).toBe(false);
    await page.keyboard.press('Control+z');
    await row(page, 'Acme').getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await context.close();
    expect(decided(cwd)).toEqual(['Acme GmbH accept', 'Acme GmbH undo']);
  });

  it('without script: forms, and a new page after each', async (test) => {
    const { browser, cwd, url } = await opened(test);
    const { page, context } = await somebody(browser, { javaScriptEnabled: false });
    await enter(page, url);
    await row(page, 'Acme').getByRole('button', { name: 'Accept' }).click();
    await notice(page).getByText('Acme GmbH: accepted').waitFor();
    expect(await row(page, 'Acme').innerText()).toContain('Accepted');
    await notice(page).getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Acme').getByRole('button', { name: 'Accept', exact: true }).waitFor();

    for (const name of ['Bolt', 'Ember']) await row(page, name).locator('.pick input').check();
    await page.locator('#many .dismiss summary').click();
    await page.locator('#many').getByLabel('Why').fill('too small');
    await page.locator('#many button[value=dismiss]').click();
    await notice(page).getByText('2 organisations: dismissed (too small)').waitFor();
    await page.getByLabel('country').selectOption('Norway');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/country=Norway/);
    await context.close();
    expect(decided(cwd)).toEqual([
      'Acme GmbH accept',
      'Acme GmbH undo',
      'Bolt & Nut Ltd dismiss too small',
      'Ember Energy AS dismiss too small',
    ]);
  });
});
