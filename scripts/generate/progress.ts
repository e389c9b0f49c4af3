/** What a long run is at, on a line of a terminal that goes when the work is done. Pipes and files get nothing of it. */

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CLEAR = '\r\u001b[K';

export class Progress {
  private readonly isShown: boolean;

  /** @param isWanted false for those who asked for JSON */
  constructor(
    isWanted: boolean,
    private readonly stream: ProgressStream = process.stderr,
  ) {
    this.isShown = isWanted && stream.isTTY === true;
  }

  /** Says what is done next, in place of what was said before. */
  say(text: string): void {
    if (this.isShown) this.stream.write(`${CLEAR}${text} …`);
  }

  /** Leaves the line as if nothing had been said. */
  end(): void {
    if (this.isShown) this.stream.write(CLEAR);
  }
}
