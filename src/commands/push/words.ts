import { printable } from '../../text.ts';

const longestValue = 80;

/** A field's value on one line; `empty` where there is none. */
export function valueText(value: string | number | undefined): string {
  if (value === undefined || value === '') return 'empty';
  const text = printable(String(value));
  const short =
    text.length <= longestValue ? text : `${[...text].slice(0, longestValue).join('').trimEnd()}…`;
  return typeof value === 'number' ? short : JSON.stringify(short);
}
