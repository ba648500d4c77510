import { inputError } from '../../errors.ts';
import type { SourceContext } from '../index.ts';
import { rowsOf } from './csv.ts';
import { type Input, openInput } from './input.ts';
import { type JsonPlan, jsonLines, looksLikeJson, planJson } from './json-lines.ts';
import type { Form } from './names.ts';
import { type CsvPlan, planCsv } from './plan.ts';
import { Table } from './table.ts';
import { type Head, readHead } from './text.ts';

/** A file that is a report, and how it is read. */
export interface Report {
  input: Input;
  head: Head;
  plan: CsvPlan | JsonPlan;
  form: Form;
}

/** Tells by its content what `--input` is. What is no report is a UserError (exit 2). */
export async function recognise({ settings, edge }: SourceContext): Promise<Report> {
  if (settings.input === undefined) {
    throw inputError('input: source file needs a file', 'Give it with --input FILE, or --input - for stdin.');
  }
  const input = await openInput(settings.input, edge);
  const head = await readHead(input);
  if (looksLikeJson(head)) {
    const plan = planJson(head, settings.column, input.name);
    return { input, head, plan, form: jsonLines(plan) };
  }
  const plan = planCsv(head, settings.column, input.name);
  const form: Form = {
    pieces: (texts) => rowsOf(texts, plan.dialect),
    filter: (reader, skip) => new Table(plan, reader, skip),
  };
  return { input, head, plan, form };
}
