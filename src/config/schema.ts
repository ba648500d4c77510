import * as z from 'zod';
import { stages } from '../history/stages.ts';
import { sourceKinds } from '../source/index.ts';
import { keptTypes, sightings } from '../types.ts';
import { sinkSettings } from './sinks.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day as YYYY-MM-DD');
const week = z.string().regex(/^\d{4}-W\d{2}$/, 'expected an ISO week as 2026-W46');
const patterns = z.array(z.string().min(1));
const weight = z.number().min(0).max(100);
const address = z.string().regex(/^[^\s<>,@]+@[^\s<>,@]+$/, 'expected an e-mail address as name@example.com');
const sender = z
  .string()
  .regex(
    /^(?:[^<>\r\n]*<[^\s<>,@]+@[^\s<>,@]+>|[^\s<>,@]+@[^\s<>,@]+)$/,
    'expected an e-mail address, also as Name <name@example.com>',
  );
const noAddress = 'expected an address as https://hooks.slack.com';

export const formats = ['table', 'json', 'jsonl', 'csv', 'hubspot', 'salesforce', 'pipedrive'] as const;

/** Roles that a column of a file can have; `name` is the network name. */
export const columnRoles = [
  'name',
  'domain',
  'organisationCountry',
  'page',
  'day',
  'channel',
  'country',
  'city',
  'device',
  'sessions',
  'engagedSessions',
  'pageViews',
  'engagementSeconds',
  'keyEvents',
  'users',
  'newUsers',
  'previousSessions',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

const segmentName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected a short name of small letters, digits and -');
const anyOf = <Some extends z.ZodType>(some: Some) => z.array(some).min(1, 'names nothing').optional();

const segment = z.strictObject({
  where: z
    .strictObject({
      type: anyOf(z.enum([...keptTypes, 'unsure'])).describe('Types of organisations.'),
      country: anyOf(z.string().min(1)).describe('Codes or English names of countries.'),
      channel: anyOf(z.string().min(1)).describe('Channels by which visits came.'),
      page: z.string().min(1).optional().describe('A page that was read (RE2).'),
      minScore: z.int().min(1).max(100).optional().describe('From this score on.'),
      minSessions: z.int().min(1).optional().describe('From so many sessions on.'),
      status: anyOf(z.enum(sightings)).describe('How it stands to what was before.'),
      tag: anyOf(z.string().min(1)).describe('Tags that people gave.'),
      owner: anyOf(z.string().min(1)).describe('Owners that people named.'),
      stage: anyOf(z.enum(stages)).describe('How far it has come.'),
    })
    .describe('A lead is in the segment if all of these hold; of a list, one.'),
});

/**
 * Every setting with its default. The words are the flags' words: `minSessions` is `--min-sessions`.
 * `npm run schema` writes config/ga-leads.schema.json from it.
 */
export const settingsSchema = z.strictObject({
  source: z.enum(sourceKinds).default('sample').describe('Where network names come from.'),
  input: z.string().min(1).optional().describe('source file: the exported report; - is stdin.'),
  column: z
    .partialRecord(z.enum(columnRoles), z.string().min(1))
    .default({})
    .describe('source file: role: header, for columns that are not recognised.'),
  property: z
    .string()
    .regex(/^(properties\/)?\d+$/, 'expected a GA4 property id, digits only (Admin > Property details)')
    .transform((id) => id.replace('properties/', ''))
    .optional()
    .describe('source ga4: the property id.'),
  dimension: z
    .string()
    .min(1)
    .optional()
    .describe('source ga4: the network dimension, e.g. customEvent:company; found by itself if absent.'),
  transport: z
    .enum(['grpc', 'rest'])
    .default('grpc')
    .describe('source ga4: rest is JSON over HTTP, for proxies that do not let gRPC through.'),
  pageSize: z.int().min(1).max(250_000).default(25_000).describe('source ga4: rows a request.'),
  keyFile: z.string().min(1).optional().describe('source ga4: a service-account key file; else ADC.'),
  wait: z.boolean().default(false).describe('source ga4: wait when the hourly quota is spent.'),
  week: week.optional().describe('The ISO week to read; default: the last full one, 2 days ended.'),
  from: day.optional().describe('First day to read; with `to`.'),
  to: day.optional().describe('Last day to read; with `from`.'),
  days: z.int().min(1).max(366).optional().describe('So many days that ended 2 days ago.'),
  strict: z.boolean().default(false).describe('Fail (exit 5) on serious data quality flags.'),
  rules: z
    .array(z.string().min(1))
    .min(1)
    .default(['default'])
    .describe('Rule sets, read top to bottom, first match wins: a shipped name, or a path from this file.'),
  model: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the name model decides on names of which no rule speaks.'),
  modelThresholds: z
    .strictObject({
      network: z.number().min(0.5).max(1).default(0.55).describe('From this probability on, a network.'),
      organisation: z.number().min(0).max(0.5).default(0.4).describe('Up to it, an organisation.'),
    })
    .prefault({})
    .describe('The name model: between the two it is unsure, and the name is kept.'),
  notForUs: z
    .string()
    .min(1)
    .default('config/not-for-us.yaml')
    .describe('Customers, competitors, ourselves …: never leads, and no networks either.'),
  aliases: z
    .string()
    .min(1)
    .default('config/aliases.yaml')
    .describe('Which names mean one organisation, and which do not, as people decided.'),
  history: z
    .string()
    .min(1)
    .default('ga-leads.sqlite')
    .describe('The file in which runs and decisions are remembered; off: none are.'),
  retention: z
    .strictObject({
      weeks: z
        .int()
        .min(1)
        .optional()
        .describe('Runs that are older go; decisions stay. Default: none goes.'),
      readings: z
        .int()
        .min(1)
        .optional()
        .describe('What older runs read goes: they cannot be replayed. Default: none goes.'),
    })
    .prefault({})
    .describe('How many weeks the history keeps; history prune removes the rest.'),
  organisations: z
    .strictObject({
      splitByCountry: z
        .boolean()
        .default(true)
        .describe('One name in two countries is two organisations, where the source tells a country.'),
    })
    .prefault({}),
  minSessions: z.int().min(0).default(1).describe('Organisations with fewer sessions are no leads.'),
  pages: z
    .strictObject({
      highIntent: patterns
        .default([
          '/(pricing|prices?|plans?|preise?|tarifs?|precios)\\b',
          '/(demo|trial|book|buy|quote|rfp)\\b',
          '/(contact|kontakt|contacto|contatti)\\b',
          '/(customers?|case-stud(y|ies)|references?)\\b',
          '/(compare|vs|alternatives?)\\b',
        ])
        .describe('Pages that a buyer reads (RE2).'),
      exclude: patterns
        .default([
          '/(careers?|jobs?|karriere|stellen|vacancies|internships?)\\b',
          '/(log-?in|sign-?in|signin|logout|account|password)\\b',
          '/(support|help|status)\\b',
        ])
        .describe('Pages that tell nothing of buying (RE2): they count for no reason and no evidence.'),
    })
    .prefault({}),
  weights: z
    .strictObject({
      engagement: weight.default(15),
      depth: weight.default(15),
      frequency: weight.default(15),
      volume: weight.default(15),
      growth: weight.default(10),
      keyEvents: weight.default(10),
      intent: weight.default(20),
      confidence: weight.default(10),
    })
    .prefault({})
    .describe('What each signal is worth in the score; 0 leaves it out.'),
  segments: z
    .record(segmentName, segment)
    .default({})
    .describe('Parts of the list by name, for run --segment NAME and digests.'),
  out: z.string().min(1).default('out').describe('The folder for leads.csv, excluded.csv and run.json.'),
  format: z
    .enum(formats)
    .default('table')
    .describe('What stdout gets; hubspot, salesforce and pipedrive: a CSV for the import wizard.'),
  limit: z
    .int()
    .min(1)
    .optional()
    .describe('So many leads on stdout; the files hold all. Default: 20 in a table, else all.'),
  sinks: z
    .strictObject({
      email: z
        .strictObject({
          enabled: z.boolean().default(false).describe('Whether the digest goes out by e-mail.'),
          host: z.string().min(1).optional().describe('The SMTP server.'),
          port: z.int().min(1).max(65_535).default(587).describe('Mostly 587, or 465 with `secure`.'),
          secure: z
            .boolean()
            .default(false)
            .describe(
              'TLS from the first byte (port 465); else STARTTLS, without which no password is sent.',
            ),
          from: sender.optional().describe('Who it is from.'),
          to: z.array(address).default([]).describe('Each gets a mail of their own.'),
        })
        .prefault({}),
      slack: z
        .strictObject({
          enabled: z.boolean().default(false).describe('Whether the digest goes to a Slack channel.'),
          baseUrl: z
            .url({ protocol: /^https?$/, error: noAddress })
            .default('https://hooks.slack.com')
            .describe('What SLACK_WEBHOOK_URL must begin with; another one for what speaks as Slack does.'),
        })
        .prefault({}),
      ...sinkSettings,
    })
    .prefault({})
    .describe('Where digests and leads go, only ever with --write.'),
});

/** Settings with every default filled in. */
export type Settings = z.infer<typeof settingsSchema>;

/** A segment as the settings hold it. */
export type SegmentSettings = Settings['segments'][string];
