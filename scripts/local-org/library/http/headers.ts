/**
 * HTTP headers: names compare without case, the spelling first written is kept. They come in the order of the alphabet: no
 * page states an order, and what public tests show of it agrees with this one.
 */
export class Headers {
  private readonly entries = new Map<string, { name: string; value: string }>();

  set(name: string, value: string): void {
    const key = name.toLowerCase();
    this.entries.set(key, { name: this.entries.get(key)?.name ?? name, value });
  }

  get(name: string): string | null {
    return this.entries.get(name.toLowerCase())?.value ?? null;
  }

  get names(): readonly string[] {
    return [...this.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { name }]) => name);
  }

  *[Symbol.iterator](): Iterator<readonly [string, string]> {
    for (const { name, value } of this.entries.values()) yield [name, value];
  }
}
