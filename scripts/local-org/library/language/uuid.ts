/** `System.UUID`. */
import { hashCode } from '../../values/equality';
import { apexException, required } from '../../values/errors';
import type { ValueObject } from '../../values/equality';
import { LibraryObject } from '../../values/object';
import { requiredType } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';
import { randomBytes } from './chance';

export class ApexUuid extends LibraryObject implements ValueObject {
  /** @param text in lower case, with dashes */
  constructor(readonly text: string) {
    super();
  }

  /** A version 4 UUID, as RFC 9562 lays it out. */
  static random(): ApexUuid {
    const bytes = randomBytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return new ApexUuid(
      [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
    );
  }

  /** @throws System.IllegalArgumentException for text that is no UUID */
  static fromText(text: string): ApexUuid {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
      throw apexException('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
    return new ApexUuid(text.toLowerCase());
  }

  override get $type(): ApexType {
    return requiredType('System.UUID');
  }

  tostring$(): string {
    return this.text;
  }

  valueEquals(other: object): boolean {
    return other instanceof ApexUuid && other.text === this.text;
  }

  valueHash(): number {
    return hashCode(this.text);
  }

  valueKey(): string {
    return `\u0000U${this.text}`;
  }
}

export const uuidClass = libraryClass(
  'System.UUID',
  {
    'static System.UUID randomUUID()': () => ApexUuid.random(),
    'static System.UUID fromString(String text)': (text: string | null) => ApexUuid.fromText(required(text)),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_UUID.htm' },
);
