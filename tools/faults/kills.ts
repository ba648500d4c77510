import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Trial } from './trial.ts';

/** Kills a push at a moment of one of its requests; whether it came to that. */
async function killed(trial: Trial, moment: 'before' | 'done' | 'answered', isDropped = false) {
  const { server } = trial.crm;
  const purpose = trial.among(['other', 'read', 'write', 'write'] as const);
  let left = trial.among(trial.leads === trial.vendor.many ? [1, 2, 3] : [1, 1, 2]);
  const { signal } = await trial.pushApart(60, {
    meet: (kill) => {
      server.watch = async (at, of) => {
        if (at !== moment || of !== purpose || --left !== 0) return;
        if (isDropped) server.faults.push({ on: of, act: 'drop' });
        await kill();
      };
    },
  });
  return signal === 'SIGKILL';
}

/** A push that is killed as `kill -9` does, in a process of its own. */
export const kills: readonly Fault[] = [
  {
    name: 'SIGKILL when a request was sent, which is carried out all the same',
    times: 8,
    meet: (trial) => killed(trial, 'before'),
  },
  {
    name: 'SIGKILL when a request was carried out, before its answer',
    times: 8,
    meet: (trial) => killed(trial, 'done'),
  },
  { name: 'SIGKILL when the answer was there', times: 8, meet: (trial) => killed(trial, 'answered') },
  {
    name: 'SIGKILL at any moment',
    times: 8,
    async meet(trial) {
      const pause = trial.below(120);
      const { signal } = await trial.pushApart(60, {
        meet: (kill) => {
          let isMet = false;
          trial.crm.server.watch = async () => {
            if (isMet) return;
            isMet = true;
            void sleep(pause).then(kill);
          };
        },
      });
      return signal === 'SIGKILL';
    },
  },
];
