import { setTimeout as sleep } from 'node:timers/promises';
import { deliver } from '../../../src/delivery/deliver.ts';
import { subjectsOf } from '../../../src/delivery/mapping.ts';
import { openKind } from '../../../src/delivery/open.ts';
import { openHistory } from '../../../src/history/index.ts';
import { companies } from '../make.ts';

/** `push.ts JSON`: delivers leads to a stand-in, as ga-leads push does, until it is killed. */
const { file, name, module, exported, own, env, leads, score } = JSON.parse(process.argv[2] ?? '');
const kind = (await import(module))[exported];
const now = () => new Date('2026-11-22T08:00:00Z');
const history = openHistory(file, { now });
const sink = await openKind({ name, title: name, kind }, own, {
  env,
  now,
  fetch,
  sleep: async (milliseconds) => {
    await sleep(Math.min(milliseconds, 20));
  },
  signal: new AbortController().signal,
});
const { counts } = await deliver(
  sink,
  history.outbox,
  'own',
  subjectsOf(companies(leads, score), sink.fields),
);
history.close();
process.stdout.write(JSON.stringify(counts));
