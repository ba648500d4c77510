import { isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Rule } from '../types.ts';
import { RuleReader } from './rule-reader.ts';

/** What is wrong with a rule, or (without id) with the file. */
export interface RuleProblem {
  file: string;
  line: number;
  id?: string;
  message: string;
}

const mostYamlFaults = 3;

/**
 * The rules of a file's text and all that is wrong with them. A file is a YAML list; every value is taken as
 * the text that it is written as (`no` is a word, not false).
 */
export function parseRuleFile(text: string, file: string): { rules: Rule[]; problems: RuleProblem[] } {
  const lines = new LineCounter();
  const lineOf = (node: { range?: readonly number[] | null } | null | undefined) =>
    lines.linePos(node?.range?.[0] ?? 0).line;
  const problems: RuleProblem[] = [];
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'failsafe',
    stringKeys: true,
  });
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(pos[0]);
    // One slip makes the parser stumble on and on: the first fault of a line, and a few lines, tell enough.
    if (problems.length >= mostYamlFaults || problems.some((problem) => problem.line === line)) continue;
    problems.push({
      file,
      line,
      message: `not valid YAML: ${yamlFault(message, lineAt(text, lines, line))}`,
    });
  }
  const list = document.contents;
  if (problems.length > 0 || list === null || (isScalar(list) && list.value === ''))
    return { rules: [], problems };
  if (!isSeq(list)) {
    const message = 'a rule file is a list: each rule begins with `- id: …`';
    return { rules: [], problems: [{ file, line: lineOf(list), message }] };
  }
  const rules = list.items.flatMap((node) => {
    const reader = new RuleReader(node as Node, (at, message, id) =>
      problems.push({ file, line: lineOf(at), ...(id !== undefined && { id }), message }),
    );
    const rule = reader.rule();
    return rule ? [{ ...rule, file, line: lineOf(node as Node) }] : [];
  });
  return { rules, problems: problems.sort((a, b) => a.line - b.line) };
}

const lineAt = (text: string, lines: LineCounter, line: number): string =>
  text.slice(lines.lineStarts[line - 1], lines.lineStarts[line]);

function yamlFault(message: string, line: string): string {
  if (/call stack|Stack overflow/.test(message)) return 'nested too deeply for a list of rules';
  return /^ *\t/.test(line) ? 'a line begins with a tab; indent with spaces' : message;
}
