import { exitCodes, UserError } from '../errors.ts';
import type { SourceCheck } from '../run-types.ts';

/** Nothing is sent while `check` has something to say of the fields: throws the first of it, and counts the rest. */
export function stopAt(name: string, problems: SourceCheck['problems']): void {
  const [first, ...others] = problems;
  if (!first) return;
  const rest = others.length > 0 ? ` (and ${others.length} more: ga-leads check ${name})` : '';
  throw new UserError(exitCodes.delivery, `${name}: ${first.message}${rest}; nothing was sent.`, first.next);
}
