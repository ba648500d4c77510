import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One temporary folder for all that the tests write, gone when they have ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'ga-leads-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
