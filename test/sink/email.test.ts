import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type Letter, mailer } from '../../src/sink/email.ts';
import { connectionOptions } from '../../src/sink/smtp.ts';
import { fakeEdge } from '../edge.ts';
import { smtpServer } from '../stand-ins/smtp.ts';

const stops: (() => unknown)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listening(options: SMTPServerOptions = {}) {
  const server = await smtpServer(options);
  stops.push(server.stop);
  return server;
}

/** A server that speaks SMTP until the message is whole, and then does what the test wants. */
async function brokenServer(
  afterMessage: (socket: Socket) => void,
  atData = (socket: Socket) => {
    socket.write('354 go on\r\n');
  },
) {
  let whole = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 here\r\n');
    let inData = false;
    socket.on('data', (piece) => {
      const text = piece.toString();
      if (inData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        whole++;
        afterMessage(socket);
      } else if (text.startsWith('DATA')) {
        inData = true;
        atData(socket);
      } else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, whole: () => whole };
}

const letter: Letter = {
  to: 'anna@example.com',
  subject: 'Leads ✓ “Müller”',
  html: '<p>Grüße</p>',
  text: 'Grüße',
  id: 'digest.2026-W46',
};

const settings = (port: number) => ({
  enabled: true,
  host: '127.0.0.1',
  port,
  secure: false,
  from: 'GA leads <leads@example.org>',
  to: ['anna@example.com'],
});

const send = (port: number, env: Record<string, string> = {}, patience = 2000, more: Partial<Letter> = {}) =>
  mailer(settings(port), fakeEdge({ env }).edge, patience)({ ...letter, ...more });

describe('a letter', () => {
  it('arrives with both texts, a Message-ID that is always the same, and no wish for an answer', async () => {
    const { port, messages } = await listening();
    expect(await send(port)).toMatchObject({ state: 'sent', detail: expect.stringMatching(/^250/) });
    const [message] = messages;
    expect(message?.to).toEqual(['anna@example.com']);
    const mail = await PostalMime.parse(message?.raw ?? '');
    expect(mail).toMatchObject({
      subject: 'Leads ✓ “Müller”',
      messageId: '<digest.2026-W46@example.org>',
      from: { name: 'GA leads', address: 'leads@example.org' },
      to: [{ address: 'anna@example.com' }],
      date: '2026-11-22T08:00:00.000Z',
    });
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual(['Grüße', '<p>Grüße</p>']);
    expect(message?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('has one recipient and one subject, whatever stands in them', async () => {
    const { port, messages } = await listening();
    await send(port, {}, 2000, { subject: 'a\r\nBcc: eve@example.com\r\n\r\nb' });
    expect(messages[0]?.to).toEqual(['anna@example.com']);
    const { headers, bcc } = await PostalMime.parse(messages[0]?.raw ?? '');
    expect(bcc).toBeUndefined();
    expect(headers.filter(({ key }) => key === 'bcc')).toEqual([]);
  });

  it('is signed in for where there is an account', async () => {
    const accounts: unknown[] = [];
    const { port } = await listening({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        accounts.push([username, password]);
        done(null, { user: username });
      },
    });
    expect(await send(port, { SMTP_USER: 'me', SMTP_PASSWORD: 'pa ss' })).toMatchObject({ state: 'sent' });
    expect(accounts).toEqual([['me', 'pa ss']]);
  });
});

describe('a letter that did not go out', () => {
  it('failed where the password is refused, and the password is not told', async () => {
    const { port } = await listening({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => done(new Error(`no: ${password}`)),
    });
    const { state, detail } = await send(port, { SMTP_USER: 'me', SMTP_PASSWORD: 'hush-hush' });
    expect(state).toBe('failed');
    expect(detail).toMatch(/^127\.0\.0\.1:\d+: .*535/);
    expect(detail).toContain('***');
    expect(detail).not.toContain('hush');
  });

  it('failed where nobody listens', async () => {
    const { port } = await listening();
    for (const stop of stops.splice(0)) await stop();
    expect(await send(port)).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each([
    [
      'the recipient',
      { onRcptTo: (_: unknown, __: unknown, done: (e: Error) => void) => done(new Error('who?')) },
    ],
    [
      'the message',
      {
        onData: (stream: NodeJS.ReadableStream, _: unknown, done: (e: Error) => void) => {
          stream.resume().on('end', () => done(new Error('spam')));
        },
      },
    ],
  ])('failed where %s is refused', async (_what, options) => {
    const { port } = await listening(options as SMTPServerOptions);
    expect(await send(port)).toMatchObject({ state: 'failed', detail: expect.stringMatching(/who\?|spam/) });
  });

  it('failed where the connection is lost before the message', async () => {
    const { port, whole } = await brokenServer(
      () => undefined,
      (socket) => socket.destroy(),
    );
    expect(await send(port)).toMatchObject({ state: 'failed' });
    expect(whole()).toBe(0);
  });

  it('ends at Ctrl-C', async () => {
    const { port } = await brokenServer(() => undefined);
    const interrupt = new AbortController();
    const sending = mailer(settings(port), fakeEdge({ signal: interrupt.signal }).edge, 5000)(letter);
    setTimeout(() => interrupt.abort(), 50);
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a letter of which nobody knows', () => {
  it.each([
    ['the connection is lost after the message', (socket: Socket) => socket.destroy()],
    ['no answer comes after the message', () => undefined],
  ])('is unknown where %s', async (_what, afterMessage) => {
    const { port, whole } = await brokenServer(afterMessage);
    expect(await send(port, {}, 150)).toMatchObject({ state: 'unknown' });
    expect(whole()).toBe(1);
  });
});

describe('the mailer', () => {
  it.each([
    [{ SMTP_USER: 'me' }, 'SMTP_PASSWORD is not set'],
    [{ SMTP_PASSWORD: 'x' }, 'SMTP_USER is not set'],
  ])('refuses half an account: %j', (env, message) => {
    expect(() => mailer(settings(25), fakeEdge({ env }).edge)).toThrow(message);
  });

  it('sends a password only over TLS, but to this machine', () => {
    const server = { host: 'smtp.example.com', port: 587, secure: false, user: 'me', patience: 1 };
    expect(connectionOptions(server)).toMatchObject({ requireTLS: true, ignoreTLS: false });
    expect(connectionOptions({ ...server, secure: true })).toMatchObject({ secure: true, requireTLS: false });
    expect(connectionOptions({ ...server, host: 'localhost' })).toMatchObject({ requireTLS: false });
    expect(connectionOptions({ ...server, host: '127.evil.example' })).toMatchObject({ requireTLS: true });
  });
});
