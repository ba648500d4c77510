import path from 'node:path';
import { loadSettings } from '../config/load.ts';
import { addNotForUs, readNotForUs, removeNotForUs, whoText } from '../config/not-for-us.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import type { NotForUs } from '../types.ts';

export interface NotForUsFlags {
  config?: string;
  reason?: string;
  until?: string;
  domain?: boolean;
  pattern?: boolean;
}

const listFile = async (edge: Edge, config?: string) =>
  (await loadSettings(edge.cwd, {}, config)).settings.notForUs;
const fromHere = (file: string, { cwd }: Edge) => path.relative(cwd, file) || file;

/** `ga-leads not-for-us add`: a customer, competitor … is no lead from now on. */
export async function add(texts: string[], flags: NotForUsFlags, edge: Edge): Promise<number> {
  if (flags.domain && flags.pattern) throw inputError('not-for-us: give one of --domain and --pattern');
  const file = await listFile(edge, flags.config);
  for (const text of texts) {
    const who: NotForUs['who'] = flags.pattern
      ? { pattern: text }
      : flags.domain
        ? { domain: text }
        : { name: text };
    const reason = flags.reason ?? 'not for us';
    const date = edge.now().toISOString().slice(0, 10);
    await addNotForUs(file, { who, reason, date, ...(flags.until && { until: flags.until }) });
    edge.stdout.write(`${printable(text)}: not for us (${printable(reason)}), in ${fromHere(file, edge)}\n`);
  }
  return exitCodes.done;
}

/** `ga-leads not-for-us list`: the standing list, one a line. */
export async function list(flags: NotForUsFlags, edge: Edge): Promise<number> {
  const file = await listFile(edge, flags.config);
  const entries = await readNotForUs(file);
  const today = edge.now().toISOString().slice(0, 10);
  for (const { who, reason, date, until } of entries) {
    const kind = 'pattern' in who ? 'pattern ' : 'domain' in who ? 'domain ' : '';
    const end = until ? ` until ${until}${until < today ? ' (over)' : ''}` : '';
    edge.stdout.write(`${kind}${printable(whoText(who))}: ${printable(reason)} since ${date}${end}\n`);
  }
  if (entries.length === 0) edge.stderr.write(`the list is empty (${fromHere(file, edge)})\n`);
  return exitCodes.done;
}

/** `ga-leads not-for-us remove`: they may be leads again. */
export async function remove(texts: string[], flags: NotForUsFlags, edge: Edge): Promise<number> {
  const file = await listFile(edge, flags.config);
  for (const text of texts) {
    const removed = await removeNotForUs(file, text);
    if (removed === 0) {
      throw inputError(
        `not-for-us: ${fromHere(file, edge)} has no ${printable(text)}`,
        'See ga-leads not-for-us list.',
      );
    }
    edge.stdout.write(`${printable(text)}: taken off the list\n`);
  }
  return exitCodes.done;
}
