import type { SourceCheck } from '../../run-types.ts';
import { printable } from '../../text.ts';
import { rolesAndHeaders } from './columns.ts';
import { namesIn } from './names.ts';
import { Pass } from './pass.ts';
import type { Report } from './recognise.ts';
import type { Head } from './text.ts';

/** What mends a serious flag. */
const nextSteps: Record<string, string> = {
  'skipped-rows': 'Look at these lines in a text editor, or export the report again.',
  'no-sessions': 'Add the metric Sessions to the report and export it again, or name the column.',
  'late-ua': 'Export only days up to 2020-02-04; for later ones use GA4.',
  'totals-differ': 'Export all rows: choose the most rows a page, or fewer days.',
  'cut-off': 'Export all rows: choose the most rows a page, or fewer days.',
  'later-days': 'Export the later days into a file of their own, or as the first of the two.',
};

/** What a report is, from its head alone; what its rows tell only if they all are in there. */
export async function checkReport({ input, head, plan, form }: Report): Promise<SourceCheck> {
  const pass = new Pass(
    input.name,
    () => onlyText(head),
    () => undefined,
  );
  const names = namesIn(plan, form);
  for await (const _row of names.rows(pass));
  const roles = rolesAndHeaders(plan.columns);
  const used = new Set(plan.columns.at.values());
  const unused = plan.columns.headers.filter((header, index) => header !== '' && !used.has(index));
  const days = 'days' in plan ? plan.days : undefined;
  return {
    facts: [
      ['file', input.name],
      ['size', `${input.size.toLocaleString('en-GB')} bytes, ${head.encoding}`],
      ['format', plan.format],
      [
        'columns',
        Object.entries(roles)
          .map(([role, header]) => `${role}: ${header}`)
          .join(', '),
      ],
      ...(unused.length > 0 ? ([['not used', unused.map(printable).join(', ')]] as [string, string][]) : []),
      ['days', days ? `${days.from} to ${days.to}` : 'not told by the file'],
      ['rows', `${pass.rows.toLocaleString('en-GB')}${head.whole ? '' : ' in its first part'}`],
    ],
    problems: names
      .flags()
      .filter(({ serious, flag }) => serious && (head.whole || !needsWhole.includes(flag)))
      .map(({ flag, message }) => ({ message, next: nextSteps[flag] ?? 'Export the report again.' })),
  };
}

/** Flags that only the whole file can tell. */
const needsWhole = ['totals-differ', 'cut-off'];

/** The head without a last line that may go on. */
async function* onlyText({ text, whole }: Head): AsyncGenerator<string> {
  yield whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}
