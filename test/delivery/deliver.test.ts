import { describe, expect, it } from 'vitest';
import { deliver } from '../../src/delivery/deliver.ts';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import { deliveryExit, deliveryLine, keptLine } from '../../src/delivery/summary.ts';
import { exitCodes, UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type Operation, type WriteOutcome } from '../../src/sink/crm.ts';
import { someFile, someHistory } from '../history/make.ts';
import { companies, deliverable } from './make.ts';
import { memory, place, pushing } from './memory.ts';

const keyOf = (i: number) => `d:company-${i}.example`;
const unknownFault = () => new HttpFault('memory: lost the connection', { again: true, arrived: 'unknown' });
const lostFault = () => new HttpFault('memory: cannot reach it', { again: true, arrived: 'no' });
const finalFault = () => new HttpFault('memory: answered 403', { again: false, arrived: 'no' });

describe('before a request', () => {
  it('all leads are pending in the outbox, and what is written is in flight', async () => {
    const crm = memory({}, { read: 2, write: 2 });
    const { push, entry, history } = pushing(crm);
    const seen: unknown[] = [];
    crm.onRead = () => seen.push(history.outbox.counts('own').map(({ state, leads }) => [state, leads]));
    crm.onWrite = (operations, carryOut) => {
      const [{ key, values } = { key: '', values: {} }] = operations;
      seen.push([entry(key)?.state, entry(key)?.inflight, values]);
      return carryOut();
    };
    await push(companies(3));
    const values = {
      key: keyOf(0),
      name: 'Company 0',
      domain: 'company-0.example',
      score: 50,
      type: 'unsure',
    };
    expect(seen.slice(0, 3)).toEqual([
      [['pending', 3]],
      ['sending', values, values],
      [
        ['pending', 1],
        ['sent', 2],
      ],
    ]);
    expect(entry(keyOf(0))).toMatchObject({ state: 'sent', remoteId: '1', written: values, attempts: 1 });
    expect(entry(keyOf(0))?.inflight).toBeUndefined();
  });

  it('the account is asked for once for each set of secrets; another account knows nothing of the first', async () => {
    const crm = memory();
    const { push, history } = pushing(crm);
    await push(companies(1));
    await push(companies(1, 60));
    expect(crm.asked).toEqual(['account', 'read 1', 'write 1', 'read 1', 'write 1']);
    const other = memory({ fingerprint: 'f2' });
    other.opened.sink.account = async () => 'account 2';
    const { counts } = await pushing(other, history).push(companies(1, 60));
    expect(counts).toMatchObject({ created: 1, skipped: 0 });
    expect(
      history.outbox
        .ofKey('own', keyOf(0))
        .map(({ account }) => account)
        .toSorted(),
    ).toEqual(['account 1', 'account 2']);
  });

  it('an account that cannot be asked for stops the sink; nothing is noted', async () => {
    const crm = memory();
    const { push, history } = pushing(crm);
    crm.opened.sink.account = () => Promise.reject(finalFault());
    const result = await push(companies(1));
    expect(result.stopped).toMatchObject({ exitCode: exitCodes.delivery });
    expect(result.stopped?.message).toContain('answered 403');
    expect(deliveryLine(result)).toBe('memory: nothing was sent; no request.');
    expect(history.outbox.counts('own')).toEqual([]);
  });
});

describe('left-overs', () => {
  it('are sent with the next push, whatever its leads are; a predicate leaves some behind', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    crm.onWrite = () => {
      throw unknownFault();
    };
    expect((await push(companies(2))).counts).toMatchObject({ pending: 2 });
    crm.onWrite = undefined;
    const { counts } = await push([], { leftovers: (key) => key === keyOf(1) });
    expect(counts).toMatchObject({ created: 1, pending: 0 });
    expect([entry(keyOf(0))?.state, entry(keyOf(1))?.state]).toEqual(['pending', 'sent']);
    expect((await push([])).counts).toMatchObject({ created: 1 });
  });

  it('that were being sent when the process ended count as pending; what was in flight is ours', async () => {
    const crm = memory();
    const { push, entry, history } = pushing(crm);
    await push(companies(1, 50));
    // Another process wrote 60, and was killed before it knew.
    history.outbox.put(place, { ...before(entry(keyOf(0))), state: 'sending', inflight: { score: 60 } });
    crm.there.set('1', { ...crm.there.get('1'), score: 60 });
    const { counts } = await push(companies(1, 70));
    expect(counts).toMatchObject({ updated: 1, kept: 0 });
    expect(crm.there.get('1')).toMatchObject({ score: 70 });
    expect(entry(keyOf(0))).toMatchObject({ state: 'sent', written: { score: 70 } });
  });

  const before = <Some>(some: Some | undefined): Some => {
    if (some === undefined) throw new Error('not there');
    return some;
  };
});

describe('outcomes', () => {
  const answers = async (
    answer: (operations: readonly Operation[], done: WriteOutcome[]) => WriteOutcome[],
  ) => {
    const crm = memory();
    const run = pushing(crm);
    let times = 0;
    crm.onWrite = (operations, carryOut) => {
      const done = carryOut();
      return ++times === 1 ? answer(operations, done) : done;
    };
    // Seen before it is looked for again.
    const reasons: (string | undefined)[] = [];
    crm.opened.sleep = async () => {
      reasons.push(...companies(3).map((_, i) => run.entry(keyOf(i))?.reason));
    };
    const result = await run.push(companies(3));
    return { crm, reasons, ...result };
  };

  it('are one for each operation: a missing one means that nobody knows, and it is looked for', async () => {
    const { crm, reasons, counts } = await answers((_, done) => done.slice(1));
    expect(reasons).toEqual(['the answer did not tell of it', undefined, undefined]);
    expect(counts).toMatchObject({ created: 3, pending: 0 });
    expect([crm.there.size, crm.asked.at(-1)]).toEqual([3, 'read 1']);
  });

  it('likewise a double one, and one without an id', async () => {
    const double = await answers((_, done) => [...done, ...done.slice(0, 1)]);
    expect(double.reasons[0]).toBe('the answer told of it more than once');
    expect(double.crm.there.size).toBe(3);
    const nameless = await answers((_, [first, ...done]) => [
      { key: first?.key ?? '', outcome: 'created', remoteId: '' },
      ...done,
    ]);
    expect(nameless.reasons[0]).toBe('the answer did not tell its id');
    expect(nameless.crm.there.size).toBe(3);
  });

  it('that are for nobody are for nobody', async () => {
    const { counts, crm } = await answers((_, [first, ...done]) => [
      ...done,
      {
        key: 'd:stranger.example',
        outcome: 'created',
        remoteId: first?.outcome === 'created' ? first.remoteId : '',
      },
    ]);
    expect(counts).toMatchObject({ created: 3 });
    expect(crm.there.size).toBe(3);
  });

  it('suppressed: never tried again by itself', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    crm.onWrite = ([first]) => [{ key: first?.key ?? '', outcome: 'suppressed', reason: 'converted' }];
    expect((await push(companies(1))).counts).toMatchObject({ skipped: 1 });
    expect(entry(keyOf(0))).toMatchObject({ state: 'suppressed', reason: 'converted' });
    const before = crm.asked.length;
    expect((await push(companies(1, 60))).counts).toMatchObject({ skipped: 1 });
    expect(crm.asked.length).toBe(before);
  });

  it('refused because of one operation: halved until it is found, the others are written once', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    crm.onWrite = (operations, carryOut) => {
      if (operations.some(({ key }) => key === keyOf(5))) throw new BatchRefused('score: not an integer');
      return carryOut();
    };
    const { counts, problems } = await push(companies(8));
    expect(counts).toMatchObject({ created: 7, failed: 1 });
    expect(problems).toEqual([
      { key: keyOf(5), name: 'Company 5', fate: 'failed', reason: 'score: not an integer' },
    ]);
    expect(crm.asked.slice(2)).toEqual([
      'write 8',
      'write 4',
      'write 4',
      'write 2',
      'write 1',
      'write 1',
      'write 2',
    ]);
    expect([crm.there.size, entry(keyOf(5))?.state]).toEqual([7, 'failed']);
  });
});

describe('what fails', () => {
  it('without having arrived is tried twice more, then failed; the next push tries it again', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    crm.onWrite = () => {
      throw lostFault();
    };
    const result = await push(companies(1));
    expect(result.counts).toMatchObject({ failed: 1 });
    expect(crm.asked.slice(1)).toEqual(['read 1', 'write 1', 'read 1', 'write 1', 'read 1', 'write 1']);
    expect(crm.slept).toEqual([2_000, 10_000]);
    expect(entry(keyOf(0))).toMatchObject({
      state: 'failed',
      reason: 'memory: cannot reach it',
      attempts: 3,
    });
    expect(entry(keyOf(0))?.inflight).toBeUndefined();
    expect(deliveryExit([result])).toBe(exitCodes.delivery);
    crm.onWrite = undefined;
    expect((await push(companies(1))).counts).toMatchObject({ created: 1 });
  });

  it('for good is tried once', async () => {
    const crm = memory();
    crm.onWrite = () => {
      throw finalFault();
    };
    expect((await pushing(crm).push(companies(2))).counts).toMatchObject({ failed: 2 });
    expect(crm.asked.filter((one) => one.startsWith('write'))).toHaveLength(1);
  });

  it('and may have arrived is looked for before it is tried again, and stays pending in the end', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    crm.onWrite = () => {
      throw unknownFault();
    };
    const result = await push(companies(1));
    expect(result.counts).toMatchObject({ pending: 1 });
    expect(crm.asked.slice(1)).toEqual(['read 1', 'write 1', 'read 1', 'write 1', 'read 1', 'write 1']);
    expect(entry(keyOf(0))).toMatchObject({ state: 'pending', inflight: { score: 50 } });
    expect(deliveryExit([result])).toBe(exitCodes.delivery);
  });

  it('once, where it is one that may be tried again, is told as done', async () => {
    const crm = memory();
    let times = 0;
    crm.onWrite = (operations, carryOut) =>
      ++times === 1
        ? operations.map(({ key }) => ({ key, outcome: 'failed', reason: 'row locked', again: true }))
        : carryOut();
    const { counts, problems } = await pushing(crm).push(companies(2));
    expect({ counts, problems }).toMatchObject({ counts: { created: 2, failed: 0 }, problems: [] });
  });

  it('in looking creates nothing; other batches go on', async () => {
    const crm = memory({}, { read: 2, write: 2 });
    const { push, entry } = pushing(crm);
    crm.onRead = (refs) => {
      if (refs.some(({ key }) => key === keyOf(0))) throw finalFault();
    };
    expect((await push(companies(4))).counts).toMatchObject({ failed: 2, created: 2 });
    expect(entry(keyOf(0))?.reason).toBe('could not be looked up: memory: answered 403');
    expect(crm.there.size).toBe(2);
  });

  it('in looking is looked for again where that may go well', async () => {
    const crm = memory();
    crm.onRead = () => {
      crm.onRead = undefined;
      throw unknownFault();
    };
    expect((await pushing(crm).push(companies(2))).counts).toMatchObject({ created: 2, failed: 0 });
    expect(crm.slept).toEqual([2_000]);
  });

  it('in looking for one alone, because the answer left it out, does not create it', async () => {
    const crm = memory();
    crm.onRead = (_, found) => found.delete(keyOf(1));
    const { counts } = await pushing(crm).push(companies(3));
    expect(counts).toMatchObject({ failed: 1, created: 2 });
    expect(crm.there.size).toBe(2);
  });

  it('because of a bug of ours is thrown, after what was under way; all can be sent later', async () => {
    const crm = memory({}, { read: 1, write: 1 });
    const { push, history } = pushing(crm);
    crm.onWrite = (operations, carryOut) => {
      if (operations[0]?.key === keyOf(1)) throw new TypeError('oops');
      return carryOut();
    };
    await expect(push(companies(3))).rejects.toThrow('oops');
    expect(history.outbox.counts('own')).toMatchObject([
      { state: 'pending', leads: 2 },
      { state: 'sent', leads: 1 },
    ]);
    crm.onWrite = undefined;
    expect((await push(companies(3))).counts).toMatchObject({ created: 2, unchanged: 1 });
    expect(crm.there.size).toBe(3);
  });
});

describe('a push that ends early', () => {
  it('because the sink gives up leaves the rest pending, and says why', async () => {
    const crm = memory({}, { read: 2, write: 2 });
    const { push, history } = pushing(crm);
    crm.onWrite = (operations, carryOut) => {
      if (operations[0]?.key === keyOf(2))
        throw new UserError(exitCodes.delivery, 'memory: daily limit reached');
      return carryOut();
    };
    const result = await push(companies(6));
    expect(result.counts).toMatchObject({ created: 2, pending: 4 });
    expect(result.stopped?.message).toBe('memory: daily limit reached');
    expect(deliveryExit([result])).toBe(exitCodes.delivery);
    expect(crm.asked.slice(1)).toEqual(['read 2', 'write 2', 'read 2', 'write 2']);
    expect(history.outbox.counts('own')).toMatchObject([
      { state: 'pending', leads: 4 },
      { state: 'sent', leads: 2 },
    ]);
  });

  it('because fields cannot take what is mapped to them: asked once something was refused, at no other time', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    const answers = (answer: () => Promise<void>) => {
      crm.opened.sink.ready = () => {
        crm.asked.push('ready');
        return answer();
      };
    };
    crm.onWrite = () => Promise.reject(new BatchRefused('memory: refused'));
    answers(() => Promise.reject(new UserError(exitCodes.delivery, 'memory: no field score.')));
    const wrong = await push(companies(4));
    expect(wrong.stopped?.message).toBe('memory: no field score.');
    expect(wrong.counts).toMatchObject({ pending: 4 });
    expect(crm.asked).toEqual(['account', 'read 4', 'write 4', 'ready']);

    answers(() => Promise.reject(new HttpFault('memory: answered 500', { again: true, arrived: 'unknown' })));
    expect((await push(companies(4))).counts).toMatchObject({ failed: 4 });
    expect(crm.asked.filter((one) => one === 'ready')).toHaveLength(2);

    crm.onWrite = (_, carryOut) => carryOut();
    expect((await push(companies(4))).counts).toMatchObject({ created: 4 });
    expect(crm.asked.filter((one) => one === 'ready')).toHaveLength(2);
  });

  it('because of Ctrl-C finishes the request in flight, and leaves the rest pending', async () => {
    const interrupt = new AbortController();
    const crm = memory({ signal: interrupt.signal }, { read: 2, write: 2 });
    const { push } = pushing(crm);
    crm.onWrite = async (_, carryOut) => {
      interrupt.abort();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return carryOut();
    };
    const result = await push(companies(6));
    expect(result).toMatchObject({ interrupted: true, counts: { created: 2, pending: 4 } });
    expect(crm.asked.slice(1)).toEqual(['read 2', 'write 2']);
    expect(deliveryExit([result])).toBe(exitCodes.interrupted);
  });

  it('because of Ctrl-C before a write does not write', async () => {
    const interrupt = new AbortController();
    const crm = memory({ signal: interrupt.signal });
    crm.onRead = () => interrupt.abort();
    expect((await pushing(crm).push(companies(1))).counts).toMatchObject({ pending: 1 });
    expect(crm.there.size).toBe(0);
  });

  it('because of Ctrl-C in a pause does not try again', async () => {
    const interrupt = new AbortController();
    const sleep = () => {
      interrupt.abort();
      return Promise.reject(interrupt.signal.reason);
    };
    const crm = memory({ signal: interrupt.signal, sleep });
    crm.onWrite = () => {
      throw lostFault();
    };
    const result = await pushing(crm).push(companies(1));
    expect(result).toMatchObject({ interrupted: true, counts: { failed: 1 } });
    expect(crm.asked.filter((one) => one.startsWith('write'))).toHaveLength(1);
  });
});

describe('companies there', () => {
  it('are adopted by one lead only, also of the same push', async () => {
    const crm = memory({}, { read: 1, write: 1, parallel: 2 });
    const { push } = pushing(crm);
    crm.add({ name: 'Acme', domain: 'acme.example' });
    const both = ['n:acme', 'n:acme|DE'].map((key) =>
      deliverable(key, { organisation: { key, domain: 'acme.example' } }),
    );
    const { counts, problems } = await push(both);
    expect(counts).toMatchObject({ adopted: 1, refused: 1 });
    expect(problems[0]?.reason).toContain('belongs to another lead');
  });

  it('that another lead adopted earlier are not adopted, though their key is not in them', async () => {
    const crm = memory({ fields: [{ to: 'score', from: 'score', mode: 'owned' }] });
    const { push } = pushing(crm);
    crm.add({ domain: 'acme.example' });
    const [first, second] = ['n:acme', 'n:acme|DE'].map((key) =>
      deliverable(key, { organisation: { key, domain: 'acme.example' } }),
    );
    expect((await push(first ? [first] : [])).counts).toMatchObject({ adopted: 1 });
    expect((await push(second ? [second] : [])).counts).toMatchObject({ refused: 1 });
  });

  it('with the key of a lead that we do not remember are not adopted either', async () => {
    const crm = memory();
    crm.add({ key: 'n:other', domain: 'company-0.example' });
    const { counts, problems } = await pushing(crm).push(companies(1));
    expect(counts).toMatchObject({ refused: 1 });
    expect(problems[0]?.reason).toBe('1 in Memory belongs to another lead (n:other) already');
  });

  it('with our key are ours, whether we remember them or not; but what we never wrote is a person’s', async () => {
    const crm = memory();
    crm.add({ key: keyOf(0), name: 'Company 0', score: 50, type: 'business' });
    const { push } = pushing(crm);
    const { counts, kept } = await push(companies(1, 50));
    expect(counts).toMatchObject({ kept: 1, created: 0 });
    expect(kept.first).toMatchObject([{ field: 'type', ours: 'unsure', theirs: 'business' }]);
    // The score was just what we would have written: it is ours again.
    expect((await push(companies(1, 60))).counts).toMatchObject({ updated: 1 });
    expect(crm.there.get('1')).toMatchObject({ score: 60, type: 'business' });
  });

  it('that must not be written to are left alone for good', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    await push(companies(1));
    crm.onRead = (_, found) => {
      for (const one of found.values()) Object.assign(one[0] ?? {}, { closed: 'it was converted' });
    };
    expect((await push(companies(1, 60))).counts).toMatchObject({ skipped: 1 });
    expect(entry(keyOf(0))).toMatchObject({ state: 'suppressed', reason: 'it was converted', remoteId: '1' });
  });

  it('that are gone, and whose domain another company has, are followed there', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    await push(companies(1));
    crm.there.delete('1');
    crm.there.set('77', { name: 'Merged', domain: 'company-0.example' });
    expect((await push(companies(1, 60))).counts).toMatchObject({ adopted: 1 });
    expect(crm.there.get('77')).toMatchObject({ name: 'Merged', score: 60, key: keyOf(0) });
  });

  it('are made again for --recreate though the lead is in no list any more; a later push knows them', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    await push(companies(1));
    crm.there.clear();
    expect((await push(companies(1, 60))).counts).toMatchObject({ skipped: 1 });
    expect(entry(keyOf(0))).toMatchObject({ state: 'suppressed' });
    expect((await push([], { recreate: new Set([keyOf(0)]) })).counts).toMatchObject({ created: 1 });
    expect(entry(keyOf(0))).toMatchObject({ state: 'sent', recreate: false });
  });

  it('that are asked to be made again stay asked for until it is done', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    await push(companies(1));
    crm.there.clear();
    crm.onWrite = () => {
      throw unknownFault();
    };
    expect((await push(companies(1), { recreate: new Set([keyOf(0)]) })).counts).toMatchObject({
      pending: 1,
    });
    crm.onWrite = undefined;
    expect((await push([])).counts).toMatchObject({ created: 1 });
  });
});

describe('a sink that cannot read', () => {
  it('creates first, then updates all that is kept current; the same again is no request', async () => {
    const crm = memory();
    delete crm.opened.sink.read;
    const { push } = pushing(crm);
    const operations: Operation[] = [];
    crm.onWrite = (some, carryOut) => {
      operations.push(...some);
      return carryOut();
    };
    expect((await push(companies(1))).counts).toMatchObject({ created: 1 });
    expect((await push(companies(1))).counts).toMatchObject({ unchanged: 1 });
    expect((await push(companies(1, 60))).counts).toMatchObject({ updated: 1 });
    expect(operations).toMatchObject([
      { kind: 'create', values: { name: 'Company 0', score: 50 } },
      { kind: 'update', remoteId: '1', values: { key: keyOf(0), score: 60, type: 'unsure' } },
    ]);
    expect(operations[1]?.values).not.toHaveProperty('name');
  });
});

describe('batches', () => {
  it('read and write no more at once than the sink takes, so many of them at the same time', async () => {
    const crm = memory({}, { read: 4, write: 6, parallel: 2 });
    let [now, most] = [0, 0];
    crm.onRead = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
    };
    const { counts } = await pushing(crm).push(companies(20));
    expect(counts).toMatchObject({ created: 20 });
    expect(most).toBe(2);
    const sizes = (what: string) =>
      crm.asked.filter((one) => one.startsWith(what)).map((one) => Number(one.slice(what.length)));
    expect(Math.max(...sizes('read '))).toBe(4);
    expect(sizes('write ').toSorted()).toEqual([2, 6, 6, 6]);
  });

  it('tell how far they are', async () => {
    const crm = memory({}, { read: 2, write: 2 });
    const told: string[] = [];
    const { push } = pushing(crm);
    await push(companies(5), { onProgress: (done, total) => told.push(`${done}/${total}`) });
    expect(told).toEqual(['2/5', '4/5', '5/5']);
    crm.onWrite = () => {
      throw new UserError(exitCodes.delivery, 'memory: daily limit reached');
    };
    await push(companies(5, 60), { onProgress: () => told.push('more') });
    expect(told).not.toContain('more');
  });
});

describe('50,000 leads', () => {
  it('that are there already make no request and take less than 5 seconds', async () => {
    const crm = memory();
    const history = someHistory(someFile());
    const leads = companies(50_000).map((one, i) => ({ ...one, lead: { ...one.lead, score: i % 100 } }));
    const subjects = () => subjectsOf(leads, crm.opened.fields);
    history.outbox.noteAccount('memory', 'f1', 'account 1');
    history.outbox.transaction(() => {
      for (const subject of subjects()) {
        const { desired } = subject;
        const sent = { state: 'sent', remoteId: subject.key, written: desired, kept: [] } as const;
        history.outbox.put(place, { ...subject, ...sent, recreate: false, attempts: 1 });
      }
    });
    const before = process.cpuUsage();
    const { counts } = await deliver(crm.opened, history.outbox, 'own', subjects());
    // Of this process: what else the machine does is not ours.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(5);
    expect(counts).toMatchObject({ unchanged: 50_000 });
    expect(crm.asked).toEqual([]);
    history.close();
  }, 60_000);
});

describe('what is told', () => {
  it('is one line a sink, and one of what was kept', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    crm.add({ name: 'Theirs', domain: 'company-1.example' });
    crm.add({ name: 'A', domain: 'company-2.example' });
    crm.add({ name: 'B', domain: 'company-2.example' });
    await push(companies(1));
    crm.there.set('4', { ...crm.there.get('4'), type: 'customer' });
    const leads = companies(4).map((one) => ({
      ...one,
      lead: { ...one.lead, verdict: { ...one.lead.verdict, type: 'business' as const } },
    }));
    const result = await push(leads);
    expect(deliveryLine(result)).toBe(
      'memory: 4 leads: 1 created, 1 adopted, 1 kept, 1 refused (see "ga-leads outbox --failed"); 5 requests.',
    );
    expect(keptLine(result)).toBe(
      'push: kept 1 value that people changed in Memory: Company 0 type (ours business, theirs customer).',
    );
    expect(deliveryExit([result])).toBe(exitCodes.delivery);
    const again = await push(companies(1).concat(leads.slice(1, 2)));
    expect(deliveryExit([again])).toBe(exitCodes.done);
    expect(keptLine({ ...again, kept: { values: 0, first: [] } })).toBeUndefined();
  });
});
