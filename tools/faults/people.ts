import type { Fault } from './fault.ts';
import type { Trial } from './trial.ts';

/** Some of the leads, at least one. */
function some(trial: Trial): string[] {
  const keys = Array.from({ length: trial.leads }, (_, n) => trial.keyOf(n));
  const first = trial.below(keys.length);
  return keys.filter((_, n) => n === first || trial.random() < 0.2);
}

/** What people do in the CRM meanwhile. */
export const peopleFaults: readonly Fault[] = [
  {
    name: 'people edit values of ours',
    times: 12,
    async meet(trial) {
      await trial.push(50);
      for (const key of some(trial)) trial.edit(key);
      await trial.push(60);
      return true;
    },
  },
  {
    name: 'people edit values of ours after an answer was lost',
    times: 12,
    async meet(trial) {
      trial.crm.server.faults.push({ on: 'write', times: 1_000, act: 'lose' });
      await trial.push(60);
      trial.crm.server.faults.length = 0;
      const there = new Set(
        trial.crm.server.companies().map(({ values }) => values[trial.vendor.fields.key]),
      );
      const edited = some(trial).filter((key) => there.has(key));
      for (const key of edited) trial.edit(key);
      return edited.length > 0;
    },
  },
  {
    name: 'people delete companies of ours',
    times: 12,
    async meet(trial) {
      await trial.push(50);
      for (const key of some(trial)) trial.remove(key);
      await trial.push(60);
      return true;
    },
  },
];
