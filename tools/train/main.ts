import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../../src/classify/classifier.ts';
import { loadNameModel, type NameModel } from '../../src/classify/model/name-model.ts';
import { readNameModel } from '../../src/config/model.ts';
import { loadRules } from '../../src/config/rules.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { figures, type Judged } from './figures.ts';
import { type Example, groupOf, labelledNames, ownNames } from './material.ts';
import { hashOf } from './random.ts';
import { train } from './train.ts';

/**
 * `npm run train -- LABELS.tsv` writes config/model/names.bin; with `--cv 5` it only measures, by cross-validation.
 * `npm run train -- --evaluate LABELS.tsv` measures the shipped model. See config/model/README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cv: { type: 'string' },
    evaluate: { type: 'string' },
    pieces: { type: 'string', default: '24000' },
  },
});
const mostPieces = Number(values.pieces);
const target = path.join(import.meta.dirname, '../../config/model/names.bin');

const { modelThresholds } = settingsSchema.parse({});
const { rules } = await loadRules(['default'], import.meta.dirname);
const classifier = compile(rules);

function judge(model: NameModel, { name, label }: Example): Judged {
  const verdict = classifier.verdict(name);
  return { label, network: model.opinion(name).network, rule: verdict.rule && verdict };
}

/** Each labelled name judged by a model that saw no name with the same first word. */
function crossValidate(labelled: readonly Example[], own: readonly Example[], folds: number): Judged[] {
  const foldOf = ({ name }: Example) => hashOf(groupOf(name)) % folds;
  return Array.from({ length: folds }, (_, fold) => {
    const model = loadNameModel(
      train(
        [...labelled, ...own].filter((example) => foldOf(example) !== fold),
        mostPieces,
      ).bytes,
    );
    return labelled.filter((example) => foldOf(example) === fold).map((example) => judge(model, example));
  }).flat();
}

const [file] = positionals;
if (values.evaluate !== undefined) {
  const model = await readNameModel();
  console.log(
    figures(
      labelledNames(values.evaluate).map((example) => judge(model, example)),
      modelThresholds,
    ),
  );
} else if (file === undefined) {
  console.error('which labels? npm run train -- /path/to/labels.tsv (columns name and label)');
  process.exitCode = 2;
} else if (values.cv !== undefined) {
  console.log(
    figures(crossValidate(labelledNames(file), await ownNames(), Number(values.cv)), modelThresholds),
  );
} else {
  const labelled = labelledNames(file);
  const own = await ownNames();
  const { bytes, contradicted } = train([...labelled, ...own], mostPieces);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  console.log(
    `${labelled.length} labelled names, ${contradicted} left out as the others contradict them; ${own.length} of our own\n` +
      `${path.relative('.', target)}: ${bytes.length} bytes`,
  );
}
