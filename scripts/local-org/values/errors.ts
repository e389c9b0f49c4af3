/** What stops a program: Apex exceptions, which it may catch, and the kinds of stop it may not. */
import { hooksOrNull } from './type-registry';
import type { ApexType } from './types';

/** One line of an Apex stack trace. */
export interface ApexFrame {
  /** `Class.Outer.method`, `Trigger.Name`, `AnonymousBlock`. */
  readonly where: string;
  readonly line: number;
  readonly column: number;
}

/**
 * An Apex exception. The library's are instances of this class; the project's are subclasses whose prototype carries
 * `$type`. The JavaScript stack is taken when the exception is made, as Apex does.
 */
export class ApexException extends Error {
  /** Undefined where none was given: `getMessage()` then says "Script-thrown exception". */
  private text: string | null | undefined;
  override cause: ApexException | null = null;
  /** Rows of a DmlException, offset of a JSONException… as its kind defines. */
  details: unknown = null;

  constructor(
    message: string | null = null,
    cause: ApexException | null = null,
    private readonly libraryType: string | null = null,
  ) {
    super(message ?? '');
    this.text = message ?? undefined;
    this.cause = cause;
  }

  /** The library's own are no instances of a class of the project. */
  get isOfLibrary(): boolean {
    return this.libraryType !== null;
  }

  /** The Apex class; null outside a program. */
  get $type(): ApexType | null {
    return hooksOrNull()?.types.lookup(this.libraryType ?? 'System.Exception') ?? null;
  }

  /** As `getTypeName()` prints it: `System.DmlException`, `Outer.MyException`. */
  get typeName(): string {
    if (this.libraryType) return this.libraryType;
    return this.$type?.displayName ?? 'System.Exception';
  }

  override get name(): string {
    return this.typeName;
  }

  /** What the implicit constructors of exceptions do, for those a project declares itself. */
  initialise(message: string | null, cause: ApexException | null): void {
    this.text = message ?? undefined;
    this.message = message ?? '';
    this.cause = cause ?? null;
  }

  /** `setMessage(…)`. */
  setText(text: string | null): void {
    this.text = text;
  }

  /** `getMessage()`. */
  get apexMessage(): string | null {
    return this.text === undefined ? 'Script-thrown exception' : this.text;
  }

  /** Innermost first; empty outside a program. */
  get frames(): readonly ApexFrame[] {
    return hooksOrNull()?.apexStack(this) ?? [];
  }

  /** As Apex prints it where it is text: `System.DmlException: Insert failed. …`. */
  get description(): string {
    return `${this.typeName}: ${this.apexMessage}`;
  }
}

/**
 * Makes an exception of the library.
 *
 * @param typeName qualified: `System.NullPointerException`
 * @param details what the exception's own methods read, see {@link DmlFailure}
 */
export function apexException(typeName: string, message: string | null, details: unknown = null): ApexException {
  const exception = new ApexException(message, null, typeName);
  exception.details = details;
  return exception;
}

/** `details` of System.DmlException and System.EmailException: the rows that failed, in order. */
export interface DmlFailure {
  readonly rows: readonly DmlFailureRow[];
}

export interface DmlFailureRow {
  /** Place of the record in the list given to the statement. */
  readonly index: number;
  readonly id: string | null;
  readonly message: string;
  /** `REQUIRED_FIELD_MISSING` */
  readonly statusCode: string;
  readonly fieldNames: readonly string[];
  readonly objectName: string;
}

/**
 * A change to what must stay as it is. No code of the program may catch it, as orgs were seen to do; a trigger it ends
 * fails like any other, so that who saved the record learns of it.
 *
 * https://salesforce.stackexchange.com/questions/162309/catching-the-exception-sobject-row-does-not-allow-errors
 */
export class FinalException extends ApexException {
  constructor(message: string) {
    super(message, null, 'System.FinalException');
  }
}

/** `System.NullPointerException: Attempt to de-reference a null object` */
export function nullPointer(): ApexException {
  return apexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

/** What library methods throw for a null they do not take: `Argument cannot be null.` */
export function nullArgument(): ApexException {
  return apexException('System.NullPointerException', 'Argument cannot be null.');
}

/** Refuses null. @throws System.NullPointerException */
export function required<T>(value: T | null): T {
  if (value === null || value === undefined) throw nullArgument();
  return value;
}

/** What ends a program for good: no `catch` and no `finally` of it runs. */
export abstract class FatalError extends Error {
  /** As logs show it: `System.LimitException`. */
  abstract readonly typeName: string;

  override get name(): string {
    return this.typeName;
  }

  get frames(): readonly ApexFrame[] {
    return hooksOrNull()?.apexStack(this) ?? [];
  }
}

/** A governor limit that was hit. */
export class LimitError extends FatalError {
  override readonly typeName = 'System.LimitException';
}

/**
 * A failed assertion: logged as an exception, but not to be caught.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
 */
export class AssertionFailure extends FatalError {
  override readonly typeName = 'System.AssertException';
}

/** A feature the local org does not have: loud, by its Apex name, and not to be caught by the program. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  /** @param feature Apex name of what is missing: `Messaging.sendEmail` */
  constructor(readonly feature: string) {
    super(`not supported by the local org: ${feature}`);
  }

  get frames(): readonly ApexFrame[] {
    return hooksOrNull()?.apexStack(this) ?? [];
  }
}
