import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Settings } from '../config/schema.ts';
import { isLoopback } from './host.ts';

export interface SmtpServer extends Pick<Settings['sinks']['email'], 'port' | 'secure'> {
  host: string;
  user?: string | undefined;
  password?: string | undefined;
  /** Milliseconds of silence after which the server counts as gone. */
  patience: number;
}

/** The whole message was passed on, and then no answer came: it may have arrived. */
export class NobodyKnows extends Error {
  override name = 'NobodyKnows';
}

/**
 * A connection's options. With a password, TLS is needed before it is sent; a server on this machine is spoken
 * to as it is, since its certificate is mostly nobody's.
 */
export function connectionOptions({ host, port, secure, user, patience }: SmtpServer) {
  const isHere = isLoopback(host);
  return {
    host,
    port,
    secure,
    requireTLS: user !== undefined && !secure && !isHere,
    ignoreTLS: isHere,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
  };
}

type Done<T> = (error: Error | null | undefined, value?: T) => void;

/** Connects, and signs in where there is an account. Rejects with nodemailer's errors. */
export async function connect(server: SmtpServer, signal: AbortSignal) {
  const connection = new SMTPConnection(connectionOptions(server));
  const { promise: broken, reject: breaks } = Promise.withResolvers<never>();
  broken.catch(() => undefined);
  connection.on('error', breaks);
  const interrupt = () => {
    breaks(signal.reason);
    connection.close();
  };
  signal.addEventListener('abort', interrupt, { once: true });
  const close = () => {
    signal.removeEventListener('abort', interrupt);
    connection.close();
  };

  /** What `act` comes to, unless the connection breaks before. */
  const step = <T>(act: (done: Done<T>) => void): Promise<T | undefined> =>
    Promise.race([
      new Promise<T | undefined>((resolve, reject) =>
        act((error, value) => (error ? reject(error) : resolve(value))),
      ),
      broken,
    ]);

  try {
    await step<void>((done) => connection.connect(done));
    const { user, password = '' } = server;
    if (user !== undefined) await step((done) => connection.login({ user, pass: password }, done));
  } catch (error) {
    close();
    throw error;
  }
  return {
    /** Passes a message on and gives the server's answer. NobodyKnows if it may have arrived all the same. */
    async send(envelope: { from: string; to: string[] }, message: Buffer): Promise<string> {
      let passedOn = false;
      const body = Readable.from([message], { objectMode: false });
      body.once('end', () => {
        passedOn = true;
      });
      try {
        const sent = await step<{ response?: string }>((done) => connection.send(envelope, body, done));
        return sent?.response ?? '';
      } catch (error) {
        const isAnswer = error instanceof Error && 'responseCode' in error && Boolean(error.responseCode);
        if (passedOn && !isAnswer) throw new NobodyKnows(String(error), { cause: error });
        throw error;
      }
    },
    close,
  };
}
