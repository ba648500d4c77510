import * as z from 'zod';
import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import type { CrmSink, SinkKind } from './crm.ts';
import { readParties } from './tryton/read.ts';
import { Refusal, trytonRpc } from './tryton/rpc.ts';
import { writeParties } from './tryton/write.ts';

const models = ['party.party', 'party.contact_mechanism'];
const rights = ['read', 'create', 'write'] as const;
const accessShape = z.record(
  z.string(),
  z.object({ read: z.boolean(), create: z.boolean(), write: z.boolean() }),
);

/** Parties of a Tryton server, through its JSON-RPC; our fields stand among a party's contact mechanisms. */
export const tryton: SinkKind<Settings['sinks']['tryton']> = {
  secrets: ['TRYTON_PASSWORD'],
  defaults: () => [
    { to: 'GA Leads key', from: 'key', mode: 'owned' },
    { to: 'code', from: 'key', mode: 'createOnly' },
    { to: 'name', from: 'name', mode: 'createOnly' },
    { to: 'website', from: 'website', mode: 'createOnly' },
    { to: 'GA Leads score', from: 'score', mode: 'owned' },
    { to: 'GA Leads sessions', from: 'sessions', mode: 'owned' },
    { to: 'GA Leads first seen', from: 'firstSeen', mode: 'owned' },
    { to: 'GA Leads last seen', from: 'lastSeen', mode: 'owned' },
    { to: 'GA Leads top pages', from: 'topPages', mode: 'owned' },
    { to: 'GA Leads evidence', from: 'evidence', mode: 'owned' },
  ],

  async open({ settings, fields, outside }): Promise<CrmSink> {
    if (!fields.some(({ to, from }) => to === 'code' && from === 'key')) {
      throw inputError(
        "tryton: the code of a new party has to be the lead's key",
        'Take code out of sinks.tryton.fields: it is unique there, so that nothing is made twice.',
      );
    }
    const { baseUrl, database, user } = settings;
    const rpc = trytonRpc(settings, outside);
    /** What the user may not do with parties. */
    const missing = async (): Promise<string[]> => {
      try {
        const access = await rpc.call(accessShape, 'model.ir.model.access.get_access', [models, {}], true);
        return models.flatMap((model) =>
          rights.filter((right) => !access[model]?.[right]).map((right) => `${right} ${model}`),
        );
      } catch (error) {
        // It knows no such model.
        if (error instanceof Refusal) return models.map((model) => `find ${model}`);
        throw error;
      }
    };
    const next =
      'In Tryton: Administration > Modules: activate party; > Users > Groups: let the user write parties.';

    return {
      limits: { read: 50, write: 20, parallel: 1, pace: { requests: 20, milliseconds: 1_000 } },
      account: async () => `${new URL(baseUrl).host}/${database}`,
      read: (refs) => readParties(rpc, fields, refs),
      write: (operations) => writeParties(rpc, operations),
      async check() {
        const version = await rpc.version();
        const lacks = await missing();
        return {
          facts: [
            ['server', `Tryton ${version} at ${new URL(baseUrl).host}`],
            ['database', database],
            ['user', user],
            ['fields', `${fields.length} are mapped: name, code, and contact mechanisms`],
          ],
          problems: lacks.map((what) => ({ message: `${user} cannot ${what}`, next })),
        };
      },
      async setup() {
        const lacks = await missing();
        const what = 'parties and their contact mechanisms';
        return [lacks.length === 0 ? { what, state: 'there' } : { what, state: 'byHand', next }];
      },
      link: (remoteId) => `${baseUrl}/#${encodeURIComponent(database)}/model/party.party/${remoteId}`,
    };
  },
};
