/**
 * Emitted JavaScript as text with marks in it. A mark says "what follows stands on Apex line n" or "belongs to method m";
 * laying the text out turns every mark into a line break, so that a JavaScript line alone tells file, Apex line and
 * method. Nothing is paid for it when the code runs.
 *
 * Marks are control characters, which no emitted token contains: strings are JSON.
 */
const LINE = '\u0001';
const FRAME = '\u0002';
const END = '\u0003';
const MARK = new RegExp(`[${LINE}${FRAME}]-?\\d+${END}`, 'g');

/** What follows comes from this line of the Apex file. May stand wherever a line break may. */
export function atLine(line: number): string {
  return `${LINE}${line}${END}`;
}

/** What follows belongs to this frame (see {@link ModuleTables.frame}); -1: to none. */
export function inFrame(frame: number): string {
  return `${FRAME}${frame}${END}`;
}

/** A JavaScript string literal. */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

export interface LaidOut {
  readonly js: string;
  /** Apex line of each JavaScript line (index 0 is line 1); 0 where there is none. */
  readonly lines: readonly number[];
  /** Frame of each JavaScript line; -1 where there is none. */
  readonly frames: readonly number[];
}

/** Turns marks into line breaks. */
export function layOut(text: string): LaidOut {
  const lines: number[] = [];
  const frames: number[] = [];
  const parts: string[] = [];
  let line = 0;
  let frame = -1;
  let from = 0;
  const add = (piece: string): void => {
    parts.push(piece);
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) {
      lines.push(line);
      frames.push(frame);
    }
  };
  for (const mark of text.matchAll(MARK)) {
    add(`${text.slice(from, mark.index)}\n`);
    const value = Number(mark[0].slice(1, -1));
    if (mark[0].startsWith(LINE)) line = value;
    else {
      frame = value;
      line = 0;
    }
    from = mark.index + mark[0].length;
  }
  add(`${text.slice(from)}\n`);
  return { js: parts.join(''), lines, frames };
}
