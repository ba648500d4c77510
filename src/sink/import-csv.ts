import Papa from 'papaparse';
import { listCell, textCell } from './cell.ts';
import { type DeliverableLead, fieldValue, type LeadField, leadFields } from './lead-fields.ts';

export type ImportFormat = 'hubspot' | 'salesforce' | 'pipedrive';

/** A column by its header: a field of the lead, or what is made of it. */
type Column = LeadField | ((lead: DeliverableLead) => string);
type Columns = Record<string, Column>;

/** The fields that `setup` makes, under the labels that it gives them. */
const ownFields = (fields: readonly LeadField[], header: (label: string) => string): Columns =>
  Object.fromEntries(fields.map((from) => [header(leadFields[from].label), from]));

/** As Salesforce makes an API name of a label: GA_Leads_First_Seen of GA Leads First Seen. */
const capitalised = (label: string): string => label.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

const common = ['key', 'score', 'sessions'] as const;
const later = ['firstSeen', 'lastSeen', 'topPages'] as const;

/** Salesforce's own ratings, from these scores on. */
const ratings: [score: number, rating: string][] = [
  [70, 'Hot'],
  [40, 'Warm'],
  [0, 'Cold'],
];
const rating = ({ lead }: DeliverableLead): string =>
  ratings.find(([least]) => lead.score >= least)?.[1] ?? '';

/**
 * Headers that each import wizard maps by itself: HubSpot to labels of properties, Salesforce to labels of fields
 * (https://help.salesforce.com/s/articleView?id=xcloud.field_mapping_for_importing_leads.htm), Pipedrive to
 * `Organization - ` and the field's name. Columns for fields that `setup` has not made stay unmapped.
 */
const columns: Record<ImportFormat, Columns> = {
  hubspot: {
    Name: 'name',
    'Company domain name': 'domain',
    'Website URL': 'website',
    'Country/Region': 'country',
    ...ownFields(
      [...common, 'type', 'status', 'window', ...later, 'evidence'],
      (label) => `GA Leads ${label.toLowerCase()}`,
    ),
  },
  salesforce: {
    // Nobody's name is known, and Salesforce takes no lead without one.
    'Last Name': () => '[not provided]',
    Company: 'name',
    Website: 'website',
    'Lead Source': () => 'Web',
    Description: 'evidence',
    Rating: rating,
    ...ownFields([...common, ...later], (label) => `GA Leads ${capitalised(label)}`),
    'GA Leads Evidence': 'evidence',
  },
  pipedrive: {
    'Organization - Name': 'name',
    'Organization - Website': 'website',
    ...ownFields([...common, ...later], (label) => `Organization - GA Leads ${label.toLowerCase()}`),
    'Organization - GA Leads evidence': 'evidence',
  },
};

function cell(lead: DeliverableLead, column: Column): string | number {
  if (typeof column === 'function') return textCell(column(lead));
  const value = fieldValue(column, lead) ?? '';
  if (typeof value === 'number') return value;
  return leadFields[column].kind === 'longText' ? listCell(value.split('\n')) : textCell(value);
}

/** What a spreadsheet must not take for a formula is quoted besides. */
const unparsed = {
  quotes: (value: unknown) => typeof value === 'string' && value.startsWith("'"),
};

/** A CSV for the import wizard of a CRM, in pieces: RFC 4180, UTF-8, one organisation a line, no formula. */
export function* importCsv(format: ImportFormat, leads: Iterable<DeliverableLead>): Generator<string> {
  yield `${Papa.unparse([Object.keys(columns[format])])}\r\n`;
  const sources = Object.values(columns[format]);
  for (const lead of leads) {
    yield `${Papa.unparse([sources.map((source) => cell(lead, source))], unparsed)}\r\n`;
  }
}
