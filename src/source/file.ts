import type { Reading, Source } from '../run-types.ts';
import { checkReport } from './file/check.ts';
import { rolesAndHeaders } from './file/columns.ts';
import { namesIn } from './file/names.ts';
import { Pass } from './file/pass.ts';
import { type Report, recognise } from './file/recognise.ts';
import { textOf } from './file/text.ts';
import type { SourceContext } from './index.ts';

/**
 * An exported report: UA CSV, GA4 CSV (standard report and exploration), plain CSV or TSV, JSON lines, told
 * apart by their content; `-` is stdin. What is none of these is a UserError (exit 2).
 */
export async function fileSource(context: SourceContext): Promise<Source> {
  let report: Promise<Report> | undefined;
  const recogniseOnce = () => {
    report ??= recognise(context);
    return report;
  };
  return {
    open: async () => readingOf(await recogniseOnce(), context),
    check: async () => checkReport(await recogniseOnce()),
  };
}

function readingOf({ input, head, plan, form }: Report, { settings, progress }: SourceContext): Reading {
  const names = namesIn(plan, form);
  const pass = (message: string) =>
    new Pass(
      input.name,
      () => textOf(input, head.encoding),
      (done) => progress(message, done),
    );
  return {
    label: `${input.name} (${plan.format})`,
    query: {
      input: settings.input === '-' ? '-' : input.name,
      format: plan.format,
      columns: rolesAndHeaders(plan.columns),
    },
    ...('days' in plan && plan.days && { days: plan.days }),
    rows: () => names.rows(pass(`rows read from ${input.name}:`)),
    details: (wanted) => names.details(pass(`rows of ${input.name} searched for details:`), new Set(wanted)),
    outcome: () => ({ flags: names.flags(), requests: 0 }),
  };
}
