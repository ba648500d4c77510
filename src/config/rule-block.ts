import { isMap } from 'yaml';
import { inputError } from '../errors.ts';
import type { Rule } from '../types.ts';
import { parseRuleFile } from './rule-file.ts';
import type { RuleFile } from './rule-sets.ts';
import { breakOf, itemLines, plainContents } from './yaml-lines.ts';

interface Block {
  start: number;
  end: number;
  indent: string;
}

function blockOf(text: string, id: string): Block | undefined {
  const items = itemLines(text, plainContents(text));
  return items?.find(({ node }) => isMap(node) && node.get('id') === id);
}

/**
 * A rule as its file has it, from its dash to its last line, comments in between too; lines end in \n and the
 * dash stands at the beginning. UserError (exit 2) where the file is laid out so that it cannot be told apart.
 */
export function ruleBlock({ shown, text }: RuleFile, id: string): string {
  const block = blockOf(text, id);
  if (!block) throw notAlone(shown, id);
  const { start, end, indent } = block;
  const lines = text.slice(start, end).replaceAll('\r\n', '\n').split('\n');
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}

/**
 * A rule file's text with another rule in the place of the one of that id, all else byte for byte as it was.
 * `written` is one rule in YAML, as `ruleBlock` gives it. Throws a UserError (exit 2) that says what is wrong with
 * it, with lines counted in it; and where the file is laid out so that this cannot be done.
 */
export function withRuleBlock({ shown, text }: RuleFile, id: string, written: string): string {
  const lines = written.replaceAll('\r\n', '\n').replace(/^\s*\n|\s+$/g, '');
  const rule = onlyRule(lines);
  const block = blockOf(text, id);
  if (!block) throw notAlone(shown, id);
  const { start, end, indent } = block;
  const lineBreak = breakOf(text);
  const placed = `${lines.replace(/^(?=.)/gm, indent).replaceAll('\n', lineBreak)}${/\n$/.test(text.slice(start, end)) ? lineBreak : ''}`;
  const edited = text.slice(0, start) + placed + text.slice(end);
  const wanted = parseRuleFile(text, shown).rules.map((one) => (one.id === id ? rule : one));
  if (sayings(parseRuleFile(edited, shown).rules) === sayings(wanted)) return edited;
  throw notAlone(shown, id);
}

function onlyRule(lines: string): Rule {
  const { rules, problems } = parseRuleFile(lines, 'the rule');
  if (problems.length > 0) {
    const told = problems.map(({ line, message }) => `line ${line}: ${message}`);
    throw inputError(told.join('\n'), 'Mend it and try again.');
  }
  const [rule] = rules;
  if (rule && rules.length === 1) return rule;
  throw inputError(
    rules.length === 0 ? 'there is no rule in it' : `there are ${rules.length} rules in it`,
    'Write one rule: a line `- id: …`, and what belongs to it indented below.',
  );
}

/** What rules say, wherever they stand. */
const sayings = (rules: readonly Rule[]): string =>
  JSON.stringify(rules.map(({ file: _file, line: _line, ...rest }) => rest));

const notAlone = (shown: string, id: string) =>
  inputError(
    `${shown} is laid out so that rule ${id} cannot be changed by itself`,
    'Nothing was written. Change it by hand.',
  );
