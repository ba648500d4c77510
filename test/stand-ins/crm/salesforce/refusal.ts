import type { Reply } from '../server.ts';

/** A request that Salesforce refuses as a whole. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(status: number, errorCode: string, message: string, more: object = {}) {
    super(message);
    this.reply = { status, body: [{ message, errorCode, ...more }] };
  }
}
