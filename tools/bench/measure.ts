import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const scratch = mkdtempSync(path.join(tmpdir(), 'ga-leads-bench-'));
const peak = new URL('./peak.ts', import.meta.url).href;
export const main = path.join(import.meta.dirname, '..', '..', 'src', 'main.ts');

export interface Measured {
  seconds: number;
  /** Peak memory of the process in MB. */
  megabytes: number;
  /** What it used of the processors: on a busy machine less than `seconds`. */
  cpuSeconds: number;
}

/** Runs a Node program in a process of its own, by default in the scratch folder. Throws if it fails. */
export async function measure(
  argv: readonly string[],
  { cwd = scratch, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Measured> {
  const file = path.join(scratch, 'peak');
  const started = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, ['--import', peak, ...argv], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env, PEAK_FILE: file },
    }).on('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
  return { seconds, ...JSON.parse(readFileSync(file, 'utf8')) };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Two programs in turn, A B A B …, so that a slower minute hits both; medians, and the ratio pair by pair. */
export async function compare(a: readonly string[], b: readonly string[], times: number) {
  const runs: { a: Measured; b: Measured }[] = [];
  for (let turn = 0; turn < times; turn++) runs.push({ a: await measure(a), b: await measure(b) });
  return {
    a: median(runs.map((run) => run.a.seconds)),
    b: median(runs.map((run) => run.b.seconds)),
    ratio: median(runs.map((run) => run.a.seconds / run.b.seconds)),
    difference: median(runs.map((run) => run.a.seconds - run.b.seconds)),
    megabytes: Math.max(...runs.map((run) => run.a.megabytes)),
  };
}

/** A deterministic network name; different numbers are different names. */
export function madeName(n: number): string {
  const first = [
    'north',
    'atlas',
    'delta',
    'kappa',
    'verde',
    'sierra',
    'helio',
    'terra',
    'quanta',
    'borea',
    'lumen',
    'orion',
  ];
  const second = [
    'steel',
    'foods',
    'pharma',
    'motors',
    'broadband',
    'bank',
    'paper',
    'telecom',
    'insurance',
    'school',
    'hosting',
  ];
  const form = ['gmbh', 'inc.', 'ltd', 's.p.a.', 'ag', 'llc', 'b.v.'];
  return `${first[n % 12]}${n.toString(36)} ${second[n % 11]} ${form[n % 7]}`;
}
