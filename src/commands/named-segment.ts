import { didYouMean } from '../config/nearest.ts';
import type { SegmentSettings, Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import { printable } from '../text.ts';

/** The segment of that name in the settings. Exit 2 if there is none. */
export function namedSegment({ segments }: Pick<Settings, 'segments'>, name: string): SegmentSettings {
  const segment = Object.hasOwn(segments, name) ? segments[name] : undefined;
  if (segment) return segment;
  const known = Object.keys(segments);
  throw inputError(
    `the settings have no segment ${printable(name)}${didYouMean(name, known)}`,
    known.length > 0 ? `There are ${known.join(', ')}.` : 'Describe it under `segments` in the settings.',
  );
}
