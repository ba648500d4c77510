import { openHistory } from '../../../src/history/index.ts';

/** Opens and closes a history: `open.ts FILE`. */
openHistory(process.argv[2] ?? '', { now: () => new Date('2026-11-22T08:00:00Z') }).close();
