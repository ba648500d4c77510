import papaparse from 'papaparse';
import { inputError } from '../errors.ts';
import { type LabelledName, sideOf } from './score.ts';

/**
 * Labelled names from tab-separated text with a heading: columns name and label, others as they come.
 * `weight` names the column with each name's weight, a number from 0. Throws UserErrors (exit 2).
 */
export function parseLabelled(text: string, file: string, weight?: string): LabelledName[] {
  const { data, meta } = papaparse.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    delimiter: '\t',
    header: true,
    skipEmptyLines: true,
  });
  const columns = meta.fields ?? [];
  for (const needed of ['name', 'label', ...(weight === undefined ? [] : [weight])]) {
    if (columns.includes(needed)) continue;
    throw inputError(
      `${file} has no column '${needed}' (it has ${columns.join(', ')})`,
      'Give a tab-separated file whose first line names its columns, name and label among them.',
    );
  }
  const names = data.map((line, index) => {
    const number = weight === undefined ? 1 : Number(line[weight]?.trim() || Number.NaN);
    if (!(number >= 0 && number < Number.POSITIVE_INFINITY)) {
      throw inputError(`${file}:${index + 2}: column ${weight} holds '${line[weight ?? '']}', no weight`);
    }
    return { name: line.name ?? '', label: line.label ?? '', weight: number };
  });
  if (!names.some(({ label, weight: number }) => number > 0 && sideOf(label))) {
    throw inputError(
      `${file} holds no name with a label of a verdict's type`,
      'Labels are business, education, government, nonprofit, organisation, isp, mobile, hosting, proxy, bot, placeholder.',
    );
  }
  return names;
}
