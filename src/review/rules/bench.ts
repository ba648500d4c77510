import { createHash } from 'node:crypto';
import path from 'node:path';
import { ruleFileAt } from '../../commands/own-rule-file.ts';
import type { Prepared } from '../../commands/prepare.ts';
import { changesOf, refuseBroken, tryList, withFile } from '../../commands/rule-edits.ts';
import { previewOn } from '../../commands/stored-week.ts';
import { readTraps } from '../../commands/traps.ts';
import { type FileChange, replaceFile } from '../../config/replace-file.ts';
import { type RuleFile, shownAs } from '../../config/rule-sets.ts';
import { inputError, UserError } from '../../errors.ts';
import type { History } from '../../history/index.ts';
import type { NewRuleVersion, RuleVersion } from '../../history/rule-versions.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Preview } from '../../workshop/preview.ts';
import type { Failure } from '../../workshop/rule-tests.ts';
import type { Desk } from '../desk.ts';
import type { Edit, EditOf } from './edits.ts';

/** What an edit would do; nothing was written. */
export interface Trial {
  /** Absent where the edit cannot be made at all: `fault` says why. */
  edit?: Edit;
  fault?: UserError;
  /** Tests of the rules that are right today and would be wrong then. */
  broken: Failure[];
  /** Absent where what the run read is not kept. */
  preview?: Preview;
  run?: StoredRun | undefined;
}

/** A file that is no longer what the page was made from. */
export interface Conflict {
  file: string;
  /** As the page knew it; absent if that is not remembered any more. */
  before?: string;
  now: string;
}

export type Saved =
  | { done: 'saved'; version: number; edit: Edit }
  | { done: 'conflict'; conflict: Conflict }
  /** Tests that it breaks. */
  | { done: 'broken'; broken: Failure[] };

/** Where rules are tried and written: every change of them in the review page goes through it. */
export interface Bench {
  /** A mark of a file as it is now, for a form to bring back. */
  seen(file: RuleFile): string;
  try(editOf: EditOf, run: StoredRun | undefined): Promise<Trial>;
  /**
   * Writes the edit, unless the file is another one than `seen` says, or it breaks a test. All of it is written and
   * remembered as a version, or nothing. UserError (exit 2) where the edit cannot be made.
   */
  save(editOf: EditOf, seen: string, by: string): Promise<Saved>;
  /** Takes a version back. UserError (exit 2) where its files were changed since. */
  undo(id: number, by: string): Promise<number>;
}

const mostTexts = 50;

export function benchOf(desk: Desk): Bench {
  const texts = new Map<string, string>();

  function seen({ text }: RuleFile): string {
    const mark = markOf(text);
    texts.delete(mark);
    texts.set(mark, text);
    const [oldest] = texts.keys();
    if (oldest !== undefined && texts.size > mostTexts) texts.delete(oldest);
    return mark;
  }

  return {
    seen,

    async try(editOf, run) {
      const prepared = await desk.prepared();
      try {
        const edit = await editOf(prepared);
        const traps = await readTraps(undefined, desk.edge);
        const { then, broken } = tryList(prepared, edit.files, traps);
        const week = run && (await desk.week(run));
        const preview = week && (await previewOn(week, prepared, then));
        return { edit, broken, run, ...(preview && { preview }) };
      } catch (error) {
        if (error instanceof UserError) return { fault: error, broken: [] };
        throw error;
      }
    },

    save: (editOf, mark, by) =>
      desk.write('rules', async (history) => {
        const prepared = await desk.prepared();
        const fault = desk.fault();
        if (fault) throw fault;
        const edit = await editOf(prepared);
        const { files, target, summary } = edit;
        if (markOf(target.text) !== mark) {
          const before = texts.get(mark);
          return {
            done: 'conflict',
            conflict: { file: target.shown, now: target.text, ...(before !== undefined && { before }) },
          };
        }
        const { broken } = tryList(prepared, files, await readTraps(undefined, desk.edge));
        if (broken.length > 0) return { done: 'broken', broken };
        const changes = await changesOf(prepared, files, target);
        if (changes.length === 0) throw inputError('nothing was changed', 'The rule is what it was.');
        const changed = changes.map(({ path: file, before, after }) => ({
          file: shownAs(file, prepared.base),
          before,
          after,
        }));
        return {
          done: 'saved',
          edit,
          version: await written(history, { by, summary, files: changed }, changes),
        };
      }),

    undo: (id, by) =>
      desk.write('rules undo', async (history) => {
        const prepared = await desk.prepared();
        const { ruleFiles, base } = prepared;
        const version = history.ruleVersions.get(id);
        if (!version) throw inputError(`there is no version ${id} of the rules`);
        const files = version.files
          .map(({ file, before, after }) => ({ file, before: after, after: before }))
          .reverse();
        const changes = files.map(({ file, before, after }) => ({
          path: ruleFiles.find(({ shown }) => shown === file)?.path ?? path.resolve(base, file),
          before,
          after,
        }));
        let list = ruleFiles;
        for (const { path: file, before, after } of changes) {
          const there = await ruleFileAt(file, base);
          if (there.text !== before) throw changedSince(version, there.shown);
          if (isRuleFile(prepared, file)) list = withFile(list, { ...there, text: after });
        }
        refuseBroken(tryList(prepared, list, await readTraps(undefined, desk.edge)).broken);
        return written(history, { by, summary: undoSummary(version), files, undoes: id }, changes);
      }),
  };

  /** First the version, so that nothing is in a file that cannot be taken back. */
  async function written(
    history: History,
    version: NewRuleVersion,
    changes: readonly FileChange[],
  ): Promise<number> {
    const id = history.ruleVersions.add(version);
    const done: FileChange[] = [];
    try {
      for (const change of changes) {
        await replaceFile(change);
        done.push(change);
      }
    } catch (error) {
      for (const { path: file, before, after } of done.reverse()) {
        await replaceFile({ path: file, before: after, after: before });
      }
      history.ruleVersions.drop(id);
      throw error;
    } finally {
      desk.changed();
    }
    return id;
  }
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const undoSummary = ({ summary }: RuleVersion): string => {
  const [, was, what = summary] = /^(taken|brought) back: (.*)$/s.exec(summary) ?? [];
  return `${was === 'taken' ? 'brought' : 'taken'} back: ${what}`;
};

const changedSince = ({ summary }: RuleVersion, file: string) =>
  inputError(
    `${file} was changed since (${summary}), so this version cannot be taken back by itself`,
    'Take back what came after it first, or change the rule as it is now.',
  );

/** Not the settings, which name a new rule file. */
const isRuleFile = ({ file, base }: Prepared, changed: string): boolean =>
  changed !== (file ?? path.join(base, 'config', 'ga-leads.yaml'));
