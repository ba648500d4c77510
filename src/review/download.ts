import type { Context } from 'hono';
import { textCell } from '../sink/cell.ts';

/** A view's figures as a CSV file; formulas in a stranger's text are neutralised. */
export async function csvFile(
  c: Context,
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): Promise<Response> {
  const { default: papa } = await import('papaparse');
  const data = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? textCell(cell) : cell)));
  return c.body(`\ufeff${papa.unparse({ fields: [...head], data })}\r\n`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
}
