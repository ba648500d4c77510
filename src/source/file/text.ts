import { inputError } from '../../errors.ts';
import type { Input } from './input.ts';

/** The start of a file, enough to know what it is. */
export interface Head {
  text: string;
  encoding: string;
  /** The text is the whole file. */
  whole: boolean;
}

const headSize = 256 * 1024;

/** Reads the head and finds the encoding. What is no text is a UserError that says what it is instead. */
export async function readHead(input: Input): Promise<Head> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input.read()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= headSize) break;
  }
  const bytes = Buffer.concat(chunks);
  const encoding = encodingOf(bytes);
  refuseBinary(bytes, encoding, input.name);
  const whole = size >= input.size;
  return { text: new TextDecoder(encoding).decode(bytes, { stream: !whole }), encoding, whole };
}

/** The file as text, piece by piece, without its byte order mark. */
export async function* textOf(input: Input, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of input.read()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/**
 * UTF-16 has a mark (Excel's "Unicode text"). Text that has more bytes that are no UTF-8 than letters that
 * are is what Excel writes for "CSV".
 */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const foreign = new TextDecoder().decode(bytes, { stream: true }).match(/[^\0-\x7f]/gu) ?? [];
  const lost = foreign.filter((letter) => letter === lostLetter).length;
  return lost > foreign.length - lost ? 'windows-1252' : 'utf-8';
}

/** What stands for bytes that are no letter in the file's encoding. */
export const lostLetter = '\ufffd';

const asCsv = 'Open it there and save it as CSV (UTF-8).';
const unpack = 'Unpack it first, and give --input what was in it.';
/** First bytes in Latin-1, what it is, what to do. */
const magics: [start: RegExp, what: string, next: string][] = [
  [/^PK\x03\x04.*(?:\[Content_Types\]|xl\/)/s, 'an Excel workbook', asCsv],
  [/^PK\x03\x04.*opendocument\.spreadsheet/s, 'a spreadsheet', asCsv],
  [/^\xd0\xcf\x11\xe0/, 'an old Excel workbook', asCsv],
  [/^PK\x03\x04/, 'a zip archive', unpack],
  [/^\x1f\x8b/, 'a gzip file', unpack],
  [/^(?:BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf)/, 'a compressed file', unpack],
  [/^%PDF/, 'a PDF', 'Export the report as CSV instead.'],
];
const webPage = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|!--)/i;

function refuseBinary(bytes: Buffer, encoding: string, name: string): void {
  const start = bytes.toString('latin1', 0, 4096);
  for (const [magic, what, next] of magics) {
    if (magic.test(start)) throw inputError(`${name} is ${what}, no text`, next);
  }
  if (webPage.test(start)) {
    throw inputError(
      `${name} is a web page, no report; perhaps the page that asks to sign in`,
      'Sign in with the browser and export the report as CSV.',
    );
  }
  if (!encoding.startsWith('utf-16') && bytes.includes(0)) {
    throw inputError(`${name} is a binary file, no text`, 'Export the report as CSV (UTF-8).');
  }
}
