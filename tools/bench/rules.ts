import { type ClassifierOptions, compile } from '../../src/classify/classifier.ts';
import { secondOpinion } from '../../src/classify/model/second-opinion.ts';
import { readNameModel } from '../../src/config/model.ts';
import { loadRules } from '../../src/config/rules.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import type { Rule } from '../../src/types.ts';
import { madeName } from './measure.ts';

const distinct = 200_000;

function namesPerSecond(
  rules: Rule[],
  names: readonly string[],
  options: ClassifierOptions = {},
): { perSecond: number; excluded: number } {
  const classifier = compile(rules, options);
  const started = performance.now();
  let excluded = 0;
  for (const name of names) if (!classifier.verdict(name).kept) excluded++;
  return { perSecond: (names.length / (performance.now() - started)) * 1000, excluded };
}

const literalRule = (n: number): Rule => ({
  id: `literal-${n}`,
  file: 'bench',
  line: n,
  kind: 'exclude',
  type: 'isp',
  words: [madeName(n * 37)],
  why: 'bench',
  matches: [],
  spares: [],
  confidence: 0.9,
});

/** Distinct names through the default list and through many literals, with one joined RegExp as a floor. */
export async function benchRules(): Promise<void> {
  const names = Array.from({ length: distinct }, (_, n) => madeName(n));
  const { rules } = await loadRules(['default'], process.cwd());
  const literals = Array.from({ length: 5_000 }, (_, n) => literalRule(n));
  const joined = new RegExp(
    literals
      .flatMap((rule) => rule.words ?? [])
      .map((text) => RegExp.escape(text))
      .join('|'),
    'i',
  );
  const few = names.slice(0, 5_000);
  const started = performance.now();
  const hits = few.filter((name) => joined.test(name)).length;
  const floor = (few.length / (performance.now() - started)) * 1000;
  const rate = (n: number) => `${Math.round(n / 1000).toLocaleString('en-GB')}k names/s`;
  const shipped = namesPerSecond(rules, names);
  const { modelThresholds } = settingsSchema.parse({});
  const model = secondOpinion(await readNameModel(), modelThresholds);
  const both = namesPerSecond(rules, names, { secondOpinion: model });
  const alone = names.length / namesPerSecond([], names, { secondOpinion: model }).perSecond;
  const many = namesPerSecond(literals, names);
  console.log(
    `rules: ${distinct.toLocaleString('en-GB')} distinct names, default list (${rules.length} rules): ${rate(shipped.perSecond)}, ${shipped.excluded} excluded`,
  );
  console.log(
    `rules: with the name model: ${rate(both.perSecond)}, ${(names.length / both.perSecond).toFixed(1)} s for all (at most 30), ` +
      `${both.excluded} excluded; the model alone on every name ${alone.toFixed(1)} s; ` +
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MB (under 500)`,
  );
  console.log(
    `rules: 5,000 literal rules: ${rate(many.perSecond)}; the same as one JavaScript RegExp ${rate(floor)} ` +
      `(${hits} hits in ${few.length}): ${Math.round(many.perSecond / floor)} times as fast`,
  );
}
