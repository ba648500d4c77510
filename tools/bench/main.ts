import { rmSync } from 'node:fs';
import { benchFile } from './file.ts';
import { benchGa4 } from './ga4.ts';
import { benchHistory } from './history.ts';
import { scratch } from './measure.ts';
import { benchPush } from './push.ts';
import { benchReview } from './review.ts';
import { benchRules } from './rules.ts';
import { benchStartup } from './startup.ts';

/** `npm run bench [-- NAME…]`: every figure is a comparison within this run. */
const benches: Record<string, () => Promise<void>> = {
  file: benchFile,
  ga4: benchGa4,
  history: benchHistory,
  push: benchPush,
  review: benchReview,
  rules: benchRules,
  startup: benchStartup,
};

const asked = process.argv.slice(2);
try {
  for (const [name, bench] of Object.entries(benches))
    if (asked.length === 0 || asked.includes(name)) await bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
