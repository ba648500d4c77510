/** A field as `describe` tells of it. */
export interface Field {
  name: string;
  label: string;
  type:
    | 'id'
    | 'reference'
    | 'boolean'
    | 'string'
    | 'url'
    | 'textarea'
    | 'picklist'
    | 'double'
    | 'date'
    | 'currency';
  length: number;
  externalId: boolean;
  unique: boolean;
  caseSensitive: boolean;
  createable: boolean;
  updateable: boolean;
  nillable: boolean;
  defaultedOnCreate: boolean;
  restrictedPicklist: boolean;
  filterable: boolean;
  custom: boolean;
  picklistValues: { active: boolean; defaultValue: boolean; label: string; value: string }[];
}

export type Fields = Map<string, Field>;
export type ObjectName = 'Lead' | 'Account' | 'Organization' | 'User';

export const prefixes: Record<ObjectName, string> = {
  Lead: '00Q',
  Account: '001',
  Organization: '00D',
  User: '005',
};

export const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  label: name.replace(/__c$/, '').replaceAll('_', ' '),
  type,
  length:
    { string: 255, url: 255, textarea: 32_768, picklist: 255, id: 18, reference: 18 }[type as string] ?? 0,
  externalId: false,
  unique: false,
  caseSensitive: false,
  createable: true,
  updateable: true,
  nillable: true,
  defaultedOnCreate: type === 'boolean',
  restrictedPicklist: false,
  filterable: !(type === 'textarea' && (more.length ?? 32_768) > 255),
  custom: name.endsWith('__c'),
  picklistValues: [],
  ...more,
});

const readOnly = { createable: false, updateable: false };
const values = (...list: string[]) =>
  list.map((value, at) => ({ active: true, defaultValue: at === 0, label: value, value }));

const own = (object: ObjectName): Field[] => [
  field('Id', 'id', { ...readOnly, nillable: false, defaultedOnCreate: true }),
  field('IsDeleted', 'boolean', { ...readOnly, nillable: false }),
  ...(object === 'Lead' || object === 'Account' ? [field('MasterRecordId', 'reference', readOnly)] : []),
];

/** What the administrator made by hand, as `setup` tells. */
const made = [
  field('GA_Leads_Key__c', 'string', { externalId: true, unique: true }),
  field('GA_Leads_Score__c', 'double'),
  field('GA_Leads_Sessions__c', 'double'),
  field('GA_Leads_First_Seen__c', 'date'),
  field('GA_Leads_Last_Seen__c', 'date'),
  field('GA_Leads_Top_Pages__c', 'textarea'),
  field('GA_Leads_Evidence__c', 'textarea'),
];

const standard: Record<ObjectName, Field[]> = {
  Lead: [
    field('IsConverted', 'boolean', { ...readOnly, nillable: false }),
    field('LastName', 'string', { length: 80, nillable: false }),
    field('Company', 'string', { nillable: false }),
    field('Website', 'url'),
    field('Description', 'textarea', { length: 32_000 }),
    field('AnnualRevenue', 'currency'),
    field('LeadSource', 'picklist', { picklistValues: values('Web', 'Partner Referral', 'Other') }),
    field('Status', 'picklist', {
      nillable: false,
      defaultedOnCreate: true,
      restrictedPicklist: true,
      picklistValues: values('Open - Not Contacted', 'Working - Contacted'),
    }),
  ],
  Account: [
    field('Name', 'string', { nillable: false }),
    field('Website', 'url'),
    field('Description', 'textarea', { length: 32_000 }),
  ],
  Organization: [field('Name', 'string'), field('IsSandbox', 'boolean')],
  User: [field('Name', 'string'), field('Username', 'string')],
};

const both = (object: ObjectName) => object === 'Lead' || object === 'Account';

/** The fields of each object, to be changed as an administrator would. */
export const newSchema = () =>
  Object.fromEntries(
    (Object.keys(prefixes) as ObjectName[]).map((object) => {
      const all = [...own(object), ...standard[object], ...(both(object) ? made : [])];
      return [object, new Map(all.map((each) => [each.name, { ...each }])) satisfies Fields];
    }),
  ) as Record<ObjectName, Fields>;
