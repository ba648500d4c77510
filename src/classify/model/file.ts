/** What a column of weights says of a name, as log odds. */
export const columns = ['network', 'hosting', 'education', 'government', 'nonprofit'] as const;
export type Column = (typeof columns)[number];

/** A model file's first line, as JSON. After it: the pieces, one a line, then each column's weights, int8. */
export interface ModelHeader {
  format: 'ga-leads names 1';
  pieces: number;
  /** Bytes of the pieces in UTF-8, with the newline after each. */
  pieceBytes: number;
  /** Log odds of a name with no known piece, and what a weight's unit is worth. */
  columns: Record<Column, { bias: number; unit: number }>;
}

export interface ModelFile {
  header: ModelHeader;
  pieces: string[];
  weights: Record<Column, Int8Array>;
}

const newline = 10;

/** Throws an Error on anything that is no model file. */
export function decodeModel(bytes: Uint8Array): ModelFile {
  const headerEnd = bytes.indexOf(newline);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const header = JSON.parse(decoder.decode(bytes.subarray(0, headerEnd))) as ModelHeader;
  if (header.format !== 'ga-leads names 1')
    throw new Error(`no name model of this version: ${header.format}`);
  const piecesEnd = headerEnd + 1 + header.pieceBytes;
  const pieces = decoder.decode(bytes.subarray(headerEnd + 1, piecesEnd - 1)).split('\n');
  if (pieces.length !== header.pieces || bytes.length !== piecesEnd + columns.length * pieces.length) {
    throw new Error(`the name model is cut or changed: ${bytes.length} bytes, ${pieces.length} pieces`);
  }
  const { length } = pieces;
  const column = (index: number) =>
    new Int8Array(bytes.buffer, bytes.byteOffset + piecesEnd + index * length, length);
  const weights = Object.fromEntries(columns.map((name, index) => [name, column(index)]));
  return { header, pieces, weights: weights as Record<Column, Int8Array> };
}

export function encodeModel({ header, pieces, weights }: ModelFile): Uint8Array {
  const text = new TextEncoder().encode(
    `${JSON.stringify(header)}\n${pieces.map((piece) => `${piece}\n`).join('')}`,
  );
  const bytes = new Uint8Array(text.length + columns.length * pieces.length);
  bytes.set(text);
  for (const [index, name] of columns.entries()) {
    bytes.set(Uint8Array.from(weights[name]), text.length + index * pieces.length);
  }
  return bytes;
}
