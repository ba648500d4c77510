import { didYouMean } from '../../config/nearest.ts';
import type { Settings } from '../../config/schema.ts';
import { inputError } from '../../errors.ts';
import { type SinkName, sinkNames } from '../../sink/index.ts';
import { printable } from '../../text.ts';

/** The sink of that name, whether it is enabled or not. Exit 2 if there is none. */
export function sinkNamed(text: string): SinkName {
  const found = sinkNames.find((name) => name === text.toLowerCase());
  if (found) return found;
  throw inputError(
    `there is no sink ${printable(text)}${didYouMean(text, sinkNames)}`,
    `There are ${sinkNames.join(', ')}.`,
  );
}

/** Those that the settings switch on. */
export const enabledSinks = ({ sinks }: Pick<Settings, 'sinks'>): SinkName[] =>
  sinkNames.filter((name) => sinks[name].enabled);

/** The sinks that were named, each once, else the enabled ones. Exit 2 if that leaves none. */
export function chosenSinks(names: readonly string[], settings: Pick<Settings, 'sinks'>): SinkName[] {
  const chosen = names.length > 0 ? [...new Set(names.map(sinkNamed))] : enabledSinks(settings);
  if (chosen.length > 0) return chosen;
  throw inputError(
    'no sink for leads is switched on, so there is nowhere to push them',
    `Set sinks.NAME.enabled: true in the settings, or name one: ${sinkNames.join(', ')}.`,
  );
}
