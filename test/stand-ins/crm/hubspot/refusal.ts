import type { Reply } from '../server.ts';

/** An error as HubSpot words it, alone or one of a batch. */
export interface Refusal {
  status: 'error';
  category: string;
  message: string;
  context?: Record<string, string[]>;
  errors?: { message: string; context?: Record<string, string[]> }[];
}

export const refusal = (category: string, message: string, context?: Refusal['context']): Refusal => ({
  status: 'error',
  category,
  message,
  ...(context && { context }),
});

export const refuse = (status: number, said: object): Reply => ({
  status,
  body: { correlationId: '00000000-0000-4000-8000-000000000000', ...said },
});

/** Thrown while a request is carried out, to end it with an answer. */
export class Refused extends Error {
  readonly reply: Reply;

  constructor(status: number, said: Refusal) {
    super(said.message);
    this.reply = refuse(status, said);
  }
}

export const invalid = (message: string): Refused => new Refused(400, refusal('VALIDATION_ERROR', message));

/** What a value was refused for, as HubSpot lists it inside a message. */
export const notValid = (name: string, error: string, message: string): Refusal =>
  refusal(
    'VALIDATION_ERROR',
    `Property values were not valid: ${JSON.stringify([{ isValid: false, message, error, name }])}`,
  );
