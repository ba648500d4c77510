import { withLock } from '../../src/history/lock.ts';

/** As the tests' push in a process of its own, with the lock that every command which writes takes. */
const { file } = JSON.parse(process.argv[2] ?? '');
await withLock(file, { pid: process.pid, command: 'push', at: new Date() }, async () => {
  await import('../../test/delivery/children/push.ts');
});
