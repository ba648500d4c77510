import { createHash } from 'node:crypto';
import { type Classifier, compile } from '../classify/classifier.ts';
import { type LoadedSettings, loadSettings } from '../config/load.ts';
import { cacheFolder } from '../config/rule-cache.ts';
import type { RuleFile } from '../config/rule-sets.ts';
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
  ruleFiles: RuleFile[];
  /** Where paths of rule sets start: the settings' folder; for a flag the working folder. */
  rulesBase: string;
  classifier: Classifier;
  hashes: { rules: string; settings: string };
}

/** Settings with the flags on top, and the rules that they name, compiled. */
export async function prepare(flags: CommonFlags, edge: Edge): Promise<Prepared> {
  const { config, verbose: _verbose, quiet: _quiet, ...settingFlags } = flags;
  const loaded = await loadSettings(edge.cwd, settingFlags, config);
  const rulesBase = settingFlags.rules === undefined ? loaded.base : edge.cwd;
  const { rules, hash, files } = await loadRules(loaded.settings.rules, rulesBase, cacheFolder(edge.env));
  return {
    ...loaded,
    rules,
    ruleFiles: files,
    rulesBase,
    classifier: compile(rules),
    hashes: { rules: hash, settings: settingsHash(loaded.settings) },
  };
}

/** Of the settings that shape the lists, not of where they come from or go to. */
function settingsHash({ organisations, minSessions, pages, weights }: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify({ organisations, minSessions, pages, weights }))
    .digest('hex');
}
