import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colours, darkColours } from '../../src/digest/html/colours.ts';
import { digestHtml } from '../../src/digest/html/page.ts';
import { shown } from '../../src/digest/words.ts';
import { chromiumPath, openChromium } from '../chromium.ts';
import { excluded, factsAfter, hostileTexts, hostileWeek, visitor } from './make.ts';

const executable = chromiumPath();
let browser: Browser | undefined;
const files = { usual: '', hostile: '' };

beforeAll(async () => {
  if (!executable) return;
  browser = await openChromium(executable);
  const folder = mkdtempSync(path.join(tmpdir(), 'ga-leads-page-'));
  const write = (name: string, html: string) => {
    writeFileSync(path.join(folder, name), html);
    return pathToFileURL(path.join(folder, name)).href;
  };
  const usual = factsAfter({
    8: [visitor('Old AG')],
    9: [visitor('Old AG', { status: 'steady' })],
    10: [
      visitor('Acme GmbH'),
      visitor('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'),
      visitor('Old AG', { status: 'rising', metrics: { sessions: 25 } }),
      excluded('Host & Sons'),
    ],
  });
  const hostile = factsAfter({ 10: [...hostileWeek, ...hostileTexts.map((text) => excluded(text))] });
  files.usual = write('usual.html', await digestHtml(usual));
  files.hostile = write('hostile.html', await digestHtml(hostile));
}, 60_000);
afterAll(() => browser?.close());

/** The page as somebody opens it: what `script` sees, what the page asked for, what it said. */
async function look(
  skip: (why: string) => never,
  file: keyof typeof files,
  options: BrowserContextOptions,
  script: string,
  media: 'screen' | 'print' = 'screen',
) {
  if (!browser) return skip('Chromium is missing (Debian: chromium)');
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('dialog', async (dialog) => {
    said.push(dialog.message());
    await dialog.dismiss();
  });
  await page.emulateMedia({ media, colorScheme: options.colorScheme ?? 'light' });
  await page.goto(files[file]);
  const seen: unknown = await page.evaluate(script);
  await context.close();
  return { seen, asked, said };
}

const phone = { viewport: { width: 360, height: 740 } };
const desktop = { viewport: { width: 1280, height: 900 } };
const colourOf = (selector: string, property: string) =>
  `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`;
const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describe('the page in a browser', () => {
  it.for([
    ['a phone', phone],
    ['a desktop', desktop],
  ] as const)('fits %s, whatever the names are', async ([, size], { skip }) => {
    for (const file of ['usual', 'hostile'] as const) {
      const { seen } = await look(skip, file, size, 'document.documentElement.scrollWidth');
      expect(seen).toBe(size.viewport.width);
    }
  });

  it('puts the charts below one another on a phone, side by side on a desktop', async ({ skip }) => {
    const lefts =
      '[...document.querySelectorAll("svg")].map((svg) => Math.round(svg.getBoundingClientRect().left))';
    const columns = async (size: BrowserContextOptions) =>
      new Set((await look(skip, 'usual', size, lefts)).seen as number[]).size;
    expect([await columns(phone), await columns(desktop)]).toEqual([1, 2]);
  });

  it.for(['light', 'dark'] as const)('has %s colours where they are asked for', async (scheme, { skip }) => {
    const wanted = scheme === 'dark' ? darkColours : colours;
    const script = `[${colourOf('body', 'backgroundColor')}, ${colourOf('.card', 'backgroundColor')}, ${colourOf('.name', 'color')}, ${colourOf(`svg [fill="${colours.accent}"]`, 'fill')}]`;
    const { seen } = await look(skip, 'usual', { ...desktop, colorScheme: scheme }, script);
    expect(seen).toEqual([wanted.page, wanted.card, wanted.ink, wanted.accent].map(rgb));
  });

  it('is printed dark on white, with the figures of the charts', async ({ skip }) => {
    const isSeen = 'document.querySelector("details td").checkVisibility()';
    const script = `[${colourOf('body', 'backgroundColor')}, ${colourOf('.name', 'color')}, ${isSeen}]`;
    const { seen } = await look(skip, 'usual', { ...desktop, colorScheme: 'dark' }, script, 'print');
    expect(seen).toEqual(['rgb(255, 255, 255)', rgb(colours.ink), true]);
  });

  it('tells all figures and keeps its order without <style>, <svg> and <details>', async ({ skip }) => {
    const script = `document.querySelectorAll('style, svg').forEach((one) => one.remove());
      document.querySelectorAll('details').forEach((one) => one.replaceWith(...one.children));
      [document.documentElement.scrollWidth, document.body.innerText]`;
    const { seen } = await look(skip, 'usual', { viewport: { width: 640, height: 900 } }, script);
    const [width, text] = seen as [number, string];
    expect(width).toBe(640);
    expect(text).toMatch(
      /3\s+leads[\s\S]*New 2[\s\S]*Acme GmbH[\s\S]*Rising[\s\S]*2026-W44\s+1\s+1\s+2026-W45/,
    );
  });

  it('shows names as text, asks for nothing and runs nothing', async ({ skip }) => {
    const active =
      'document.querySelectorAll("a, img, script, iframe, link, object, embed, form, use, base").length';
    const { seen, asked, said } = await look(
      skip,
      'hostile',
      desktop,
      `[document.body.innerText, ${active}]`,
    );
    const [text, count] = seen as [string, number];
    for (const name of hostileTexts) expect(text).toContain(shown(name));
    expect({ count, asked, said }).toEqual({ count: 0, asked: [files.hostile], said: [] });
  });
});

describe('the colours', () => {
  const light = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number =>
    (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);

  it.each([
    ['light', colours],
    ['dark', darkColours],
  ])('of texts can be read by everybody: %s (WCAG 2.2, 1.4.3)', (_scheme, set) => {
    for (const text of ['ink', 'muted', 'accent', 'good', 'warn'] as const) {
      expect([text, contrast(set[text], set.card) >= 4.5]).toEqual([text, true]);
    }
    expect(contrast(set.accent, set.chip)).toBeGreaterThan(4.5);
    expect(contrast(set.muted, set.page)).toBeGreaterThan(4.5);
  });
});
