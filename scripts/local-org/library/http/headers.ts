/** HTTP headers: names compare without case, the spelling first written is kept. */
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
    return [...this.entries.values()].map((each) => each.name);
  }

  *[Symbol.iterator](): Iterator<readonly [string, string]> {
    for (const { name, value } of this.entries.values()) yield [name, value];
  }
}
