import { looksLike } from './looks.ts';

/** Cheap: what no IP address, e-mail address or phone number is without. */
const maybe = /^[^a-z]*\d|[@:]|^(?:tel|phone|fax)|[^ -~]/i;

/**
 * Puts another value in the place of one that is about a person or machine, so that a reading can be kept: an
 * IP address becomes one of a range that nobody has (240.0.0.0/4), a phone number and what stands before the @
 * a number. The same value becomes the same one, different ones different ones, and each still looks like what
 * it was; so verdicts and counts stay as they were.
 */
export function masker(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (!maybe.test(text)) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    const masked = maskOf(text, known.size + 1);
    if (masked !== undefined) known.set(text, masked);
    return masked ?? text;
  };
}

function maskOf(text: string, n: number): string | undefined {
  if (looksLike('email', text)) return `${n}${/@[^@\s>]+/.exec(text)?.[0]}`;
  if (looksLike('ip', text)) return `${240 + (n >>> 24)}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;
  if (looksLike('phone', text)) return String(n).padStart(7, '0');
  return undefined;
}
