/** What components see of a project's Apex, in TypeScript's terms. */
import type { Position } from '../../local-org/compiler/ast';

/** A TypeScript type as text. */
export type TypeText = string;

export interface AuraParameter {
  readonly name: string;
  readonly type: TypeText;
}

/** A method a component may import. */
export interface AuraMethod {
  readonly className: string;
  readonly name: string;
  readonly parameters: readonly AuraParameter[];
  readonly result: TypeText;
  /** `cacheable=true`: it may be wired. */
  readonly isCacheable: boolean;
  /** `continuation=true`: it is imported from another module. */
  readonly isContinuation: boolean;
  /** Its ApexDoc; may be empty. */
  readonly description: string;
}

export interface Property {
  readonly name: string;
  readonly type: TypeText;
  /** Apex's type, where TypeScript's says less. */
  readonly note?: string;
  /** Its ApexDoc, or what the field's metadata says; may be empty. */
  readonly description: string;
}

/** A class, sObject or enum that methods take or give. */
export type DataType =
  | {
      readonly kind: 'interface';
      /** Names from the outermost namespace in: `['OrderController', 'Line']`. */
      readonly path: readonly string[];
      readonly extends: TypeText | null;
      readonly properties: readonly Property[];
      readonly description: string;
    }
  | {
      readonly kind: 'enum';
      readonly path: readonly string[];
      readonly constants: readonly string[];
      readonly description: string;
    };

/** Something that could not be typed exactly, and where. */
export interface TypingNote extends Position {
  readonly file: string;
  readonly message: string;
}

export interface AuraApi {
  readonly methods: readonly AuraMethod[];
  readonly dataTypes: readonly DataType[];
  readonly notes: readonly TypingNote[];
}
