/** One emitted file: its JavaScript, where each line comes from, and the tables of what it refers to. Plain data. */
import type { SoqlQuery, SoslQuery } from '../../data/soql/query';
import type { ApexType, ConstructorMember, FieldMember, MethodMember } from '../../values/types';
import type { EffectiveSharing } from '../declare/model';
import { layOut } from './text';
import { librarySymbol, typeSymbol } from './symbols';

/** A method as stack traces name it, and what data access inside it defaults to. */
export interface Frame {
  /** `Class.Outer.Inner.method`, `Trigger.Name`, `AnonymousBlock`. */
  readonly name: string;
  readonly sharing: EffectiveSharing;
  /** Whether queries and DML without a written mode run as the user (API 67 and later). */
  readonly userMode: boolean;
}

export interface EmittedModule {
  /** Unique in the program: the class name, `trigger Name`, `anonymous n`. */
  readonly name: string;
  readonly file: string;
  /** An expression that evaluates to `(runtime, operators, library, types, enums, classes, queries, coverage) => definitions`. */
  readonly js: string;
  readonly lines: readonly number[];
  readonly frames: readonly number[];
  readonly frameTable: readonly Frame[];
  readonly library: readonly string[];
  /** Methods of the library it calls that whoever is called brings along (those of interfaces), as library symbols. */
  readonly abstractCalls: readonly string[];
  readonly types: readonly string[];
  /** Enums whose constants it uses, as type symbols. */
  readonly enums: readonly string[];
  /** Classes of the project it refers to, by display name. */
  readonly classes: readonly string[];
  /** Classes it defines, by display name. */
  readonly defines: readonly string[];
  readonly queries: readonly (SoqlQuery | SoslQuery)[];
  /** Lines with something to execute, ascending; null where coverage does not count (tests). */
  readonly coverable: readonly number[] | null;
}

/** Gathers the tables of a module while its code is emitted; each method answers the JavaScript name of the entry. */
export class ModuleTables {
  /** @param keyOf name of a class of the project, unique in the program */
  constructor(private readonly keyOf: (type: ApexType) => string) {}

  private readonly libraryTable = new Table<string>('l');
  private readonly abstractCalls = new Set<string>();
  private readonly typeTable = new Table<string>('t');
  private readonly enumTable = new Table<string>('e');
  private readonly classTable = new Table<string>('c');
  private readonly constantTable = new Table<string>('k');
  private readonly queryTable: (SoqlQuery | SoslQuery)[] = [];
  private readonly frameTable: Frame[] = [];
  private readonly coverableLines = new Set<number>();

  /** A function of the library. */
  library(member: MethodMember | ConstructorMember | FieldMember, use: 'call' | 'get' | 'set' = 'call'): string {
    return this.libraryTable.name(librarySymbol(member, use));
  }

  /** Notes a call of a method of the library that has no implementation there. */
  abstractCall(member: MethodMember): void {
    this.abstractCalls.add(librarySymbol(member, 'call'));
  }

  /** A type as a run-time value. */
  type(type: ApexType): string {
    return this.typeTable.name(typeSymbol(type));
  }

  /** The constants of an enum, in order. */
  enumConstants(type: ApexType): string {
    return this.enumTable.name(typeSymbol(type));
  }

  /** The JavaScript class of a project class, loaded on first use. */
  classReference(type: ApexType): string {
    const name = this.classTable.name(this.keyOf(type));
    return `(${name} ??= $.loadClass(i${name.slice(1)}))`;
  }

  /** The statics of a class in the running transaction, initialised on first use. */
  statics(type: ApexType): string {
    const index = `i${this.classTable.name(this.keyOf(type)).slice(1)}`;
    return `($.statics[${index}] ?? $.initialise(${index}))`;
  }

  /** The program-wide index of a class. */
  classIndex(type: ApexType): string {
    return `i${this.classTable.name(this.keyOf(type)).slice(1)}`;
  }

  /** A value computed once, when the module is linked: `F.decimal("1.5")`. */
  constant(js: string): string {
    return this.constantTable.name(js);
  }

  query(query: SoqlQuery | SoslQuery): string {
    return `q${this.queryTable.push(query) - 1}`;
  }

  frame(frame: Frame): number {
    return this.frameTable.push(frame) - 1;
  }

  /** Notes that a line can be executed; answers the code that counts it. */
  cover(line: number): string {
    this.coverableLines.add(line);
    return `K[${line}]=1;`;
  }

  /**
   * The finished module.
   *
   * @param definitions code of an object literal's body: what the module defines by name
   */
  finish(
    name: string,
    file: string,
    defines: readonly ApexType[],
    definitions: string,
    countsCoverage: boolean,
  ): EmittedModule {
    const head = [
      '"use strict";',
      `const ${declarations('l', this.libraryTable.size, (i) => `L[${i}]`)};`,
      `const ${declarations('t', this.typeTable.size, (i) => `T[${i}]`)};`,
      `const ${declarations('e', this.enumTable.size, (i) => `E[${i}]`)};`,
      `const ${declarations('i', this.classTable.size, (i) => `C[${i}]`)};`,
      `const ${declarations('q', this.queryTable.length, (i) => `Q[${i}]`)};`,
      `const ${declarations('k', this.constantTable.size, (i) => this.constantTable.entries[i] ?? '')};`,
      `let ${declarations('c', this.classTable.size, () => 'undefined')};`,
    ];
    const laidOut = layOut(`(function($,F,L,T,E,C,Q,K){\n${head.join('\n')}\nreturn {${definitions}};\n})`);
    return {
      name,
      file,
      ...laidOut,
      frameTable: this.frameTable,
      library: this.libraryTable.entries,
      abstractCalls: [...this.abstractCalls],
      types: this.typeTable.entries,
      enums: this.enumTable.entries,
      classes: this.classTable.entries,
      defines: defines.map((each) => this.keyOf(each)),
      queries: this.queryTable,
      coverable: countsCoverage ? [...this.coverableLines].sort((a, b) => a - b) : null,
    };
  }
}

function declarations(letter: string, size: number, value: (index: number) => string): string {
  if (size === 0) return `${letter}_=0`;
  return Array.from({ length: size }, (_, index) => `${letter}${index}=${value(index)}`).join(',');
}

class Table<T> {
  readonly entries: T[] = [];
  private readonly indexes = new Map<T, number>();

  constructor(private readonly letter: string) {}

  get size(): number {
    return this.entries.length;
  }

  name(entry: T): string {
    let index = this.indexes.get(entry);
    if (index === undefined) {
      index = this.entries.push(entry) - 1;
      this.indexes.set(entry, index);
    }
    return `${this.letter}${index}`;
  }
}
