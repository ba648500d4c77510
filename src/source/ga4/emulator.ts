import type { Edge } from '../../edge.ts';
import { inputError } from '../../errors.ts';

export const emulatorVariable = 'ANALYTICS_EMULATOR_HOST';

/** A stand-in server on this machine, as Google's own emulators are told. */
export interface Emulator {
  hostname: string;
  port: number;
}

/**
 * The stand-in that ANALYTICS_EMULATOR_HOST=127.0.0.1:PORT names. It gets no sign-in, and only loopback is taken:
 * with a host elsewhere, anybody on the way could make up visits. Anything else is a UserError (exit 2).
 */
export function emulatorOf(env: Edge['env']): Emulator | undefined {
  const text = env[emulatorVariable];
  if (!text) return undefined;
  const match = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535) {
    throw inputError(
      `${emulatorVariable} is no address on this machine: ${text}`,
      `Set it to 127.0.0.1:PORT, or unset it to ask Google.`,
    );
  }
  return { hostname: match[1], port };
}
