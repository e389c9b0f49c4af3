/** The base of objects the library makes: HTTP requests, describe results, job contexts… */
import { LibraryObject } from '../values/object';
import { requiredType } from '../values/type-registry';
import type { ApexType } from '../values/types';

/** An object of a library class; subclasses name the class and may say how they print. */
export abstract class PlatformObject extends LibraryObject {
  /** Qualified name of the Apex class: `System.HttpRequest`. */
  protected abstract readonly typeName: string;

  override get $type(): ApexType {
    return requiredType(this.typeName);
  }

  /** What `String.valueOf(object)` gives. */
  toApexText(): string {
    return `${this.typeName.replace(/^System\./, '')}[]`;
  }

  /** See `ObjectProtocol`: values ask for text by this name. */
  tostring$(): string {
    return this.toApexText();
  }
}
