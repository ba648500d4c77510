import { randomBytes, scrypt as scryptBack, timingSafeEqual } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errnoOf, inputError } from '../errors.ts';
import { printable } from '../text.ts';

const scrypt = promisify(scryptBack) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;

const length = 32;
const saltLength = 16;
const leastPassword = 10;

/** Names and what their passwords became. */
export type People = ReadonlyMap<string, { salt: Buffer; hash: Buffer }>;

/** The line of a password file for a person. UserError (exit 2) where the name or the password will not do. */
export async function passwordLine(name: string, password: string): Promise<string> {
  if (!/^[^\s:]{1,80}$/u.test(name) || printable(name) !== name) {
    throw inputError('review: a name in a password file has no blank and no colon', 'Give another one.');
  }
  if (password.length < leastPassword) {
    throw inputError(
      `review: a password has at least ${leastPassword} characters`,
      `Write it to stdin: ga-leads review --hash-password ${name} < password.txt`,
    );
  }
  const salt = randomBytes(saltLength);
  const hash = await scrypt(password, salt, length);
  return `${name}:scrypt:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** Who may sign in. The file must be its owner's alone; each line is one that `--hash-password` printed. */
export async function readPeople(file: string): Promise<People> {
  const how = 'Each line is one that ga-leads review --hash-password NAME prints.';
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw inputError(`review: ${file} cannot be read (${errnoOf(error)})`, how);
  });
  if (((await stat(file)).mode & 0o077) !== 0) {
    throw inputError(`review: others may read ${file}`, `chmod 600 ${file}`);
  }
  const people = new Map<string, { salt: Buffer; hash: Buffer }>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, salt, hash] = /^([^\s:]+):scrypt:([\w-]{22}):([\w-]{43})$/u.exec(line.trim()) ?? [];
    if (!name || !salt || !hash)
      throw inputError(`review: ${file}:${index + 1} is no line of a password file`, how);
    people.set(name, { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') });
  }
  if (people.size === 0) throw inputError(`review: ${file} names nobody`, how);
  return people;
}

const nobody = { salt: Buffer.alloc(saltLength), hash: Buffer.alloc(length) };

/** Whether it is this person's password; takes as long for a name that is not there. */
export async function isPassword(people: People, name: string, password: string): Promise<boolean> {
  const { salt, hash } = people.get(name) ?? nobody;
  const given = await scrypt(password, salt, length);
  return timingSafeEqual(given, hash) && people.has(name);
}
