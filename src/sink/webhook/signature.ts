import { createHash, createHmac } from 'node:crypto';
import { inputError } from '../../errors.ts';

const prefix = 'whsec_';
/** As many bytes as the specification lets a key have. */
const keyBytes = { least: 24, most: 64 };
const howToMake =
  'Make one with: echo "whsec_$(openssl rand -base64 32)". Put it into .env, and give it to the receiver.';

export interface SigningKey {
  bytes: Buffer;
  /** The texts that must never be shown. */
  secrets: readonly string[];
}

/** The key in WEBHOOK_SECRET: whsec_ and 24 to 64 bytes in base64. Exit 2 if there is none, or it is no such text. */
export function signingKey(secret: string | undefined): SigningKey {
  if (!secret) throw inputError('webhook: WEBHOOK_SECRET is not set', howToMake);
  if (!secret.startsWith(prefix)) {
    throw inputError('webhook: WEBHOOK_SECRET does not begin with whsec_', howToMake);
  }
  const encoded = secret.slice(prefix.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    throw inputError('webhook: WEBHOOK_SECRET is not base64 after whsec_', howToMake);
  }
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length < keyBytes.least || bytes.length > keyBytes.most) {
    throw inputError(
      `webhook: WEBHOOK_SECRET holds ${bytes.length} bytes, not ${keyBytes.least} to ${keyBytes.most}`,
      howToMake,
    );
  }
  return { bytes, secrets: [secret, encoded] };
}

/** The same for the same leads and payload, so that a receiver knows a repetition. */
export const messageId = (keys: readonly string[], payload: string): string =>
  `msg_${createHash('sha256')
    .update(JSON.stringify(['webhook', keys, payload]))
    .digest('base64url')}`;

/** The headers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function signedHeaders(
  key: SigningKey,
  id: string,
  at: Date,
  payload: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', key.bytes).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
