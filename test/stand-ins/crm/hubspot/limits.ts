import type { Reply } from '../server.ts';
import { refuse } from './refusal.ts';

export interface HubSpotLimits {
  perTenSeconds?: number;
  searchesPerSecond?: number;
  perDay?: number;
}

/** Counts requests by HubSpot's three policies; `headers` are those of every answer but a search's. */
export class Limits {
  readonly #limits: HubSpotLimits;
  readonly #now: () => number;
  #lately: number[] = [];
  #searches: number[] = [];
  #today = 0;

  constructor(limits: HubSpotLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** The refusal of a request that is one too many. */
  count(isSearch: boolean): Reply | undefined {
    const { perTenSeconds = Number.POSITIVE_INFINITY, searchesPerSecond = Number.POSITIVE_INFINITY } =
      this.#limits;
    const now = this.#now();
    this.#lately = this.#lately.filter((at) => at > now - 10_000);
    this.#searches = this.#searches.filter((at) => at > now - 1_000);
    if (this.#today >= (this.#limits.perDay ?? Number.POSITIVE_INFINITY)) return tooMany('DAILY');
    if (this.#lately.length >= perTenSeconds) return tooMany('TEN_SECONDLY_ROLLING');
    if (isSearch && this.#searches.length >= searchesPerSecond) return tooMany('SECONDLY');
    this.#lately.push(now);
    if (isSearch) this.#searches.push(now);
    this.#today++;
    return undefined;
  }

  get headers(): Record<string, string> {
    const { perTenSeconds = 190, perDay = 650_000 } = this.#limits;
    return {
      'X-HubSpot-RateLimit-Daily': String(perDay),
      'X-HubSpot-RateLimit-Daily-Remaining': String(perDay - this.#today),
      'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
      'X-HubSpot-RateLimit-Max': String(perTenSeconds),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(0, perTenSeconds - this.#lately.length)),
    };
  }
}

const tooMany = (policyName: string): Reply =>
  refuse(429, {
    status: 'error',
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    policyName,
  });
