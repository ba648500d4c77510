import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../src/history/lock.ts';

/** `hold-lock.ts FILE COMMAND TIME`: holds the lock until it is killed, and says when it has it. */
const [file = '', command = '', at = ''] = process.argv.slice(2);
await withLock(file, { pid: process.pid, command, at: new Date(at) }, async () => {
  process.stdout.write('held\n');
  await sleep(60_000);
});
