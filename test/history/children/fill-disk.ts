import { openHistory } from '../../../src/history/index.ts';
import { run, sighting, week } from '../make.ts';

/** `fill-disk.ts FILE`: records runs until the disk is full, and tells what is there then. */
const file = process.argv[2] ?? '';
const now = () => new Date('2026-11-22T08:00:00Z');
const history = openHistory(file, { now });
let recorded = 0;
let message = '';
while (message === '' && recorded < 1_000) {
  const seen = Array.from({ length: 300 }, (_, n) => sighting(`Organisation ${n} in ${recorded}`));
  try {
    history.record(run(week(recorded)), seen);
    recorded++;
  } catch (error) {
    message = String(error);
  }
}
history.close();
const again = openHistory(file, { now });
process.stdout.write(
  JSON.stringify({ recorded, message, problems: again.problems(), found: again.runs.list('own').length }),
);
again.close();
