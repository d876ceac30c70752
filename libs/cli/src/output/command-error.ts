/** Ends a command with a sentence for the person who ran it. Exit codes: 1 error, 2 denied or verification failed. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
