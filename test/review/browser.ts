import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const main = path.join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** `ga-leads review` in a folder, as a person starts it. */
export async function startReview(cwd: string, more: readonly string[] = []) {
  const argv = [main, 'review', '--port', '0', '--no-open', '--by', 'anna', ...more];
  const child: ChildProcess = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (piece) => {
    said += piece;
  });
  const ended = once(child, 'close');
  const { stdout } = child;
  if (!stdout) throw new Error('it has no stdout');
  const line = once(createInterface(stdout), 'line').then(([first]) => String(first));
  const url = await Promise.race([line, ended.then(() => Promise.reject(new Error(said)))]);
  return {
    url,
    said: () => said,
    async end() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Somebody's browser: its page, what it asked of other hosts (which is not let through), and what went wrong in it. */
export async function somebody(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const strange: string[] = [];
  const wrong: string[] = [];
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => {
      strange.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('dialog', async (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { context, page, strange, wrong };
}

/** Opens the address that was printed, and waits for the list. */
export async function enter(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForURL(new URL('/', url).href);
  await page.locator('h1', { hasText: 'Leads' }).waitFor();
}
