import * as z from 'zod';
import { printable } from '../../text.ts';

// Every part of an error may be missing, and contexts hold lists or texts: developers.hubspot.com, Error handling.
const context = z.record(z.string(), z.array(z.string()).or(z.string()).catch([])).catch({});
const detail = z.looseObject({ message: z.string().catch(''), context: context.optional() });

/** What HubSpot says where it refuses a request, or one of a batch. */
export const failure = z.looseObject({
  category: z.string().catch(''),
  message: z.string().catch(''),
  policyName: z.string().optional().catch(undefined),
  context: context.optional(),
  errors: z.array(detail).catch([]),
});
export type Failure = z.infer<typeof failure>;

export const company = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()).default({}),
  objectWriteTraceId: z.string().optional(),
});
export type Company = z.infer<typeof company>;

export const batch = z.looseObject({
  results: z.array(company).default([]),
  errors: z.array(failure).default([]),
});
export type Batch = z.infer<typeof batch>;

export const searchPage = z.looseObject({
  results: z.array(company),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).nullish(),
});
export type SearchPage = z.infer<typeof searchPage>;

export const property = z.looseObject({
  name: z.string(),
  label: z.string().default(''),
  type: z.string(),
  hasUniqueValue: z.boolean().default(false),
  options: z.array(z.looseObject({ value: z.string(), label: z.string().default('') })).default([]),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().default(false) }).optional(),
});
export type Property = z.infer<typeof property>;

export const properties = z.looseObject({ results: z.array(property) });
export const propertyBatch = z.looseObject({
  results: z.array(property).default([]),
  errors: z.array(failure).default([]),
});
export const groups = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });

export const account = z.looseObject({
  portalId: z.number(),
  accountType: z.string().default('account'),
  timeZone: z.string().default('its own'),
  uiDomain: z.string().default('app.hubspot.com'),
});
export type Account = z.infer<typeof account>;

/** The texts under a name in a failure's contexts, its details' too. */
export const inContext = (said: Failure, name: RegExp): string[] =>
  [said.context, ...said.errors.map((each) => each.context)].flatMap((each) =>
    Object.entries(each ?? {})
      .filter(([key]) => name.test(key))
      .flatMap(([, texts]) => texts),
  );

const mostWords = 300;
const invalid = z.array(z.looseObject({ name: z.string().optional(), message: z.string() }));

/** A failure in one line for people. */
export function wordsOf({ message, errors, category }: Failure): string {
  const list = message.indexOf('[{');
  const found = list < 0 ? undefined : invalid.safeParse(parsed(message.slice(list)));
  const reasons = found?.success
    ? found.data.map(({ name, message: reason }) => (name ? `${name}: ${reason}` : reason))
    : [message, ...errors.map((each) => each.message)];
  const words = [...new Set(reasons.filter(Boolean))].join('; ') || category || 'no reason given';
  return printable(words).slice(0, mostWords);
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
