import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/index.ts';
import { moves, nextStage, stages } from '../../src/history/stages.ts';
import { type Decision, inForce, standingOf } from '../../src/history/standing.ts';
import { now, someFile, someHistory } from './make.ts';

const today = '2026-11-22';
const acme = { key: 'n:acme', name: 'Acme', by: 'jo' };

/** A history with decisions on Acme. */
function decided(...decisions: Parameters<ReturnType<typeof someHistory>['decisions']['decide']>[1][]) {
  const history = someHistory();
  const made = decisions.map((decision) => history.decisions.decide('own', decision));
  const standing = (day = today) => history.decisions.standings('own', day).get('n:acme');
  return { history, made, standing };
}

describe('decisions', () => {
  it('are kept with who, when and why, and come back in order', () => {
    const { history } = decided(
      { ...acme, kind: 'dismiss', reason: 'competitor', until: '2027-03-31' },
      { ...acme, kind: 'assign', value: 'kim' },
    );
    expect(history.decisions.of('own', 'n:acme')).toStrictEqual([
      { ...acme, id: 1, kind: 'dismiss', reason: 'competitor', until: '2027-03-31', at: now().toISOString() },
      { ...acme, id: 2, kind: 'assign', value: 'kim', at: now().toISOString() },
    ]);
    expect(history.decisions.list('own')).toEqual(history.decisions.of('own', 'n:acme'));
    expect(history.decisions.list('sample')).toEqual([]);
    expect(history.decisions.of('own', 'n:other')).toEqual([]);
  });

  it('can be neither changed nor deleted', () => {
    const { history } = decided({ ...acme, kind: 'accept' });
    const db = new DatabaseSync(history.file);
    expect(() => db.exec('DELETE FROM decision')).toThrow('never deleted');
    expect(() => db.exec("UPDATE decision SET kind = 'dismiss'")).toThrow('never changed');
    db.close();
  });

  it('make a standing: the latest of each kind counts', () => {
    const { standing } = decided(
      { ...acme, kind: 'accept' },
      { ...acme, kind: 'dismiss', reason: 'too small' },
      { ...acme, kind: 'assign', value: 'kim' },
      { ...acme, kind: 'assign', value: 'lee' },
      { ...acme, kind: 'tag', value: 'fair' },
      { ...acme, kind: 'tag', value: 'dach' },
      { ...acme, kind: 'tag', value: 'fair' },
      { ...acme, kind: 'untag', value: 'dach' },
      { ...acme, kind: 'note', value: 'called' },
      { ...acme, kind: 'note', value: 'called again' },
      { ...acme, kind: 'stage', value: 'mql' },
    );
    expect(standing()).toEqual({
      verdict: { id: 2, kind: 'dismissed', reason: 'too small', by: 'jo', at: now().toISOString() },
      owner: 'lee',
      tags: ['fair'],
      stage: 'MQL',
      notes: 2,
    });
  });

  it('stand as asked for: by keys, or all', () => {
    const { history } = decided(
      { ...acme, kind: 'accept' },
      { ...acme, key: 'n:b', name: 'B', kind: 'accept' },
    );
    const keys = (...asked: [string[]?]) => [...history.decisions.standings('own', today, ...asked).keys()];
    expect(keys()).toEqual(['n:acme', 'n:b']);
    expect(keys(['n:b', 'n:none'])).toEqual(['n:b']);
    expect(history.decisions.standings('sample', today).size).toBe(0);
    expect(history.decisions.standings('sample', today, ['n:b']).size).toBe(0);
    history.decisions.decide('own', { ...acme, kind: 'note', value: 'once' });
    expect(history.decisions.standings('own', today, ['n:acme', 'n:acme']).get('n:acme')?.notes).toBe(1);
  });

  it('hold until their last day, then the one before counts again', () => {
    const { standing } = decided(
      { ...acme, kind: 'accept' },
      { ...acme, kind: 'dismiss', until: '2026-12-24' },
    );
    expect(standing('2026-12-24')?.verdict).toMatchObject({ kind: 'dismissed', until: '2026-12-24' });
    expect(standing('2026-12-25')?.verdict?.kind).toBe('accepted');
  });

  it('that are undone bring the one before back; an undo can be undone', () => {
    const { history, standing } = decided(
      { ...acme, kind: 'accept' },
      { ...acme, kind: 'dismiss' },
      { ...acme, kind: 'tag', value: 'fair' },
    );
    const undo = history.decisions.undo('own', 2, 'kim', 'by mistake');
    expect(undo).toMatchObject({ kind: 'undo', undoes: 2, key: 'n:acme', by: 'kim', reason: 'by mistake' });
    expect(standing()).toMatchObject({ verdict: { kind: 'accepted' }, tags: ['fair'] });
    expect(() => history.decisions.undo('own', 2, 'kim')).toThrow('decision 2 (dismiss) was undone already');
    history.decisions.undo('own', undo.id, 'kim');
    expect(standing()?.verdict?.kind).toBe('dismissed');
    history.decisions.undo('own', 3, 'kim');
    expect(standing()?.tags).toEqual([]);
    expect(() => history.decisions.undo('own', 99, 'kim')).toThrow('there is no decision 99');
    expect(() => history.decisions.undo('sample', 1, 'kim')).toThrow('there is no decision 1');
    expect(history.decisions.of('own', 'n:acme')).toHaveLength(6);
  });

  it('stand as if what was undone had never been', () => {
    const kinds = ['accept', 'dismiss', 'assign', 'tag', 'untag', 'note'] as const;
    const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), value: fc.constantFrom('x', 'y') }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, fc.array(fc.nat(11), { maxLength: 6 }), (made, undone) => {
        const decisions: Decision[] = made.map((step, id) => ({ ...acme, ...step, id, at: '' }));
        for (const [index, target] of undone.entries()) {
          const alive = inForce(decisions);
          if (target < made.length && alive.has(target)) {
            decisions.push({ ...acme, kind: 'undo', id: made.length + index, at: '', undoes: target });
          }
        }
        const left = decisions.filter(({ id, kind }) => kind !== 'undo' && !undone.includes(id));
        expect(standingOf(decisions, today)).toEqual(standingOf(left, today));
      }),
    );
  });

  it.each(['assign', 'tag', 'untag', 'note', 'stage'] as const)('%s needs to say what', (kind) => {
    const history = someHistory();
    expect(() => history.decisions.decide('own', { ...acme, kind, value: ' ' })).toThrow(`${kind} Acme`);
    expect(history.decisions.list('own')).toEqual([]);
  });
});

describe('stages', () => {
  it('of every kind can be come to, and left', () => {
    const reachable = new Set(Object.values(moves).flat());
    expect(stages.filter((stage) => !reachable.has(stage))).toEqual(['new']);
    expect(stages.filter((stage) => moves[stage].length === 0)).toEqual([]);
    expect(stages.filter((stage) => moves[stage].includes(stage))).toEqual([]);
  });

  it('move as the table says, in any case of letters', () => {
    expect(nextStage('Acme', 'MQL', 'sql')).toBe('SQL');
    expect(nextStage('Acme', 'customer', 'Service-Qualified')).toBe('service-qualified');
  });

  it.each([
    ['new', 'customer', 'new cannot become customer', 'accepted, MQL, SQL or PQL'],
    ['SQL', 'sql', 'the stage is SQL already', 'MQL, customer or lost'],
    ['MQL', 'hot', 'there is no stage "hot"', 'accepted, SQL, PQL, customer or lost'],
  ] as const)('%s to %s is refused, and the allowed ones are named', (from, to, message, allowed) => {
    expect(() => nextStage('Acme', from, to)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: `Acme: ${message}`,
        next: expect.stringContaining(allowed),
      }),
    );
  });

  it('follow from an accept, and go back with an undo', () => {
    const { history, standing } = decided({ ...acme, kind: 'accept' });
    expect(standing()?.stage).toBe('accepted');
    const move = (value: string) => history.decisions.decide('own', { ...acme, kind: 'stage', value });
    const { id } = move('MQL');
    move('SQL');
    expect(() => move('PQL')).toThrow('SQL cannot become PQL');
    expect(history.decisions.list('own')).toHaveLength(3);
    history.decisions.undo('own', id + 1, 'jo');
    expect(standing()?.stage).toBe('MQL');
    history.decisions.decide('own', { ...acme, kind: 'accept' });
    expect(standing()?.stage).toBe('MQL');
  });
});

describe('deliveries', () => {
  const digest = { kind: 'slack', site: 'own', window: '2026-W46', segment: 'dach' } as const;

  it('have an id that is the same for ever, and another for whatever differs', () => {
    const [a, b] = [someHistory(), someHistory()];
    const id = a.deliveries.of(digest).id;
    expect(id).toBe(b.deliveries.of(digest).id);
    expect(id).toBe('ecc3cd87cac39f2cb8fae8e6ca6526d7');
    const others = [
      { ...digest, kind: 'mail' },
      { ...digest, site: 'sample' as const },
      { ...digest, window: '2026-W47' },
      { ...digest, segment: 'all' },
    ];
    expect(new Set([digest, ...others].map((subject) => a.deliveries.of(subject).id)).size).toBe(5);
  });

  it('go out once', () => {
    const { deliveries } = someHistory();
    expect(deliveries.of(digest).state).toBe('pending');
    expect(deliveries.begin(digest)).toBe(true);
    deliveries.settle(digest, 'sent', 'ts 1763.1');
    expect(deliveries.of(digest)).toMatchObject({ state: 'sent', detail: 'ts 1763.1' });
    expect(deliveries.begin(digest)).toBe(false);
    expect(() => deliveries.settle(digest, 'failed')).toThrow('was not begun');
    expect(deliveries.list('own')).toEqual([deliveries.of(digest)]);
  });

  it('go out again only when that is asked for', () => {
    const { deliveries } = someHistory();
    deliveries.begin(digest);
    deliveries.settle(digest, 'sent', 'ts 1763.1');
    expect(deliveries.begin(digest, true)).toBe(true);
    expect(deliveries.of(digest).state).toBe('unknown');
  });

  it('that failed go out again; those of which nobody knows only when that is asked for', () => {
    const file = someFile();
    const first = openHistory(file, { now });
    expect(first.deliveries.begin(digest)).toBe(true);
    first.deliveries.settle(digest, 'failed', 'HTTP 500');
    expect(first.deliveries.begin(digest)).toBe(true);
    first.close();
    const second = openHistory(file, { now });
    expect(second.deliveries.of(digest)).toStrictEqual({
      ...digest,
      id: second.deliveries.of(digest).id,
      state: 'unknown',
      at: now().toISOString(),
    });
    expect(second.deliveries.begin(digest)).toBe(false);
    expect(second.deliveries.begin(digest, true)).toBe(true);
  });
});
