import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../config/replace-file.ts';
import type { SecondLook } from '../digest/digest.ts';
import { gather, type Segment } from '../digest/gather.ts';
import { digestHtml } from '../digest/html/page.ts';
import { digestText } from '../digest/text.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import type { StoredSighting } from '../history/sightings.ts';
import { segmentTest } from '../segment.ts';
import { suspects } from '../workshop/removed.ts';
import { deliver, plan } from './deliver.ts';
import { errandsOf } from './digest-errands.ts';
import { siteOf, withHistory } from './memory.ts';
import { namedSegment } from './named-segment.ts';
import { type CommonFlags, type Prepared, prepare } from './prepare.ts';

export interface DigestFlags extends CommonFlags {
  week?: string;
  segment?: string;
  /** The file that it is written into. */
  out?: string;
  format?: string;
  write?: boolean;
  resend?: boolean;
}

const formats = ['html', 'text'];

/** `ga-leads digest`: a week's digest into a file, to stdout, and with `--write` to people. Returns the exit code. */
export async function digest(flags: DigestFlags, edge: Edge): Promise<number> {
  const { segment: name, out, format, write = false, resend = false, ...common } = flags;
  if (format !== undefined && !formats.includes(format)) {
    throw inputError(`digest: --format ${format}`, `Give one of ${formats.join(', ')}.`);
  }
  const prepared = await prepare(common, edge);
  const { settings } = prepared;
  const site = siteOf(settings);
  const segment: Segment | undefined =
    name === undefined ? undefined : { name, holds: segmentTest(namedSegment(settings, name)) };
  const say = (text: string) => flags.quiet || edge.stderr.write(text);

  return withHistory(settings, edge, 'digest', async (history) => {
    if (!history) throw inputError('digest: the history is off', 'Set `history` in the settings to a file.');
    const facts = gather(history, {
      site,
      ...(flags.week !== undefined && { week: flags.week }),
      ...(segment && { segment }),
      today: edge.now().toISOString().slice(0, 10),
      doubt: doubtBy(prepared),
    });
    const [html, text] = [await digestHtml(facts), digestText(facts)];
    const errands = errandsOf({ facts, html, text }, settings, edge);
    if (write && errands.length === 0) {
      throw inputError(
        'digest: no sink is enabled, so there is nowhere to send it',
        'Enable sinks.email or sinks.slack in the settings.',
      );
    }
    const window = facts.week ?? `${facts.days.from}_${facts.days.to}`;
    const file = out
      ? path.resolve(edge.cwd, out)
      : path.join(settings.out, `digest-${[window, name].filter(Boolean).join('-')}.html`);
    await replaceFile({ path: file, before: await textOf(file), after: html });
    say(`written: ${path.relative(edge.cwd, file)}\n`);
    if (format) edge.stdout.write(format === 'html' ? html : text);
    if (write) return deliver(errands, history, { resend, quiet: flags.quiet ?? false }, edge);
    if (errands.length > 0) say(`${plan(errands, history, resend)}nothing was sent: --write sends\n`);
    return exitCodes.done;
  });
}

/** A text file's content; '' where there is none, or where writing it will tell what is wrong. */
const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === undefined) throw error;
    return '';
  });

/** What speaks for a mistake, by the rules in force. */
const doubtBy =
  ({ rules, classifier }: Prepared) =>
  (excluded: readonly StoredSighting[]): SecondLook[] => {
    const removed = excluded.map(({ name, type, rule = '', matched = '', metrics, key }) => ({
      organisation: name,
      type,
      rule,
      matched,
      key,
      ...metrics,
    }));
    return suspects({ removed, rules, classifier }).map(({ organisation, type, sessions, reasons }) => ({
      name: organisation,
      type,
      ...(sessions !== undefined && { sessions }),
      reasons,
    }));
  };
