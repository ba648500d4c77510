import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import type { CrmField, CrmSink, SinkKind } from './crm.ts';
import { salesforceApi } from './salesforce/api.ts';
import { check } from './salesforce/check.ts';
import type { Writing } from './salesforce/collections.ts';
import { describe, problemsOf, stepsFor, wrongConstants } from './salesforce/fields.ts';
import { read } from './salesforce/read.ts';
import { write } from './salesforce/write.ts';
import { stopAt } from './stop-at.ts';

type Own = Settings['sinks']['salesforce'];

const common: readonly CrmField[] = [
  { to: 'GA_Leads_Key__c', from: 'key', mode: 'owned' },
  { to: 'Website', from: 'website', mode: 'createOnly' },
  { to: 'GA_Leads_Score__c', from: 'score', mode: 'owned' },
  { to: 'GA_Leads_Sessions__c', from: 'sessions', mode: 'owned' },
  { to: 'GA_Leads_First_Seen__c', from: 'firstSeen', mode: 'owned' },
  { to: 'GA_Leads_Last_Seen__c', from: 'lastSeen', mode: 'owned' },
  { to: 'GA_Leads_Top_Pages__c', from: 'topPages', mode: 'owned' },
  { to: 'GA_Leads_Evidence__c', from: 'evidence', mode: 'owned' },
];

/** Salesforce Leads or Accounts, through the REST API. */
export const salesforce: SinkKind<Own> = {
  secrets: ['SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET', 'SALESFORCE_PRIVATE_KEY'],
  defaults: ({ object }) => [
    { to: object === 'Lead' ? 'Company' : 'Name', from: 'name', mode: 'createOnly' },
    ...common,
  ],

  async open({ settings, fields, outside }): Promise<CrmSink> {
    const { baseUrl, object, onDuplicate, defaults } = settings;
    if (!baseUrl) {
      throw inputError(
        'salesforce: sinks.salesforce.baseUrl is not set',
        'Set it to your My Domain host, as https://acme.my.salesforce.com (Setup > My Domain).',
      );
    }
    const key = fields.find(({ from }) => from === 'key')?.to;
    if (!key) {
      throw inputError(
        'salesforce: no field has the key',
        'Name one in sinks.salesforce.fields (GA_Leads_Key__c: key): without it leads would double.',
      );
    }
    const writing: Writing = { object, key, fields, onDuplicate, constants: defaults };
    const api = salesforceApi({ ...settings, baseUrl }, key, outside);
    return {
      // A collection takes 200. Salesforce limits the day, not the second; more at once lock each other's rows.
      limits: { read: 100, write: 200, parallel: 2, pace: { requests: 20, milliseconds: 1_000 } },
      // A Lead's id means nothing where the settings now say Account.
      account: async () => `${(await api.session()).organisation} ${object}`,
      async ready() {
        const known = await describe(api, object);
        stopAt('salesforce', [...problemsOf(stepsFor(writing, known)), ...wrongConstants(writing, known)]);
      },
      read: (refs) => read(api, writing, refs),
      write: (operations) => write(api, writing, operations),
      check: () => check(api, writing),
      setup: async () => stepsFor(writing, await describe(api, object)),
      link: (remoteId) => `${baseUrl}/lightning/r/${object}/${encodeURIComponent(remoteId)}/view`,
    };
  },
};
