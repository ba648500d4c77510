import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/classify/classifier.ts';
import { secondOpinion } from '../../src/classify/model/second-opinion.ts';
import { readNameModel } from '../../src/config/model.ts';
import { loadRules } from '../../src/config/rules.ts';
import { settingsSchema } from '../../src/config/schema.ts';

const { rules } = await loadRules(['default'], '.');
const { modelThresholds } = settingsSchema.parse({});
const classifier = compile(rules);
const withModel = compile(rules, { secondOpinion: secondOpinion(await readNameModel(), modelThresholds) });
const traps = readFileSync(new URL('../cases/traps/names.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [name = '', side = '', type = '', note = ''] = line.split('\t');
    return { name, side, type, note };
  });

function judged(name: string, by = classifier) {
  const { kept, type, rule, matched } = by.verdict(name);
  return { side: kept ? 'keep' : 'exclude', type, by: `${rule?.id ?? 'no rule'} on '${matched ?? ''}'` };
}

describe('names on which naive lists fail', () => {
  it('are many, on both sides, each once', () => {
    expect(traps.length).toBeGreaterThan(600);
    expect(traps.filter(({ side }) => side === 'keep').length).toBeGreaterThan(300);
    expect(traps.filter(({ side }) => side === 'exclude').length).toBeGreaterThan(200);
    expect(new Set(traps.map(({ name }) => name.toLowerCase())).size).toBe(traps.length);
  });

  it.each([
    ['by the rules alone', classifier],
    ['with the name model', withModel],
  ])('are all on their side %s', (_, by) => {
    const wrong = traps.flatMap(({ name, side, note }) => {
      const verdict = judged(name, by);
      return verdict.side === side ? [] : [`${name}: ${verdict.side} by ${verdict.by} (${note})`];
    });
    expect(wrong).toEqual([]);
  });

  it('have their type, where one is named', () => {
    const wrong = traps.flatMap(({ name, type }) => {
      const verdict = judged(name);
      return type === '' || verdict.type === type ? [] : [`${name}: ${verdict.type} by ${verdict.by}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('shipped rules', () => {
  it('say why and carry an example each', () => {
    expect(rules.length).toBeGreaterThan(100);
    for (const rule of rules) {
      expect.soft(rule.why.length, `${rule.file}:${rule.line} ${rule.id}`).toBeGreaterThan(5);
      expect.soft(rule.matches.length, `${rule.file}:${rule.line} ${rule.id}`).toBeGreaterThan(0);
    }
  });

  it('spare a near miss each, but for whole names', () => {
    const bare = rules.filter(({ spares, exact, looks }) => spares.length === 0 && !exact && !looks);
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});
