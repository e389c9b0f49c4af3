/** What one class has said already: documents repeat descriptions of hundreds of words with every operation. */

/** A description up to this length, in characters, is said as often as it comes: with notes it stays on one line. */
const SHORT = 80;

export class Descriptions {
  private readonly said = new Set<string>();

  /** @returns the description; the second time in a class only how it begins */
  say(description: string): string {
    if (description.length <= SHORT) return description;
    if (this.said.has(description)) return beginning(description);
    this.said.add(description);
    return description;
  }
}

function beginning(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ');
  const sentence = /^.{20,}?[.!?](?= )/.exec(text)?.[0] ?? text;
  if (sentence.length <= SHORT) return `${sentence} …`;
  return `${sentence.slice(0, sentence.lastIndexOf(' ', SHORT) + 1 || SHORT).trimEnd()} …`;
}

/** A description with what the generator has to add: in one paragraph where the description is one. */
export function withNotes(description: string, notes: readonly string[]): string[] {
  const added = notes.filter(Boolean).join(' ');
  if (!description || !added || description.includes('\n')) return [description, added];
  return [`${description}${/[.!?:]$/.test(description) ? '' : '.'} ${added}`];
}

/** A description, unless it says no more than the name does. */
export function beyond(name: string, description: string): string {
  return description.length <= 2 * name.length && letters(description) === letters(name) ? '' : description;
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
