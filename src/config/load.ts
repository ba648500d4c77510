import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { errnoOf, inputError } from '../errors.ts';
import { crossCheck } from './cross-check.ts';
import { problemsOf } from './problems.ts';
import { type Settings, settingsSchema } from './schema.ts';

/** Settings, and where they came from. Paths in `settings` are absolute (`-` stays). */
export interface LoadedSettings {
  settings: Settings;
  /** Absent when there is no settings file. */
  file?: string;
  /** The folder that paths in the settings start from: the file's, or the one above if that is `config/`. */
  base: string;
}

const places = ['ga-leads.yaml', path.join('config', 'ga-leads.yaml')];
const pathSettings = ['input', 'out', 'keyFile'] as const;

/**
 * Settings from `file`, or from ga-leads.yaml or config/ga-leads.yaml in `cwd`, or the defaults; then flags,
 * under the same words, on top. Throws one UserError (exit 2) with all problems as `path: message`.
 */
export async function loadSettings(
  cwd: string,
  flags: Record<string, unknown>,
  file?: string,
): Promise<LoadedSettings> {
  const found = await readSettings(cwd, file);
  const base = found ? baseOf(found.file) : cwd;
  const written = absolutePaths(found?.written ?? {}, base);
  const given = absolutePaths(withImpliedSource(flags), cwd);
  const parsed = settingsSchema.safeParse(
    { ...withoutWindow(written, given), ...given },
    { reportInput: true },
  );
  const problems = parsed.success ? crossCheck(parsed.data) : problemsOf(parsed.error);
  if (!parsed.success || problems.length > 0) {
    const lines = problems.map((problem) => `  ${problem.path || 'settings'}: ${problem.message}`);
    const where = found ? path.relative(cwd, found.file) || found.file : 'flags';
    throw inputError(
      `${problems.length === 1 ? 'a setting is' : `${problems.length} settings are`} wrong (${where}):\n${lines.join('\n')}`,
      'Every setting is described in config/ga-leads.yaml; flags have the same words.',
    );
  }
  const { sheets } = parsed.data.sinks;
  const settings = {
    ...parsed.data,
    sinks: {
      ...parsed.data.sinks,
      sheets: { ...sheets, ...(sheets.keyFile && { keyFile: path.resolve(base, sheets.keyFile) }) },
    },
    out: path.resolve(cwd, parsed.data.out),
    notForUs: path.resolve(base, parsed.data.notForUs),
    aliases: path.resolve(base, parsed.data.aliases),
    history: parsed.data.history === 'off' ? 'off' : path.resolve(base, parsed.data.history),
  };
  return { settings, ...(found && { file: found.file }), base };
}

async function readSettings(cwd: string, file?: string) {
  const candidates = (file ? [file] : places).map((place) => path.resolve(cwd, place));
  for (const candidate of candidates) {
    const text = await readFile(candidate, 'utf8').catch((error: unknown) => {
      if (!file && errnoOf(error) === 'ENOENT') return undefined;
      throw unreadable(candidate, error);
    });
    if (text !== undefined) return { file: candidate, written: parseSettings(candidate, text) };
  }
  return undefined;
}

function unreadable(file: string, error: unknown) {
  const reasons: Record<string, string> = {
    ENOENT: 'does not exist',
    EISDIR: 'is a folder',
    EACCES: 'may not be read',
  };
  const reason = reasons[errnoOf(error) ?? ''] ?? `cannot be read (${String(error)})`;
  return inputError(
    `settings: ${file} ${reason}`,
    'Give the path of a settings file to --config, or leave it out.',
  );
}

function parseSettings(file: string, text: string): Record<string, unknown> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw inputError(`settings: ${file}:${line}:${col}: ${fault.message}`, 'Mend the YAML and run again.');
  }
  const written: unknown = document.toJS({ maxAliasCount: 50 });
  if (written === null || written === undefined) return {};
  if (typeof written !== 'object' || Array.isArray(written)) {
    throw inputError(
      `settings: ${file} does not hold settings (key: value lines)`,
      'Compare with config/ga-leads.yaml.',
    );
  }
  // An empty value ("input:") is a setting that is not set.
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null));
}

const baseOf = (file: string): string => {
  const folder = path.dirname(file);
  return path.basename(folder) === 'config' ? path.dirname(folder) : folder;
};

function absolutePaths(written: Record<string, unknown>, base: string): Record<string, unknown> {
  const result = { ...written };
  for (const name of pathSettings) {
    const value = result[name];
    if (typeof value === 'string' && value !== '' && value !== '-') result[name] = path.resolve(base, value);
  }
  return result;
}

/** `--input FILE` alone means source file, `--property ID` alone source ga4. */
function withImpliedSource(flags: Record<string, unknown>): Record<string, unknown> {
  if (flags.source !== undefined) return flags;
  if (flags.input !== undefined) return { source: 'file', ...flags };
  if (flags.property !== undefined) return { source: 'ga4', ...flags };
  return flags;
}

/** A window on the command line replaces the settings' one, whatever its kind. */
function withoutWindow(written: Record<string, unknown>, flags: Record<string, unknown>) {
  const names = ['week', 'from', 'to', 'days'];
  if (!names.some((name) => flags[name] !== undefined)) return written;
  return Object.fromEntries(Object.entries(written).filter(([name]) => !names.includes(name)));
}
