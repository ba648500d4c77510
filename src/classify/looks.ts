import { isIP } from 'node:net';
import { parse } from 'tldts';
import { matchingForm } from '../text.ts';
import type { Looks, Rule } from '../types.ts';
import { isWanted, type Part } from './part.ts';

const classicTlds = new Set('com net org edu gov mil int arpa info biz name pro'.split(' '));

/**
 * A public suffix and nothing else, as GA's network domain holds it. Newer one-word suffixes are left alone,
 * as many are a company's name (`bmw`, `barclays`).
 */
function isBareTld(form: string): boolean {
  if (form.includes(' ')) return false;
  const suffix = form.replace(/^\.+|\.+$/g, '');
  if (!/^(?:[a-z]{2}|[^\s.]+\.\S+|xn--\S+)$/.test(suffix) && !classicTlds.has(suffix)) return false;
  const { publicSuffix, isIcann } = parse(suffix, { extractHostname: false });
  return isIcann === true && publicSuffix === suffix;
}

function isPhone(form: string): boolean {
  const number = /^(?:(?:tel|phone|fax)[.:]? ?)?([+(]?\d[\d ()./-]*)$/.exec(form)?.[1];
  const digits = number?.replace(/\D/g, '').length ?? 0;
  return digits >= 7 && digits <= 15;
}

const isEmail = (form: string): boolean =>
  form.includes('@') && /^(?:mailto:)?<?[^\s@]+@[^\s@]+\.[^\s@]+>?$/.test(form);

function isAddress(form: string): boolean {
  if (!/^[\da-f:./[\]-]+$/.test(form)) return false;
  const address = form.replace(/^\[|\](?::\d+)?$|\/\d{1,3}$/g, '').replace(/^(\d[\d.]*):\d+$/, '$1');
  return isIP(address) !== 0 || isIP(form.replaceAll('-', '.')) === 4;
}

/** Longer than any address, number or domain, and short enough for these patterns. */
const longest = 254;
const short =
  (test: (form: string) => boolean) =>
  (form: string): boolean =>
    form.length <= longest && test(form);

const tests: Record<Looks, { test: (form: string) => boolean; matched: string }> = {
  empty: { test: (form) => !/[\p{L}\p{N}]/u.test(form), matched: 'no letter or digit' },
  ip: { test: short(isAddress), matched: 'an IP address' },
  email: { test: short(isEmail), matched: 'an e-mail address' },
  phone: { test: short(isPhone), matched: 'a phone number' },
  'bare-tld': { test: short(isBareTld), matched: 'a bare top-level domain' },
};

/** Whether a network name looks like that, whatever the rules say. */
export const looksLike = (kind: Looks, name: string): boolean => tests[kind].test(matchingForm(name));

/** `looks` of all rules, on the matching form. What matched is described, as the value may be personal. */
export function compileLooks(rules: readonly Rule[]): Part {
  const looking = [...rules.entries()].flatMap(([index, { looks }]) =>
    looks ? [{ index, ...tests[looks] }] : [],
  );
  return {
    scan(text, wanted, seen) {
      for (const { index, test } of looking) {
        if (isWanted(index, wanted) && test(text)) seen(index, -1, -1);
      }
    },
    matched: (rule) => looking.find(({ index }) => index === rule)?.matched ?? '',
  };
}
