const thousands = new Intl.NumberFormat('en-GB');

/** `12,345`; a small whole number, as most are, needs no formatter. */
export const number = (n: number): string =>
  n >= 0 && n < 1_000 && Number.isInteger(n) ? String(n) : thousands.format(n);

/** `1 run`, `2 runs` */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`;

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `3.4 MB`: a file's size, with 1,000 bytes a kB. */
export function bytesText(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step === 0 ? number(value) : value.toFixed(1)} ${units[step]}`;
}
