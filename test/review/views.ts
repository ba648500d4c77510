import type { Page } from 'playwright-core';

/** A view of the review page as people come to see it: an address, and what is opened there. */
export interface View {
  name: string;
  path: string;
  open?: (page: Page) => Promise<unknown>;
}

const click = (selector: string) => (page: Page) => page.locator(selector).first().click();
/** Follows the first such link of a page. */
const follow = (selector: string) => async (page: Page) => {
  await page.goto(
    new URL((await page.locator(selector).first().getAttribute('href')) ?? '', page.url()).href,
  );
};

/** Every view, and every menu that can be open. */
export const views: readonly View[] = [
  { name: 'leads', path: '/' },
  { name: 'leads-reasons', path: '/', open: click('td.score summary') },
  { name: 'leads-dismiss', path: '/', open: click('td.do .dismiss summary') },
  { name: 'leads-more', path: '/', open: click('td.do .more summary') },
  { name: 'leads-weeks', path: '/', open: click('.weeks summary') },
  {
    name: 'leads-many',
    path: '/',
    async open(page) {
      for (const n of [0, 1, 2]) await page.locator('td.pick input').nth(n).check();
      await page.locator('#many .more summary').click();
    },
  },
  { name: 'leads-keys', path: '/', open: click('[data-keys]') },
  { name: 'leads-none', path: '/?q=nobody+is+called+so' },
  { name: 'leads-before', path: '/?run=2026-W45' },
  { name: 'organisation', path: '/', open: follow('a.name') },
  {
    name: 'organisation-more',
    path: '/',
    async open(page) {
      await follow('a.name')(page);
      await page.locator('.head .more summary').click();
    },
  },
  { name: 'network', path: '/', open: follow('a[data-key=w]') },
  { name: 'overview', path: '/overview' },
  { name: 'overview-table', path: '/overview', open: click('.figures summary') },
  { name: 'removed', path: '/removed' },
  { name: 'removed-group', path: '/removed', open: click('details.group summary') },
  { name: 'removed-all', path: '/removed?part=all' },
  { name: 'removed-not-for-us', path: '/removed?part=not-for-us' },
  { name: 'restore', path: '/removed', open: follow('a[href^="/removed/restore"]') },
  { name: 'rules', path: '/rules' },
  { name: 'rules-try', path: '/rules?name=Foo+Telecom' },
  { name: 'rule-new', path: '/rules/new' },
  {
    name: 'rule-edit',
    path: '/rules?q=telecom',
    open: follow('a[href^="/rules/edit"], a[href^="/rules/new?before"]'),
  },
  { name: 'rules-versions', path: '/rules/versions' },
  { name: 'rules-lint', path: '/rules/lint' },
  { name: 'rules-score', path: '/rules/score' },
  { name: 'quality', path: '/quality' },
  { name: 'digest', path: '/digest' },
  { name: 'not-found', path: '/nowhere' },
  { name: 'refused', path: '/organisation?key=nobody' },
];
