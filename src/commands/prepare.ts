import { createHash } from 'node:crypto';
import { type Classifier, compile } from '../classify/classifier.ts';
import { type LoadedSettings, loadSettings } from '../config/load.ts';
import { loadRules } from '../config/rules.ts';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import type { Rule } from '../types.ts';

/** Flags that every command with settings has; the rest are settings. */
export interface CommonFlags {
  config?: string;
  verbose?: boolean;
  quiet?: boolean;
  [setting: string]: unknown;
}

export interface Prepared extends LoadedSettings {
  rules: Rule[];
  classifier: Classifier;
  hashes: { rules: string; settings: string };
}

/** Settings with the flags on top, and the rules that they name, compiled. */
export async function prepare(flags: CommonFlags, edge: Edge): Promise<Prepared> {
  const { config, verbose: _verbose, quiet: _quiet, ...settingFlags } = flags;
  const loaded = await loadSettings(edge.cwd, settingFlags, config);
  const { rules, hash } = await loadRules(loaded.settings.rules, rulesBase(loaded, settingFlags, edge));
  return {
    ...loaded,
    rules,
    classifier: compile(rules),
    hashes: { rules: hash, settings: settingsHash(loaded.settings) },
  };
}

/** Paths of rule sets start from the settings; on the command line from the working folder. */
const rulesBase = (loaded: LoadedSettings, flags: Record<string, unknown>, edge: Edge): string =>
  flags.rules === undefined ? loaded.base : edge.cwd;

/** Of the settings that shape the lists, not of where they come from or go to. */
function settingsHash({ organisations, minSessions, pages, weights }: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify({ organisations, minSessions, pages, weights }))
    .digest('hex');
}
