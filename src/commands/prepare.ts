import { createHash } from 'node:crypto';
import { type Classifier, compile } from '../classify/classifier.ts';
import type { NameModel } from '../classify/model/name-model.ts';
import { secondOpinion } from '../classify/model/second-opinion.ts';
import { readAliases } from '../config/aliases.ts';
import { type LoadedSettings, loadSettings } from '../config/load.ts';
import { readNameModel } from '../config/model.ts';
import { readNotForUs } from '../config/not-for-us.ts';
import { cacheFolder } from '../config/rule-cache.ts';
import type { RuleFile } from '../config/rule-sets.ts';
import { loadRules } from '../config/rules.ts';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import type { Alias, NotForUs, Rule } from '../types.ts';

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
  notForUs: NotForUs[];
  aliases: Alias[];
  /** Absent where the settings switch it off. */
  nameModel?: NameModel;
  hashes: { rules: string; settings: string };
}

/** Settings with the flags on top, and the rules that they name, compiled. */
export async function prepare(flags: CommonFlags, edge: Edge): Promise<Prepared> {
  const { config, verbose: _verbose, quiet: _quiet, ...settingFlags } = flags;
  const loaded = await loadSettings(edge.cwd, settingFlags, config);
  const rulesBase = settingFlags.rules === undefined ? loaded.base : edge.cwd;
  const { rules, hash, files } = await loadRules(loaded.settings.rules, rulesBase, cacheFolder(edge.env));
  const notForUs = await readNotForUs(loaded.settings.notForUs);
  const aliases = await readAliases(loaded.settings.aliases);
  const { model, modelThresholds } = loaded.settings;
  const nameModel = model === 'on' ? await readNameModel() : undefined;
  return {
    ...loaded,
    rules,
    ruleFiles: files,
    rulesBase,
    classifier: compile(rules, nameModel ? { secondOpinion: secondOpinion(nameModel, modelThresholds) } : {}),
    ...(nameModel && { nameModel }),
    notForUs,
    aliases,
    hashes: { rules: hash, settings: settingsHash(loaded.settings, notForUs, aliases) },
  };
}

/** Of the settings and decisions that shape the lists, not of where they come from or go to. */
function settingsHash(settings: Settings, notForUs: readonly NotForUs[], aliases: readonly Alias[]): string {
  const { model, modelThresholds, organisations, minSessions, pages, weights } = settings;
  const shaping = { model, modelThresholds, organisations, minSessions, pages, weights, notForUs, aliases };
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex');
}
