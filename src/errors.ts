/** What a process ends with; `--help` and the README list them. */
export const exitCodes = {
  done: 0,
  bug: 1,
  input: 2,
  source: 3,
  delivery: 4,
  quality: 5,
  changed: 6,
  locked: 75,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * An error that its reader can mend. `message` says what failed and on what; `next` says what to do.
 * Any other error that reaches the edge is a bug of ours.
 */
export class UserError extends Error {
  override name = 'UserError';
  readonly exitCode: ExitCode;
  readonly next: string | undefined;

  constructor(exitCode: ExitCode, message: string, next?: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.next = next;
  }
}

/** The user's input, flags, settings or rules are wrong; nothing was read (exit 2). */
export const inputError = (message: string, next?: string, options?: ErrorOptions): UserError =>
  new UserError(exitCodes.input, message, next, options);

/** The source failed; nothing was written (exit 3). */
export const sourceError = (message: string, next?: string, options?: ErrorOptions): UserError =>
  new UserError(exitCodes.source, message, next, options);

/** The `code` of a Node system error such as ENOENT, else undefined. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
