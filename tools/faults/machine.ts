import { copyFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';

const lockedPush = path.join(import.meta.dirname, 'locked-push.ts');

/** What happens to the machine that pushes, and to its history. */
export const machineFaults: readonly Fault[] = [
  {
    name: 'two pushes at the same time',
    times: 4,
    async meet(trial) {
      const pause = trial.below(200);
      const both = await Promise.all([
        trial.pushApart(60, { program: lockedPush }),
        sleep(pause).then(() => trial.pushApart(60, { program: lockedPush })),
      ]);
      const codes = both.map(({ code }) => code);
      if (!codes.includes(0)) throw new Error(`neither of two pushes ended well: ${codes.join(', ')}`);
      return codes.some((code) => code !== 0);
    },
  },
  {
    name: 'the disk is full',
    times: 8,
    async meet(trial) {
      await trial.push(50);
      const size = Math.ceil(statSync(trial.file).size / 1024);
      const { code } = await trial.pushApart(60, { limit: trial.among([24, 40, 64, 96, size, size + 16]) });
      return code !== 0;
    },
  },
  {
    name: 'the history is locked by another program',
    times: 2,
    async meet(trial) {
      let other: DatabaseSync | undefined;
      const at = trial.among(['before', 'done'] as const);
      const { code } = await trial.pushApart(60, {
        meet: () => {
          trial.crm.server.watch = (moment, purpose) => {
            if (other || moment !== at || purpose === 'other') return;
            other = new DatabaseSync(trial.file);
            other.exec('BEGIN IMMEDIATE');
          };
        },
      });
      other?.close();
      return code !== 0;
    },
  },
  {
    name: 'the history is lost: a new one is begun, the same week pushed',
    times: 12,
    sameAgain: true,
    async meet(trial) {
      await trial.push(60);
      rmSync(trial.file);
      return true;
    },
  },
  {
    name: 'the history is an old copy, the last week is pushed again',
    times: 12,
    sameAgain: true,
    async meet(trial) {
      await trial.push(50);
      const copy = `${trial.file}.copy`;
      copyFileSync(trial.file, copy);
      await trial.push(60);
      copyFileSync(copy, trial.file);
      return true;
    },
  },
];
