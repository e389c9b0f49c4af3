/** What a queueable is enqueued with: `AsyncOptions` and the duplicate signature. */
import { apexException } from '../../values/errors';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { property } from '../properties';

/** A `System.QueueableDuplicateSignature`; two with the same parts in the same order are the same. */
export class DuplicateSignature extends PlatformObject {
  protected readonly typeName = 'System.QueueableDuplicateSignature';

  constructor(readonly text: string) {
    super();
  }

  override toApexText(): string {
    return this.text;
  }
}

/** Bytes a signature may hold. */
const MAX_SIZE = 8000;

/** A `System.QueueableDuplicateSignature.Builder`. */
export class DuplicateSignatureBuilder extends PlatformObject {
  protected readonly typeName = 'System.QueueableDuplicateSignature.Builder';
  private readonly parts: string[] = [];
  size = 0;

  /** Each part is told apart by kind and length, so that different parts never make the same text. */
  add(kind: 'id' | 'integer' | 'string', text: string): this {
    const bytes = Buffer.byteLength(text, 'utf8');
    if (this.size + bytes > MAX_SIZE) {
      throw apexException(
        'System.IllegalArgumentException',
        `The signature exceeds the maximum size of ${MAX_SIZE} bytes`,
      );
    }
    this.size += bytes;
    this.parts.push(`${kind}:${bytes}:${text}`);
    return this;
  }

  build(): DuplicateSignature {
    return new DuplicateSignature(this.parts.join('|'));
  }
}

/** A `System.AsyncOptions`. */
export class AsyncOptions extends PlatformObject {
  protected readonly typeName = 'System.AsyncOptions';
  duplicateSignature: DuplicateSignature | null = null;
  maximumQueueableStackDepth: number | null = null;
  minimumQueueableDelayInMinutes: number | null = null;
}

/** `System.AsyncOptions`. */
export const asyncOptionsClass = libraryClass(
  'System.AsyncOptions',
  {
    'new()': () => new AsyncOptions(),
    'System.QueueableDuplicateSignature DuplicateSignature': property<AsyncOptions>('duplicateSignature'),
    'Integer MaximumQueueableStackDepth': property<AsyncOptions>('maximumQueueableStackDepth'),
    'Integer MinimumQueueableDelayInMinutes': property<AsyncOptions>('minimumQueueableDelayInMinutes'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AsyncOptions.htm' },
);

/** `System.QueueableDuplicateSignature`. */
export const duplicateSignatureClass = libraryClass(
  'System.QueueableDuplicateSignature',
  {
    'static System.QueueableDuplicateSignature.Builder builder()': () => new DuplicateSignatureBuilder(),
    'String toString()': (self: DuplicateSignature) => self.text,
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_QueueableDuplicateSignature.htm',
  },
);

/** `System.QueueableDuplicateSignature.Builder`. */
export const duplicateSignatureBuilderClass = libraryClass('System.QueueableDuplicateSignature.Builder', {
  'new()': () => new DuplicateSignatureBuilder(),
  'System.QueueableDuplicateSignature.Builder addId(Id id)': (self: DuplicateSignatureBuilder, id: string | null) =>
    self.add('id', id ?? ''),
  'System.QueueableDuplicateSignature.Builder addInteger(Integer i)': (
    self: DuplicateSignatureBuilder,
    integer: number | null,
  ) => self.add('integer', String(integer)),
  'System.QueueableDuplicateSignature.Builder addString(String s)': (
    self: DuplicateSignatureBuilder,
    text: string | null,
  ) => self.add('string', text ?? ''),
  'System.QueueableDuplicateSignature build()': (self: DuplicateSignatureBuilder) => self.build(),
  'Integer getMaxSize()': () => MAX_SIZE,
  'Integer getRemainingSize()': (self: DuplicateSignatureBuilder) => MAX_SIZE - self.size,
  'Integer getSize()': (self: DuplicateSignatureBuilder) => self.size,
});
