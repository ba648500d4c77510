import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import type { CrmField, CrmSink, SinkContext, SinkKind } from './crm.ts';
import { type Account, account } from './hubspot/answers.ts';
import { hubspotApi } from './hubspot/api.ts';
import { checkAccount, fieldProblems } from './hubspot/check.ts';
import { companyProperties } from './hubspot/properties.ts';
import { readCompanies } from './hubspot/read.ts';
import { setupProperties } from './hubspot/setup.ts';
import { createCompanies, updateCompanies } from './hubspot/write.ts';
import { notSent } from './not-sent.ts';
import { stopAt } from './stop-at.ts';

type Own = Settings['sinks']['hubspot'];

const defaultFields: readonly CrmField[] = [
  { to: 'ga_leads_key', from: 'key', mode: 'owned' },
  { to: 'name', from: 'name', mode: 'createOnly' },
  { to: 'domain', from: 'domain', mode: 'createOnly' },
  { to: 'ga_leads_score', from: 'score', mode: 'owned' },
  { to: 'ga_leads_sessions', from: 'sessions', mode: 'owned' },
  { to: 'ga_leads_type', from: 'type', mode: 'owned' },
  { to: 'ga_leads_status', from: 'status', mode: 'owned' },
  { to: 'ga_leads_week', from: 'window', mode: 'owned' },
  { to: 'ga_leads_first_seen', from: 'firstSeen', mode: 'owned' },
  { to: 'ga_leads_last_seen', from: 'lastSeen', mode: 'owned' },
  { to: 'ga_leads_top_pages', from: 'topPages', mode: 'owned' },
  { to: 'ga_leads_evidence', from: 'evidence', mode: 'owned' },
];

/** What a batch takes. */
const mostInBatch = 100;
/** The least that any plan allows is 100 requests in 10 s; of a push's requests up to a half are searches, 5 a second. */
const pace = { requests: 9, milliseconds: 1_000 };

/** Companies of a HubSpot account. */
export const hubspot: SinkKind<Own> = {
  secrets: ['HUBSPOT_TOKEN'],
  defaults: () => defaultFields,
  open,
};

async function open({ settings, fields, outside }: SinkContext<Own>): Promise<CrmSink> {
  const keyField = fields.find(({ from }) => from === 'key')?.to;
  if (keyField === undefined) {
    throw inputError(
      "hubspot: no property takes the lead's key, and without it leads would be made twice",
      'Leave ga_leads_key in sinks.hubspot.fields, or map key to another property with unique values.',
    );
  }
  const api = hubspotApi(settings, outside);
  const constants = settings.defaults;
  let own: Account | undefined;

  const accountOf = async (): Promise<Account> => {
    own ??= (await api.call({ method: 'GET', path: api.paths.account }, account)).body;
    return own;
  };

  return {
    limits: { read: mostInBatch, write: mostInBatch, parallel: 4, pace },
    account: async () => String((await accountOf()).portalId),
    ready: async () => stopAt('hubspot', fieldProblems(fields, constants, await companyProperties(api))),
    read: (refs) => readCompanies(api, fields, keyField, refs),
    async write(operations) {
      const creates = operations.filter((operation) => operation.kind === 'create');
      const updates = operations.filter((operation) => operation.kind === 'update');
      const created = await createCompanies(api, keyField, constants, creates);
      const updated = updateCompanies(api, updates);
      return [
        ...created,
        ...(await (created.length > 0 ? updated.catch((error) => notSent(updates, error)) : updated)),
      ];
    },
    check: () => checkAccount(api, accountOf, fields, settings),
    setup: (dryRun) => setupProperties(api, fields, dryRun),
    link(remoteId, account) {
      const portal = own?.portalId ?? account;
      // The first host sends whoever is signed in on to that of their region.
      const host = own?.uiDomain ?? 'app.hubspot.com';
      return portal === undefined
        ? undefined
        : `https://${host}/contacts/${portal}/record/0-2/${encodeURIComponent(remoteId)}`;
    },
  };
}
