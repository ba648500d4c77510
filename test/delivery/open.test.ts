import { describe, expect, it } from 'vitest';
import { openKind } from '../../src/delivery/open.ts';
import { exitCodes } from '../../src/errors.ts';
import { fakeEdge } from '../edge.ts';
import { fakeClock } from './make.ts';
import { type TinySettings, tiny } from './tiny.ts';

const plain: TinySettings = { enabled: true, baseUrl: 'https://tiny.example', fields: {} };

const open = (own: Partial<TinySettings> = {}, token: string | undefined = 't0ken', more = {}) => {
  const { edge } = fakeEdge({ env: { TINY_TOKEN: token }, ...more });
  return openKind({ name: 'tiny', title: 'Tiny', kind: tiny }, { ...plain, ...own }, edge);
};

describe('an opened sink', () => {
  it('has a fingerprint of what chooses the account, from which no secret can be told', async () => {
    const { fingerprint } = await open();
    expect(fingerprint).toMatch(/^[0-9a-f]{12}$/);
    const of = async (...given: Parameters<typeof open>) => (await open(...given)).fingerprint;
    expect(await of({ enabled: false, fields: { country: 'country' } })).toBe(fingerprint);
    const others = [await of({}, 'another'), await of({ baseUrl: 'https://other.example' })];
    expect(new Set([fingerprint, ...others]).size).toBe(3);
  });

  it('has the mapping of the settings; what is wrong in it is told by its path', async () => {
    const { fields } = await open({ fields: { country: 'country', sessions: 'off' } });
    expect(fields.map(({ to }) => to)).toEqual(['ga_key', 'name', 'domain', 'score', 'evidence', 'country']);
    await expect(open({ fields: { sesions: 'off' } })).rejects.toMatchObject({
      exitCode: exitCodes.input,
      message: expect.stringContaining('sinks.tiny.fields.sesions'),
    });
  });

  it('clears texts of its secrets and of what is not to be shown', async () => {
    const { clear } = await open();
    expect(clear('token t0ken \u001b[31m refused')).toBe('token *** [31m refused');
    expect(clear('x'.repeat(9_000)).length).toBeLessThan(1_000);
  });

  it('asks at its own pace, and counts', async () => {
    const clock = fakeClock();
    const { sink, requests } = await open({}, 't0ken', {
      ...clock,
      fetch: async () => new Response('account'),
    });
    for (let i = 0; i < 101; i++) await sink.account();
    expect([requests(), clock.slept]).toEqual([101, [1_000]]);
  });
});
