import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { acronyms } from './acronyms.ts';

const host = /^(?:https?:\/\/)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?\/?$/iu;
// A host name has at most 253 characters.
const longest = 270;

/** The registrable domain of a host or address: `mail.siemens.co.uk` is `siemens.co.uk`. Hosts under a
 * provider's name belong to the provider (`acme.github.io` is `github.io`); bare suffixes have none. */
export function registrableDomain(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const { domain, isIcann } = parse(text.trim(), { allowPrivateDomains: false });
  return domain && isIcann ? domainToASCII(domain) || undefined : undefined;
}

/** The registrable domain of a name that is nothing but a host; cheap for all others. */
export function domainOfName(name: string): string | undefined {
  return name.includes('.') && name.length <= longest && host.test(name)
    ? registrableDomain(name)
    : undefined;
}

/** Words that tell nothing of whose a domain is. */
const common = new Set(
  `access and bank broadband business cable client cloud com communication communications company connect corp
  customer customers data dial dsl dynamic fiber fibre foundation global group holding home host hosting inc info
  international internet line link media mobile national net network networks online org pool power server service
  services solution solutions state static system systems tech technologies technology tel tele telecom
  telecommunications telekom the united universal university user web wireless world`.split(/\s+/),
);

/**
 * Whether a domain plausibly is that organisation's own, by its name's words: they share a word, or one is
 * the other's acronym. A carrier's reverse-DNS domain beside a customer's name is not.
 */
export function belongsTo(domain: string, words: readonly string[]): boolean {
  const label = domain.slice(0, domain.indexOf('.'));
  const joined = words.join('');
  if (isExactly(domain, words)) return true;
  const parts = label.split('-');
  const telling = words.filter((word) => word.length >= 3 && !common.has(word));
  if (telling.some((word) => parts.includes(word) || (word.length >= 4 && label.includes(word)))) return true;
  if (label.length >= 4 && !common.has(label) && joined.includes(label.replaceAll('-', ''))) return true;
  return label.length >= 2 && acronyms(words).includes(label);
}

/** Whether the domain's label is the whole name. */
export function isExactly(domain: string, words: readonly string[]): boolean {
  return domain.slice(0, domain.indexOf('.')).replaceAll('-', '') === words.join('');
}
