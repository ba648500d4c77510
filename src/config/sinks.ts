import * as z from 'zod';
import { isLoopback } from '../sink/host.ts';
import type { SinkName } from '../sink/index.ts';
import { leadFieldNames } from '../sink/lead-fields.ts';

function hasNoUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** An address that is asked as it stands: https, or on this machine. */
const wholeAddress = z
  .url({ protocol: /^https?$/, error: 'expected an address as https://api.example.com', abort: true })
  .refine(hasNoUser, {
    error: 'must have no user and password: secrets come from the environment',
    abort: true,
  })
  .refine(
    (url) => /^https:/i.test(url) || isLoopback(new URL(url).hostname),
    'must begin with https: (loopback aside)',
  );

/** Where an API is: paths are added to it. A stand-in and a proxy have other addresses. */
const address = wholeAddress
  .refine((url) => !/[?#]/.test(url), 'must end before any ? or #')
  .transform((url) => url.replace(/\/+$/, ''));

const enabled = z.boolean().default(false).describe('Whether run --write and push without a name use it.');

const leadField = z.enum(leadFieldNames);
const fields = z
  .record(
    z.string().min(1),
    z.union(
      [
        leadField,
        z.strictObject({ from: leadField, mode: z.enum(['owned', 'createOnly']).default('owned') }),
        z.literal('off'),
      ],
      {
        error: `expected off, { from: FIELD, mode: owned or createOnly }, or a FIELD of the lead: ${leadFieldNames.join(', ')}`,
      },
    ),
  )
  .default({})
  .describe("Its field: the lead's field. Beside the defaults; off leaves a default out.");

const constants = z
  .record(z.string().min(1), z.string())
  .default({})
  .describe('Its field: a value that is written on create only, the same for every lead.');

/** The settings of each place that leads are delivered to. */
export const sinkSettings = {
  hubspot: z
    .strictObject({
      enabled,
      baseUrl: address.default('https://api.hubapi.com'),
      apiVersion: z
        .string()
        .regex(/^\d{4}-\d{2}$/, 'expected a version as 2026-09')
        .default('2026-09')
        .describe('The date in the paths of its API.'),
      fields,
      defaults: constants,
    })
    .prefault({})
    .describe('HubSpot companies; HUBSPOT_TOKEN.'),
  salesforce: z
    .strictObject({
      enabled,
      baseUrl: address.optional().describe('Your My Domain host, as https://acme.my.salesforce.com.'),
      apiVersion: z
        .string()
        .regex(/^v\d+\.0$/, 'expected a version as v67.0')
        .default('v67.0'),
      object: z.enum(['Lead', 'Account']).default('Lead').describe('What a lead becomes.'),
      onDuplicate: z
        .enum(['fail', 'adopt', 'allow'])
        .default('fail')
        .describe("What happens where Salesforce's own rules see a duplicate."),
      username: z
        .string()
        .min(1)
        .optional()
        .describe('With SALESFORCE_PRIVATE_KEY: the user on whose behalf it signs in (JWT bearer).'),
      audience: address
        .default('https://login.salesforce.com')
        .describe('With SALESFORCE_PRIVATE_KEY: https://test.salesforce.com for a sandbox.'),
      fields,
      defaults: constants,
    })
    .prefault({})
    .describe(
      'Salesforce Leads or Accounts; SALESFORCE_CLIENT_ID with SALESFORCE_CLIENT_SECRET or SALESFORCE_PRIVATE_KEY.',
    ),
  pipedrive: z
    .strictObject({
      enabled,
      baseUrl: address.default('https://api.pipedrive.com'),
      leads: z.boolean().default(false).describe("Also make a lead in Pipedrive's inbox for each new one."),
      fields,
    })
    .prefault({})
    .describe('Pipedrive organisations; PIPEDRIVE_TOKEN.'),
  sheets: z
    .strictObject({
      enabled,
      baseUrl: address.default('https://sheets.googleapis.com'),
      spreadsheet: z.string().min(1).optional().describe('The id in its address, between /d/ and /edit.'),
      tab: z.string().min(1).max(100).default('ga-leads').describe('The tab that ga-leads owns.'),
      keyFile: z.string().min(1).optional().describe('A service-account key file; else ADC.'),
      fields,
    })
    .prefault({})
    .describe('A tab of a Google spreadsheet.'),
  webhook: z
    .strictObject({
      enabled,
      baseUrl: wholeAddress.optional().describe('The address that is posted to, just so.'),
      batch: z.int().min(1).max(1_000).default(1).describe('So many leads a request.'),
      fields,
    })
    .prefault({})
    .describe('Your own service, signed as standardwebhooks.com says; WEBHOOK_SECRET.'),
  tryton: z
    .strictObject({
      enabled,
      baseUrl: address.default('http://localhost:8000'),
      database: z.string().min(1).default('tryton'),
      user: z.string().min(1).default('admin'),
      fields,
    })
    .prefault({})
    .describe('Parties of a Tryton server; TRYTON_PASSWORD.'),
} as const satisfies Record<SinkName, z.ZodType>;
