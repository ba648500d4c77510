import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { testRules } from '../workshop/rule-tests.ts';
import { testText } from '../workshop/rule-tests-text.ts';
import { type CommonFlags, prepare } from './prepare.ts';
import { readTraps } from './traps.ts';

export interface RulesTestFlags extends CommonFlags {
  traps?: string;
  json?: boolean;
}

/** `ga-leads rules test`: does the list decide its own examples and the traps rightly? Exit 2 if not. */
export async function rulesTest(flags: RulesTestFlags, edge: Edge): Promise<number> {
  const { traps, json, ...common } = flags;
  const { rules, classifier } = await prepare(common, edge);
  const result = testRules(rules, classifier, await readTraps(traps, edge));
  edge.stdout.write(json ? `${JSON.stringify(result)}\n` : testText(result));
  return result.failures.length > 0 ? exitCodes.input : exitCodes.done;
}
