import { mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../src/classify/classifier.ts';
import { rulesOf } from '../../src/config/rules.ts';

/** Rules as a file's text has them, and compiled. */
export function listOf(text: string, shown = 'my-rules.yaml') {
  const { rules } = rulesOf([{ path: `/there/${shown}`, shown, text }]);
  return { rules, classifier: compile(rules) };
}

/** A working folder with these files in it, by path. */
export async function folderWith(files: Record<string, string>): Promise<string> {
  const cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-workshop-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return cwd;
}
