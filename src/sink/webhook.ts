import { createHash } from 'node:crypto';
import type { Settings } from '../config/schema.ts';
import { exitCodes, inputError, UserError } from '../errors.ts';
import { HttpFault, request } from '../http.ts';
import { BatchRefused, type CrmSink, type Operation, type SinkKind, type WriteOutcome } from './crm.ts';
import { leadFieldNames } from './lead-fields.ts';
import { payloadOf } from './webhook/payload.ts';
import { messageId, signedHeaders, signingKey } from './webhook/signature.ts';

/** Four attempts with their pauses have to fit into the 5 minutes that a receiver lets a signature be old. */
const patience = 15_000;
const pace = { requests: 25, milliseconds: 1_000 };

const stopped = (message: string, next: string) => new UserError(exitCodes.delivery, message, next);

/** Refusals that no lead is to blame for, or any might be; the others are thrown on. */
function refused(fault: HttpFault, host: string, operations: readonly Operation[]): WriteOutcome[] {
  const { status, headers } = fault.answer ?? {};
  if (status === undefined || status === 429 || status >= 500) throw fault;
  if (status === 410) {
    throw stopped(
      `webhook: ${host} wants no more of it (410 Gone); the rest was not sent.`,
      'Ask its owner for a new address, or set sinks.webhook.enabled to false.',
    );
  }
  if (status === 401) {
    throw stopped(
      `webhook: ${host} refused the signature (401); nothing was sent.`,
      'Does it know the same WEBHOOK_SECRET?',
    );
  }
  if (status < 400) {
    const to = headers?.get('location');
    throw stopped(
      `webhook: ${host} sends on to another address (${status}${to && URL.canParse(to) ? `, at ${new URL(to).host}` : ''}); redirects are not followed.`,
      'Put its real address into sinks.webhook.baseUrl.',
    );
  }
  if (operations.length > 1) throw new BatchRefused(fault.message);
  return operations.map(({ key }) => ({ key, outcome: 'failed', reason: fault.message, again: false }));
}

/** A service of the user's own that is told of each lead, signed as Standard Webhooks says. */
export const webhook: SinkKind<Settings['sinks']['webhook']> = {
  secrets: ['WEBHOOK_SECRET'],
  defaults: () => leadFieldNames.map((name) => ({ to: name, from: name, mode: 'owned' })),

  async open({ settings: { baseUrl, batch }, outside }): Promise<CrmSink> {
    if (!baseUrl) {
      throw inputError(
        'webhook: no address',
        'Set sinks.webhook.baseUrl to the address that takes the leads.',
      );
    }
    const key = signingKey(outside.env.WEBHOOK_SECRET);
    const { host, pathname, search } = new URL(baseUrl);
    // Its path often is a secret by itself, and servers like to tell it back.
    const secrets = [...key.secrets, ...(pathname === '/' ? [] : [`${pathname}${search}`, pathname])];

    return {
      limits: { read: batch, write: batch, parallel: 4, pace },
      account: async () => `${host} #${createHash('sha256').update(baseUrl).digest('hex').slice(0, 8)}`,

      async write(operations) {
        const body = payloadOf(operations, batch > 1);
        const id = messageId(
          operations.map((operation) => operation.key),
          body,
        );
        try {
          await request(outside, {
            to: 'webhook',
            method: 'POST',
            url: baseUrl,
            headers: {
              'content-type': 'application/json',
              'user-agent': 'ga-leads',
              ...signedHeaders(key, id, outside.now(), body),
            },
            body,
            secrets,
            repeatable: true,
            patience,
          });
        } catch (error) {
          if (!(error instanceof HttpFault)) throw error;
          return refused(error, host, operations);
        }
        return operations.map(({ kind, key: remoteId }) => ({
          key: remoteId,
          outcome: kind === 'create' ? 'created' : 'updated',
          remoteId,
        }));
      },

      check: async () => ({
        facts: [
          ['leads a request', String(batch)],
          ['signed', 'as Standard Webhooks v1, with WEBHOOK_SECRET'],
          ['reached', 'not tried: whatever is posted there counts as a lead'],
        ],
        problems: [],
      }),
      setup: async () => [],
      link: () => undefined,
    };
  },
};
