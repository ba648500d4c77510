import { describe, expect, it } from 'vitest';
import type { OutboxEntry, OutboxPlace } from '../../src/history/outbox-entry.ts';
import { someFile, someHistory } from './make.ts';

const here: OutboxPlace = { site: 'own', sink: 'hubspot', account: 'portal 1' };
const there: OutboxPlace = { site: 'own', sink: 'pipedrive', account: 'company 7' };

const entry = (key: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  name: key.toUpperCase(),
  state: 'pending',
  desired: { score: 50 },
  written: {},
  kept: [],
  recreate: false,
  attempts: 0,
  at: '2026-11-22T08:00:00.000Z',
  ...more,
});

describe('the outbox', () => {
  it('gives back what was put into it, by place and key, also after it was closed', () => {
    const file = someFile();
    const history = someHistory(file);
    const whole = entry('d:acme.com', {
      domain: 'acme.com',
      state: 'failed',
      remoteId: '17',
      inflight: { score: 60, name: "O'Brien \u{1f680}" },
      written: { score: 40 },
      kept: [{ field: 'score', ours: 60, theirs: '' }],
      reason: 'no',
      recreate: true,
      attempts: 3,
    });
    history.outbox.put(here, entry('d:acme.com'));
    history.outbox.put(here, whole);
    history.outbox.put(there, entry('d:acme.com'));
    history.close();
    const { outbox } = someHistory(file);
    expect(outbox.of(here, ['d:acme.com', 'd:other.com'])).toEqual(
      new Map([['d:acme.com', { ...here, ...whole }]]),
    );
    expect(outbox.of(there, ['d:acme.com']).get('d:acme.com')).toEqual({ ...there, ...entry('d:acme.com') });
    expect(outbox.of({ ...here, account: 'portal 2' }, ['d:acme.com']).size).toBe(0);
    expect(outbox.ofKey('own', 'd:acme.com').map(({ sink }) => sink)).toEqual(['hubspot', 'pipedrive']);
  });

  it('lists by sink, state and key, and counts', () => {
    const { outbox } = someHistory();
    outbox.put(here, entry('a', { state: 'sent' }));
    outbox.put(here, entry('b', { state: 'failed' }));
    outbox.put(there, entry('a', { state: 'failed' }));
    outbox.put({ ...here, site: 'sample' }, entry('a'));
    const keys = (filter: Parameters<typeof outbox.list>[1]) =>
      outbox.list('own', filter).map(({ sink, key }) => `${sink} ${key}`);
    expect(keys({})).toEqual(['hubspot a', 'hubspot b', 'pipedrive a']);
    expect(keys({ sink: 'hubspot' })).toEqual(['hubspot a', 'hubspot b']);
    expect(keys({ states: ['failed'] })).toEqual(['hubspot b', 'pipedrive a']);
    expect(keys({ states: ['failed'], keys: ['a'] })).toEqual(['pipedrive a']);
    expect(outbox.counts('own')).toEqual([
      { sink: 'hubspot', account: 'portal 1', state: 'failed', leads: 1 },
      { sink: 'hubspot', account: 'portal 1', state: 'sent', leads: 1 },
      { sink: 'pipedrive', account: 'company 7', state: 'failed', leads: 1 },
    ]);
  });

  it('retries what failed, and nothing else', () => {
    const { outbox } = someHistory();
    for (const state of ['pending', 'sent', 'failed', 'suppressed'] as const)
      outbox.put(here, entry(state, { state }));
    outbox.put(there, entry('failed', { state: 'failed' }));
    expect(outbox.retry('own', { keys: ['sent', 'suppressed'] })).toBe(0);
    expect(outbox.retry('own', { sink: 'hubspot' })).toBe(1);
    expect(outbox.pending(here).toSorted()).toEqual(['failed', 'pending']);
    expect(outbox.pending(there)).toEqual([]);
  });

  it('drops what is not sent yet: nothing is forgotten of it, but it is not sent by itself', () => {
    const { outbox } = someHistory();
    outbox.put(here, entry('a', { written: { score: 40 }, remoteId: '1' }));
    outbox.put(here, entry('b', { state: 'sent' }));
    expect(outbox.drop('own', { keys: ['a', 'b'] })).toBe(1);
    expect(outbox.of(here, ['a']).get('a')).toMatchObject({
      state: 'suppressed',
      reason: 'dropped from the outbox',
      remoteId: '1',
      written: { score: 40 },
    });
  });

  it('takes back what was being sent, and knows who has a company', () => {
    const { outbox } = someHistory();
    outbox.put(here, entry('a', { state: 'sending', remoteId: '1', inflight: { score: 1 } }));
    outbox.put(there, entry('b', { state: 'sending' }));
    expect(outbox.recover(here)).toBe(1);
    expect(outbox.of(here, ['a']).get('a')).toMatchObject({ state: 'pending', inflight: { score: 1 } });
    expect(outbox.of(there, ['b']).get('b')?.state).toBe('sending');
    expect(outbox.owners(here, ['1', '2'])).toEqual(new Map([['1', 'a']]));
  });

  it('knows the account of a fingerprint', () => {
    const { outbox } = someHistory();
    expect(outbox.account('hubspot', 'f1')).toBeUndefined();
    outbox.noteAccount('hubspot', 'f1', 'portal 1');
    outbox.noteAccount('hubspot', 'f1', 'portal 2');
    expect([outbox.account('hubspot', 'f1'), outbox.account('pipedrive', 'f1')]).toEqual([
      'portal 2',
      undefined,
    ]);
  });
});
