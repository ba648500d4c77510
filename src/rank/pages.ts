import { RE2JS } from 're2js';
import type { Share } from '../types.ts';

/** Tells whether a page path is one of a settings' list of RE2 patterns (partial, case-insensitive). */
export type PageTest = (page: string) => boolean;

export function pageTest(patterns: readonly string[]): PageTest {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE));
  return (page) => compiled.some((pattern) => pattern.matcher(page).find());
}

/** Page views of these pages, counted by sessions where a source has no views. */
export const viewsOf = (pages: readonly Share[]): number =>
  pages.reduce((sum, page) => sum + (page.metrics.pageViews ?? page.metrics.sessions ?? 0), 0);
