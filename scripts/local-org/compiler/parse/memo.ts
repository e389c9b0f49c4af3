/** A bounded memory: what was used longest ago is forgotten first. */
export class Memo<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly size: number) {}

  /** The remembered value, or a new one. */
  get(key: string, make: () => Value): Value {
    const known = this.entries.get(key);
    const value = known ?? make();
    // a Map keeps the order of insertion: putting the entry in anew makes it the youngest
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.size) this.forgetOldest();
    return value;
  }

  private forgetOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}
