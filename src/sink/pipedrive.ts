import * as z from 'zod';
import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import { number } from '../numbers.ts';
import { printable } from '../text.ts';
import type { CrmSink, SinkKind } from './crm.ts';
import { pipedriveApi } from './pipedrive/api.ts';
import { organisationFields, placeOf, setupFields, usableFields, wantedFields } from './pipedrive/fields.ts';
import { inboxField } from './pipedrive/inbox.ts';
import { type Columns, readerOf } from './pipedrive/read.ts';
import { writeOne } from './pipedrive/write.ts';

/** A little below the burst limit of the smallest plan, 20 in 2 seconds for a token. */
const pace = { requests: 18, milliseconds: 2_000 };
/** https://developers.pipedrive.com/docs/api/v1/Organizations and /Leads: the cost of each request, in tokens. */
const tokens = { write: 5, list: 10, lead: 10 };

const userShape = z.looseObject({
  name: z.string(),
  company_id: z.int(),
  company_name: z.string(),
  company_domain: z.string(),
});

/** Holds what was asked once; a failure is not held. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  return () => {
    held ??= ask().catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
}

/** Organisations of a Pipedrive account, through v2 of its API; where it is asked for, leads in its inbox too. */
export const pipedrive: SinkKind<Settings['sinks']['pipedrive']> = {
  secrets: ['PIPEDRIVE_TOKEN'],
  defaults: () => [
    { to: 'name', from: 'name', mode: 'createOnly' },
    { to: 'website', from: 'website', mode: 'createOnly' },
    { to: 'GA Leads key', from: 'key', mode: 'owned' },
    { to: 'GA Leads score', from: 'score', mode: 'owned' },
    { to: 'GA Leads sessions', from: 'sessions', mode: 'owned' },
    { to: 'GA Leads first seen', from: 'firstSeen', mode: 'owned' },
    { to: 'GA Leads last seen', from: 'lastSeen', mode: 'owned' },
    { to: 'GA Leads top pages', from: 'topPages', mode: 'owned' },
    { to: 'GA Leads evidence', from: 'evidence', mode: 'owned' },
  ],

  async open({ settings, fields, outside }): Promise<CrmSink> {
    for (const from of ['key', 'name'] as const) {
      if (fields.some((field) => field.from === from)) continue;
      throw inputError(
        `pipedrive: no field takes the lead's ${from}`,
        `Without it nothing can be ${from === 'key' ? 'found again' : 'made'}: map one in sinks.pipedrive.fields.`,
      );
    }
    const api = pipedriveApi(settings.baseUrl, outside);
    const wanted = [...wantedFields(fields), ...(settings.leads ? [inboxField] : [])];
    let domain: string | undefined;
    const user = once(async () => {
      const found = await api.ask(userShape, { method: 'GET', path: '/api/v1/users/me' });
      domain = /^[a-z0-9-]+$/i.test(found.company_domain) ? found.company_domain : undefined;
      return found;
    });
    const columns = once(async (): Promise<Columns> => {
      const all = await organisationFields(api);
      const places = usableFields(wanted.map((one) => placeOf(one, all)));
      const inbox = settings.leads ? places.get(inboxField.to) : undefined;
      if (inbox) places.delete(inboxField.to);
      return { fields, places, ...(inbox && { inbox }) };
    });
    const reader = once(async () => readerOf(api, await columns()));
    let pages = 1;

    return {
      limits: {
        read: 100,
        write: 1,
        parallel: 4,
        pace,
        cost({ reads, creates, updates }) {
          const looking = tokens.list * (Math.ceil(reads / 100) + pages);
          const leads = settings.leads ? creates * (tokens.lead + tokens.write) : 0;
          const { left } = api.tokens();
          const sum = looking + tokens.write * (creates + updates) + leads;
          return `about ${number(sum)} of your tokens${left === undefined ? '' : ` (${number(left)} left today)`}`;
        },
      },
      account: async () => String((await user()).company_id),

      async read(refs) {
        const { read, pages: count } = await reader();
        const found = await read(refs);
        pages = Math.max(pages, count());
        return found;
      },

      async write(operations) {
        const places = await columns();
        const outcomes = [];
        for (const operation of operations) outcomes.push(await writeOne(api, places, operation));
        return outcomes;
      },

      async check() {
        const { name, company_name, company_id, company_domain } = await user();
        const all = await organisationFields(api);
        const problems = wanted.flatMap((one) => placeOf(one, all).problem ?? []);
        const { left, limit } = api.tokens();
        return {
          facts: [
            ['company', printable(`${company_name} (${company_id}, ${company_domain}.pipedrive.com)`)],
            ['user', printable(name)],
            ['fields', `${wanted.length - problems.length} of ${wanted.length} are there`],
            ['leads in the inbox', settings.leads ? 'one for each new organisation' : 'none'],
            [
              'tokens left today',
              left === undefined ? 'not told' : `${number(left)}${limit ? ` of ${number(limit)}` : ''}`,
            ],
          ],
          problems,
        };
      },

      setup: (dryRun) => setupFields(api, wanted, dryRun),
      // `app` sends whoever is signed in on to their company's host.
      link: (remoteId, account) =>
        domain === undefined && account === undefined
          ? undefined
          : `https://${domain ?? 'app'}.pipedrive.com/organization/${remoteId}`,
    };
  },
};
