import type { Decision, Standing } from '../../history/standing.ts';
import { plural } from '../../numbers.ts';
import { printable } from '../../text.ts';

/** What was decided, until when and why: `dismissed until 2027-03-31 (too small)`. */
export function decisionText({ kind, value = '', undoes, until, reason }: Decision): string {
  const shown = printable(value);
  const what = {
    accept: 'accepted',
    dismiss: 'dismissed',
    assign: `assigned to ${shown}`,
    tag: `tagged ${shown}`,
    untag: `no longer tagged ${shown}`,
    note: `note: ${shown}`,
    stage: `stage ${shown}`,
    undo: `decision ${undoes} taken back`,
  }[kind];
  return `${what}${until === undefined ? '' : ` until ${until}`}${reason === undefined ? '' : ` (${printable(reason)})`}`;
}

/** How an organisation stands, in one line. */
export function standingText(standing: Standing | undefined): string {
  if (standing === undefined) return 'nothing was decided';
  const { verdict, owner, stage, tags, notes } = standing;
  return [
    verdict === undefined
      ? 'neither accepted nor dismissed'
      : `${verdict.kind}${verdict.until === undefined ? '' : ` until ${verdict.until}`}`,
    owner === undefined ? '' : `owner ${printable(owner)}`,
    `stage ${stage}`,
    tags.length > 0 ? `tagged ${tags.map(printable).join(', ')}` : '',
    notes > 0 ? plural(notes, 'note') : '',
  ]
    .filter(Boolean)
    .join(', ');
}
