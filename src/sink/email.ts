import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { inputError } from '../errors.ts';
import { redacted } from '../http.ts';
import { printable } from '../text.ts';
import type { Outcome } from './outcome.ts';
import { connect, NobodyKnows, type SmtpServer } from './smtp.ts';

/** A mail to one person. */
export interface Letter {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same for the same content: what comes before the @ of the Message-ID. */
  id: string;
}

const usualPatience = 60_000;
const shownOfAnswer = 200;

/** What sends letters by the settings' server and the environment's account. Exit 2 if there is none to send by. */
export function mailer(
  settings: Settings['sinks']['email'],
  { env, signal, now }: Pick<Edge, 'env' | 'signal' | 'now'>,
  patience = usualPatience,
): (letter: Letter) => Promise<Outcome> {
  const { host, from, port, secure } = settings;
  if (!host || !from)
    throw inputError('e-mail: sinks.email needs host and from', 'Add them to the settings.');
  const [user, password] = [env.SMTP_USER || undefined, env.SMTP_PASSWORD || undefined];
  if ((user === undefined) !== (password === undefined)) {
    const missing = user === undefined ? 'SMTP_USER' : 'SMTP_PASSWORD';
    throw inputError(
      `e-mail: ${missing} is not set`,
      'Set both, or neither for a server that asks for none.',
    );
  }
  const server: SmtpServer = { host, port, secure, user, password, patience };
  const clear = (error: unknown): string => {
    const text = error instanceof Error ? error.message : String(error);
    const encoded = password === undefined ? [] : [password, ...basic(user ?? '', password)];
    return redacted(printable(text), encoded).slice(0, shownOfAnswer);
  };

  return async (letter) => {
    const message = new MailComposer({
      from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: `<${letter.id}@${from.replace(/>$/, '').split('@').at(-1)}>`,
      date: now(),
      // No out-of-office note comes back.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    }).compile();
    const bytes = await message.build();
    const sender = message.getEnvelope().from || '';
    try {
      const connection = await connect(server, signal);
      try {
        return {
          state: 'sent',
          detail: clear(await connection.send({ from: sender, to: [letter.to] }, bytes)),
        };
      } finally {
        connection.close();
      }
    } catch (error) {
      signal.throwIfAborted();
      const state = error instanceof NobodyKnows ? 'unknown' : 'failed';
      return { state, detail: `${host}:${port}: ${clear(error)}` };
    }
  };
}

/** A password as it goes over the wire when signing in. */
const basic = (user: string, password: string): string[] =>
  [password, `\0${user}\0${password}`].map((text) => Buffer.from(text).toString('base64'));
