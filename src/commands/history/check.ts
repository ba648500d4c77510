import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { jsonLine } from '../../report/json.ts';
import { printable } from '../../text.ts';
import { type HistoryFlags, withHistoryOpen } from './open.ts';

/** `ga-leads history check`: looks at everything in it. Exit 2 where something is not whole. */
export const historyCheck = (flags: HistoryFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const { file } = history;
    const problems = history.problems().map(printable);
    if (flags.json) edge.stdout.write(jsonLine({ file, problems }));
    else {
      for (const problem of problems) edge.stdout.write(`problem: ${problem}\n`);
      edge.stdout.write(
        problems.length === 0
          ? `${file}: all is well\n`
          : `  Bring back a copy from a backup, or save what is whole: sqlite3 '${file}' .recover\n`,
      );
    }
    return problems.length === 0 ? exitCodes.done : exitCodes.input;
  });
