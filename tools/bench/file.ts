import { once } from 'node:events';
import { createWriteStream, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare, madeName, main, scratch } from './measure.ts';

const rows = 1_000_000;
const names = 200_000;

/** As Universal Analytics exported it: ten columns, thousands in quotes. */
async function writeReport(file: string): Promise<void> {
  const out = createWriteStream(file);
  const comments = ['-'.repeat(40), 'All Web Site Data', 'Network', '20190902-20190908', '-'.repeat(40)];
  out.write(comments.map((line) => `# ${line}\n`).join(''));
  out.write('\nService Provider,Users,New Users,Sessions,Bounce Rate,Pages / Session,Avg. Session Duration,');
  out.write('Goal Conversion Rate,Goal Completions,Goal Value\n');
  for (let row = 0; row < rows; row++) {
    const line =
      `"${madeName((row * 7919) % names)}","1,${100 + (row % 900)}",${row % 900},"2,${100 + (row % 900)}",` +
      `${(row % 1000) / 10}%,${1 + (row % 70) / 10},00:0${row % 10}:${10 + (row % 50)},0.00%,${row % 3},$0.00\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** A long report through the whole run, against the same CSV library only parsing it. */
export async function benchFile(): Promise<void> {
  const file = path.join(scratch, 'report.csv');
  await writeReport(file);
  // What the history adds is measured by `npm run bench -- history`.
  const settings = path.join(scratch, 'off.yaml');
  writeFileSync(settings, 'history: off\n');
  const run = ['run', '--config', settings, '--input', file, '--quiet', '--format', 'csv', '--limit', '1'];
  const parse = path.join(import.meta.dirname, 'parse-only.ts');
  const named = await compare([main, ...run], [parse, file, 'named'], 3);
  const bare = await compare([main, ...run], [parse, file, 'bare'], 3);
  const size = Math.round(statSync(file).size / 1e6);
  const seconds = (n: number) => `${n.toFixed(1)} s`;
  console.log(
    `file: ${rows.toLocaleString('en-GB')} rows (${size} MB), ${names.toLocaleString('en-GB')} names: whole run ${seconds(named.a)}, ` +
      `papaparse alone, cells by header ${seconds(named.b)}: ratio ${named.ratio.toFixed(2)} (at most 3); ` +
      `bare cells ${seconds(bare.b)}: ratio ${bare.ratio.toFixed(2)}; ` +
      `${Math.round(Math.max(named.megabytes, bare.megabytes))} MB (under 600)`,
  );
}
