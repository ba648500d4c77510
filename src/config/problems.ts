import * as z from 'zod';
import { didYouMean } from './nearest.ts';
import { settingsSchema } from './schema.ts';

/** A wrong setting: where it stands (`pages.highIntent[2]`) and what is wrong with it. */
export interface Problem {
  path: string;
  message: string;
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    '',
  );

/** The names that are known where an unknown one was found. */
function knownAt(path: readonly PropertyKey[]): string[] {
  let schema: z.ZodType = settingsSchema;
  for (const part of path) {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodRecord) {
      schema = inner.valueType as z.ZodType;
      continue;
    }
    if (!(inner instanceof z.ZodObject)) return [];
    schema = (inner.shape as Record<string, z.ZodType>)[String(part)] ?? z.never();
  }
  const inner = unwrap(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodOptional) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

/** zod's findings as `path: message`, one for each unknown key, with a did-you-mean. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathText([...issue.path, key]),
        message: `unknown setting${didYouMean(key, knownAt(issue.path))}`,
      }));
    }
    if (issue.code === 'invalid_value') {
      const given = typeof issue.input === 'string' ? didYouMean(issue.input, issue.values.map(String)) : '';
      return [{ path: pathText(issue.path), message: `expected one of ${issue.values.join(', ')}${given}` }];
    }
    // What is wrong with a name stands one step deeper.
    const { message: told } = issue.code === 'invalid_key' ? (issue.issues[0] ?? issue) : issue;
    const message = told.replace(/^Invalid input: /, '').replace(/^Too (small|big): /, '');
    return [{ path: pathText(issue.path), message }];
  });
}
