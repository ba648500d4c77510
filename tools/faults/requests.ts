import type { Purpose, Reply, Fault as ServerFault } from '../../test/stand-ins/crm/server.ts';
import type { Fault } from './fault.ts';
import type { Trial } from './trial.ts';

const seldom = [1, 2, 3];
/** So often that a push gives up. */
const always = 1_000;

/** A push in which requests go wrong; whether one did. */
async function faulty(trial: Trial, fault: ServerFault): Promise<boolean> {
  const before = fault.times ?? 1;
  trial.crm.server.faults.push(fault);
  await trial.push(60);
  return (fault.times ?? 1) < before;
}

const someFault = (
  trial: Trial,
  act: ServerFault['act'],
  purposes: readonly Purpose[],
  times: readonly number[],
): Promise<boolean> =>
  faulty(trial, {
    on: trial.among(purposes),
    after: trial.below(3),
    times: trial.among(times),
    act,
  });

/** A fault of single requests, in a first push or in an update. */
const fault = (
  name: string,
  act: (trial: Trial) => ServerFault['act'],
  purposes: readonly Purpose[] = ['read', 'write', 'write'],
  times: readonly number[] = [...seldom, always],
): Fault => ({
  name,
  times: 30,
  async meet(trial) {
    return someFault(trial, act(trial), purposes, times);
  },
});

const page: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
};

/** Requests that go wrong on the way, or are refused. */
export const requestFaults: readonly Fault[] = [
  fault('answer lost: carried out, then the connection is cut', () => 'lose'),
  fault('connection cut, not carried out', () => 'drop'),
  fault('500, not carried out', () => ({ refuse: { status: 500, body: 'on fire' } }), [
    'read',
    'write',
    'other',
  ]),
  fault('502 with a page of HTML, carried out all the same', () => ({ spoil: page })),
  fault("200 with a proxy's page in place of the answer, carried out", () => ({
    spoil: { ...page, status: 200 },
  })),
  fault('429 with Retry-After', () => ({
    refuse: { status: 429, headers: { 'retry-after': '3' }, body: {} },
  })),
  fault(
    '401 in the middle of a push',
    ({ vendor }) => ({ refuse: vendor.unauthorised }),
    ['read', 'write'],
    [always],
  ),
  {
    name: 'a whole batch refused for one lead in it',
    times: 30,
    async meet(trial) {
      const bad = JSON.stringify(trial.keyOf(trial.below(trial.leads)));
      return faulty(trial, {
        on: 'write',
        when: ({ body }) => body.includes(bad),
        times: always,
        act: { refuse: trial.vendor.batchRefusal },
      });
    },
  },
  {
    name: 'one lead of several refused',
    times: 30,
    for: ({ refusesNone }) => refusesNone === undefined,
    async meet(trial) {
      trial.crm.refuse(trial.keyOf(trial.below(trial.leads)));
      const { counts } = await trial.push(60);
      return counts.failed === 1;
    },
  },
  {
    name: 'every look-up fails',
    times: 30,
    async meet(trial) {
      const before = JSON.stringify(trial.crm.server.companies());
      const act = trial.among([
        'drop',
        { refuse: { status: 500, body: 'on fire' } },
        { spoil: page },
      ] as const);
      const isMet = await faulty(trial, { on: 'read', times: always, act });
      if (JSON.stringify(trial.crm.server.companies()) !== before)
        throw new Error('it wrote without looking');
      return isMet;
    },
  },
];
