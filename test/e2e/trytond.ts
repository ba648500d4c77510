import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const password = 'only-for-this-test';
const database = 'crm';

/** Whether this machine has Tryton with its parties (Debian: tryton-server, tryton-modules-party). */
export function hasTryton(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import trytond.modules.party'], { stdio: 'ignore' });
    execFileSync('which', ['trytond', 'trytond-admin'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Tryton {
  url: string;
  database: string;
  /** Calls a method of `party.party` as the user admin, past whatever else asks it. */
  party<Result>(method: string, ...params: unknown[]): Promise<Result>;
  stop(): Promise<void>;
}

/** A new database on SQLite, and a server for it on loopback. */
export async function startTryton(): Promise<Tryton> {
  const folder = mkdtempSync(path.join(tmpdir(), 'trytond-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const port = await freePort();
  mkdirSync(path.join(folder, 'db'));
  // SQLite's way of making a database: Tryton fills a file that is there.
  file(`db/${database}.sqlite`, '');
  const config = file(
    'trytond.conf',
    `[database]\nuri = sqlite://\npath = ${path.join(folder, 'db')}\n[web]\nlisten = 127.0.0.1:${port}\n`,
  );
  const env = { ...process.env, TRYTONPASSFILE: file('password', password) };
  const options = { env, cwd: folder, stdio: 'ignore' } as const;
  await ended(
    spawn(
      'trytond-admin',
      ['-c', config, '-d', database, '-u', 'party', '--activate-dependencies', '--email', ''],
      options,
    ),
  );
  const server = spawn('trytond', ['-c', config, '-d', database], options);
  const url = `http://127.0.0.1:${port}`;
  const call = async (
    address: string,
    method: string,
    params: readonly unknown[],
    authorization?: string,
  ) => {
    const response = await fetch(`${url}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ id: 1, method, params }),
    });
    const { result, error } = JSON.parse(await response.text());
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  for (let tries = 0; ; tries++) {
    const version = await call('/', 'common.server.version', []).catch(() => undefined);
    if (version !== undefined) break;
    if (tries === 300 || server.exitCode !== null) throw new Error('trytond did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [id, key] = await call(`/${database}/`, 'common.db.login', ['admin', { password }]);
  const authorization = `Session ${Buffer.from(`admin:${id}:${key}`).toString('base64')}`;
  return {
    url,
    database,
    party: (method, ...params) =>
      call(`/${database}/`, `model.party.party.${method}`, [...params, {}], authorization),
    stop: async () => {
      if (server.exitCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'close');
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
