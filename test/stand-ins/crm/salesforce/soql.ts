import { Refusal } from './refusal.ts';

export type Literal = string | number | boolean | null;
export type Expression =
  | { kind: 'all' | 'any'; of: Expression[] }
  | { kind: 'in' | 'not'; field: string; among: Literal[] };

export interface Query {
  fields: string[];
  from: string;
  where?: Expression;
}

type Token = { kind: 'word' | 'mark'; text: string } | { kind: 'literal'; value: Literal };

const malformed = (what: string) => new Refusal(400, 'MALFORMED_QUERY', `\n${what}`);

const escapes: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Between quotes; a backslash that begins no escape is an error, as in SOQL. */
const unescaped = (text: string): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S]?)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const meant = escapes[code.toLowerCase()];
    if (meant === undefined)
      throw malformed(`Invalid string literal '${text}'. Illegal character sequence '\\${code}'`);
    return meant;
  });

const tokens = /\s*(?:'((?:[^'\\]|\\[\s\S])*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(!=|[(),=]))/y;

function tokenised(text: string): Token[] {
  const list: Token[] = [];
  tokens.lastIndex = 0;
  while (text.slice(tokens.lastIndex).trim() !== '') {
    const at = tokens.lastIndex;
    const match = tokens.exec(text);
    if (!match) throw malformed(`unexpected token: '${text.slice(at, at + 10)}' at column ${at + 1}`);
    const [, quoted, digits, word, mark] = match;
    if (quoted !== undefined) list.push({ kind: 'literal', value: unescaped(quoted) });
    else if (digits !== undefined) list.push({ kind: 'literal', value: Number(digits) });
    else if (word !== undefined && /^(?:true|false|null)$/i.test(word))
      list.push({ kind: 'literal', value: JSON.parse(word.toLowerCase()) });
    else if (word !== undefined) list.push({ kind: 'word', text: word });
    else list.push({ kind: 'mark', text: mark ?? '' });
  }
  return list;
}

/** Reads `SELECT a,b FROM c WHERE …` with =, !=, IN, AND, OR and brackets. AND beside OR needs brackets. */
export function parseSoql(text: string): Query {
  const list = tokenised(text);
  let at = 0;
  const isNext = (what: string) => {
    const token = list[at];
    return token !== undefined && token.kind !== 'literal' && token.text.toUpperCase() === what;
  };
  const take = (what: string) => {
    if (!isNext(what)) throw malformed(`expecting ${what}, found '${shown(list[at])}'`);
    at++;
  };
  const word = (): string => {
    const token = list[at++];
    if (token?.kind !== 'word') throw malformed(`expecting a name, found '${shown(token)}'`);
    return token.text;
  };
  const literal = (): Literal => {
    const token = list[at++];
    if (token?.kind !== 'literal') throw malformed(`expecting a literal, found '${shown(token)}'`);
    return token.value;
  };
  const several = <Each>(each: () => Each): Each[] => {
    const all = [each()];
    while (isNext(',')) {
      at++;
      all.push(each());
    }
    return all;
  };
  const term = (): Expression => {
    if (isNext('(')) {
      at++;
      const inner = expression();
      take(')');
      return inner;
    }
    const field = word();
    if (isNext('IN')) {
      at++;
      take('(');
      const among = several(literal);
      take(')');
      return { kind: 'in', field, among };
    }
    const kind = isNext('!=') ? 'not' : 'in';
    take(kind === 'not' ? '!=' : '=');
    return { kind, field, among: [literal()] };
  };
  const expression = (): Expression => {
    const of = [term()];
    const joint = isNext('AND') ? 'AND' : 'OR';
    while (isNext(joint)) {
      at++;
      of.push(term());
    }
    if (isNext('AND') || isNext('OR')) throw malformed(`unexpected token: ${shown(list[at])}`);
    return of.length === 1 && of[0] ? of[0] : { kind: joint === 'AND' ? 'all' : 'any', of };
  };

  take('SELECT');
  const fields = several(word);
  take('FROM');
  const query: Query = { fields, from: word() };
  if (isNext('WHERE')) {
    at++;
    query.where = expression();
  }
  if (at < list.length) throw malformed(`unexpected token: '${shown(list[at])}'`);
  return query;
}

const shown = (token: Token | undefined): string =>
  token === undefined ? 'EOF' : token.kind === 'literal' ? String(token.value) : token.text;
