/** What can end a command, each kind with an exit code of its own, so that scripts can tell them apart. */
export const ExitCode = {
  /** Everything went as it should. */
  ok: 0,
  /** The command did its work and the answer is no: a test failed, something was found, the demo did not end as its script says. */
  failed: 1,
  /** The command was called in a way it does not understand. */
  usage: 2,
  /** Something it needs is missing on this machine, so that part of the answer is not known: no verdict either way. */
  unavailable: 2,
  /** The project it was given cannot be used: no such folder, Apex that does not compile, malformed metadata. */
  project: 3,
  /** A fault of the toolchain itself. */
  internal: 70,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** An error that is told to the user as it is, without a JavaScript stack. */
export class CommandError extends Error {
  /**
   * @param exitCode what the process ends with
   * @param message what went wrong and what to do, one line
   * @param details more lines: one problem each, `file:line:column message`
   */
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'CommandError';
  }
}
