import { Document, isMap, isScalar, isSeq, parseDocument, stringify, visit } from 'yaml';
import { inputError } from '../errors.ts';
import type { Rule } from '../types.ts';
import { parseRuleFile } from './rule-file.ts';
import type { RuleFile } from './rule-sets.ts';
import {
  breakOf,
  commentStart,
  itemLines,
  keyValue,
  plainContents,
  withLineEnd,
  withoutLines,
} from './yaml-lines.ts';

/** A rule as it is written into a file; `kind` and `type` become `keep:` or `exclude:`. */
export type NewRule = Omit<Rule, 'file' | 'line'>;

const header = `# Our own rules: read before the shipped ones, top to bottom; the first that matches wins.
`;

/**
 * A rule file's text with these rules more, all else byte for byte as it was: keep rules before the first
 * exclude rule, others at the end. Throws a UserError where a rule has a fault (its id, say), and where the
 * file is laid out so that this cannot be done.
 */
export function withRules({ shown, text }: RuleFile, rules: readonly NewRule[]): string {
  const [fault] = parseRuleFile(written(rules), shown).problems;
  if (fault) {
    throw inputError(`rule ${fault.id}: ${fault.message}`, 'Nothing was written. Give the rule otherwise.');
  }
  const kinds = (['keep', 'exclude'] as const).map((kind) => rules.filter((rule) => rule.kind === kind));
  const edited = kinds.reduce(insert, text.trim() === '' ? header : text);
  const after = parseRuleFile(edited, shown).rules;
  const isNew = ({ id }: NewRule) => rules.some((rule) => rule.id === id);
  const others = after.filter((rule) => !isNew(rule));
  if (isSame(others, parseRuleFile(text, shown).rules) && isSame(after.filter(isNew), kinds.flat())) {
    return edited;
  }
  throw inputError(
    `${shown} is laid out so that no rule can be added by a command`,
    `Nothing was written. By hand, it is:\n${written(rules)}`,
  );
}

/**
 * A rule file's text without the rule of that id, all else (comments too) byte for byte as it was, but for
 * one of two blank lines that would meet. Throws a UserError where the file is laid out so that this cannot
 * be done.
 */
export function withoutRule({ shown, text }: RuleFile, id: string): string {
  const gone = itemLines(text, plainContents(text))?.find(({ node }) => isMap(node) && node.get('id') === id);
  const edited = gone && withoutLines(text, gone.start, gone.end);
  const rest = parseRuleFile(text, shown).rules.filter((rule) => rule.id !== id);
  if (edited !== undefined && isSame(parseRuleFile(edited, shown).rules, rest)) return edited;
  throw inputError(
    `${shown} is laid out so that rule ${id} cannot be cut out by a command`,
    'Nothing was written. Take it out by hand.',
  );
}

/** The settings' text with a rule set at the front of `rules`, all else byte for byte as it was. */
export function withRuleSet(text: string, set: string, sets: readonly string[]): string {
  const wanted = [set, ...sets];
  const edited = insertSet(text, set, sets);
  const { errors, contents } = parseDocument(edited);
  const value: unknown = errors.length === 0 && isMap(contents) ? contents.toJSON().rules : undefined;
  if (Array.isArray(value) && JSON.stringify(value) === JSON.stringify(wanted)) return edited;
  throw inputError(
    `the settings are laid out so that no rule set can be added by a command`,
    `Nothing was written. By hand, it is: rules: ${JSON.stringify(wanted)}`,
  );
}

const quotedKeys = ['pattern', 'words', 'starts', 'exact', 'matches', 'spares'];

/** Rules as a rule file has them. */
export function written(rules: readonly NewRule[]): string {
  const document = new Document(rules.map(shapeOf));
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !quotedKeys.includes(String(key.value))) return;
      for (const node of isSeq(value) ? value.items : [value]) {
        if (!isScalar(node)) continue;
        node.type = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(String(node.value)) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
      }
      if (isSeq(value)) value.flow = true;
    },
  });
  const lines = document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
  return lines.replace(/\n(?=- )/g, '\n\n');
}

function shapeOf(rule: NewRule) {
  const { id, kind, type, pattern, words, starts, exact, looks, why, matches, spares, confidence } = rule;
  return {
    id,
    [kind]: type,
    pattern,
    words,
    starts,
    exact,
    looks,
    why,
    matches: matches.length > 0 ? matches : undefined,
    spares: spares.length > 0 ? spares : undefined,
    confidence: confidence === 0.95 ? undefined : confidence,
  };
}

/** Whether two lists say the same, wherever they stand. */
const isSame = (some: readonly NewRule[], others: readonly NewRule[]): boolean =>
  JSON.stringify(some.map(shapeOf)) === JSON.stringify(others.map(shapeOf));

/** Rules of one kind, put in where rules of that kind go. */
function insert(text: string, rules: readonly NewRule[]): string {
  const [rule] = rules;
  if (!rule) return text;
  const lineBreak = breakOf(text);
  const items = itemLines(text, plainContents(text)) ?? [];
  const lines = written(rules)
    .replace(/^(?=.)/gm, items[0]?.indent ?? '')
    .replaceAll('\n', lineBreak);
  const before = items.find(({ node }) => rule.kind === 'keep' && isMap(node) && node.has('exclude'));
  if (!before) return `${withLineEnd(text)}${lineBreak}${lines}`;
  const at = commentStart(text, before.start);
  return text.slice(0, at) + lines + lineBreak + text.slice(at);
}

function insertSet(text: string, set: string, sets: readonly string[]): string {
  const lineBreak = breakOf(text);
  const line = (one: string, indent = '  ') => `${indent}- ${stringify(one).trim()}${lineBreak}`;
  const all = [set, ...sets].map((one) => line(one)).join('');
  const there = keyValue(text, plainContents(text), 'rules');
  if (!there) return `${withLineEnd(text)}rules:${lineBreak}${all}`;
  const first = itemLines(text, there.value)?.[0];
  if (first) return text.slice(0, first.start) + line(set, first.indent) + text.slice(first.start);
  if (!isSeq(there.value) || !there.value.range) {
    return withLineEnd(text.slice(0, there.lineEnd)) + all + text.slice(there.lineEnd);
  }
  const at = there.value.range[0] + 1;
  return `${text.slice(0, at)}${stringify(set).trim()}, ${text.slice(at)}`;
}
