/** Blob: bytes. */
import type { ValueObject } from './equality';

export class ApexBlob implements ValueObject {
  readonly isPrimitive = true;

  constructor(readonly bytes: Buffer) {}

  static fromText(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'utf8'));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** The bytes as UTF-8, or null where they are none. */
  toText(): string | null {
    const text = this.bytes.toString('utf8');
    return text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(this.bytes) ? null : text;
  }

  valueEquals(other: object): boolean {
    return other instanceof ApexBlob && other.bytes.equals(this.bytes);
  }

  valueHash(): number {
    return this.bytes.reduce((hash, byte) => (Math.imul(hash, 31) + ((byte << 24) >> 24)) | 0, 1);
  }

  valueKey(): string {
    return `\u0000B${this.bytes.toString('base64')}`;
  }
}
