/** The host that a website or domain names, without `www.`: `https://www.acme.com/en` is `acme.com`. */
export function hostOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const plain = text.trim();
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(plain) ? plain : `https://${plain}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') || undefined : undefined;
}

/** Whether a host's name or address, as it stands in a URL or bare, is this machine itself. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
