import { rmSync } from 'node:fs';
import pLimit from 'p-limit';
import { scratch } from './bench/measure.ts';
import type { Fault } from './faults/fault.ts';
import { kills } from './faults/kills.ts';
import { machineFaults } from './faults/machine.ts';
import { peopleFaults } from './faults/people.ts';
import { requestFaults } from './faults/requests.ts';
import { type Damage, Trial } from './faults/trial.ts';
import { type Vendor, vendors } from './faults/vendors.ts';

/**
 * `npm run faults [-- WORD…]`: pushes into CRMs that stand in, while things go wrong, and counts what is lost, doubled
 * or written over in the end. Only faults whose name has one of the words, where there are any. Exit 1 if there is
 * any damage.
 */
const words = process.argv.slice(2);
const faults = [...kills, ...requestFaults, ...peopleFaults, ...machineFaults].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

interface Total extends Damage {
  tried: number;
}

/** Tries a fault once; undefined where it did not come to it. */
async function tryOnce(fault: Fault, vendor: Vendor, seed: number): Promise<Damage | undefined> {
  const crm = await vendor.start();
  try {
    const trial = new Trial(vendor, crm, seed);
    await trial.before();
    const isMet = await fault.meet(trial);
    crm.server.faults.length = 0;
    crm.mend();
    await trial.push(fault.sameAgain || trial.random() < 0.5 ? trial.score : 70);
    return isMet ? trial.damage() : undefined;
  } finally {
    await crm.server.close();
  }
}

const told: string[] = [];
/** As many at once as hold each other up little. */
const turn = pLimit(3);

async function tryOften(fault: Fault): Promise<Total> {
  const total: Total = { tried: 0, lost: 0, doubled: 0, overwritten: 0 };
  const those = vendors.filter((vendor) => fault.for?.(vendor) ?? true);
  const each = those.flatMap((vendor) =>
    Array.from({ length: fault.times }, (_, seed) => ({ vendor, seed })),
  );
  await turn.map(each, async ({ vendor, seed }) => {
    const damage = await tryOnce(fault, vendor, seed).catch((error: unknown): Damage => {
      told.push(
        `${fault.name}, ${vendor.name}, seed ${seed}: ${error instanceof Error ? error.stack : error}`,
      );
      return { lost: 1, doubled: 0, overwritten: 0 };
    });
    if (!damage) return;
    const { lost, doubled, overwritten } = damage;
    if (lost + doubled + overwritten > 0) {
      told.push(`${fault.name}, ${vendor.name}, seed ${seed}: ${JSON.stringify(damage)}`);
    }
    total.tried++;
    total.lost += lost;
    total.doubled += doubled;
    total.overwritten += overwritten;
  });
  return total;
}

try {
  let isSound = true;
  console.log('| fault | tried | lost | doubled | people’s values written over |\n|---|---:|---:|---:|---:|');
  for (const fault of faults) {
    const { tried, lost, doubled, overwritten } = await tryOften(fault);
    console.log(`| ${fault.name} | ${tried} | ${lost} | ${doubled} | ${overwritten} |`);
    isSound &&= tried > 0 && lost + doubled + overwritten === 0;
  }
  for (const line of told) console.error(line);
  if (!isSound) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
