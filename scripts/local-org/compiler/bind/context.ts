/** What binding the body of one method, constructor, accessor, initialiser or trigger needs to know and keeps. */
import type { Position, TypeRef } from '../ast';
import { conversion, type Conversion } from '../convert';
import type { Declarations, DeclaredField, DeclaredType, EffectiveSharing } from '../declare/model';
import type { ModuleTables } from '../emit/module';
import { atLine } from '../emit/text';
import type { ProblemCollector, ProblemRule } from '../problems';
import type { Resolver, Scope } from '../resolve';
import type { TypeTable } from '../type-table';
import type { ApexType, FieldMember } from '../../values/types';
import { UNKNOWN_TYPE } from '../unknown-type';
import { Locals, localName, type Local } from './locals';
import { typed, type Typed } from './typed';

/** What all bodies of a program share. */
export interface ProgramContext {
  readonly types: TypeTable;
  readonly resolver: Resolver;
  readonly problems: ProblemCollector;
  readonly declarations: Declarations;
  /** Fields and properties of the project by member. */
  readonly declaredFields: ReadonlyMap<FieldMember, DeclaredField>;
  /** Name of anonymous blocks, to which their number is added: unique among all that a loaded program runs. */
  readonly blockName: string;
  readonly metering: Metering;
}

/**
 * What is paid for at one stroke: straight runs of statements, or each statement by itself. The sum is the same; only with
 * `statements` can a transaction be stopped between any two.
 */
export type Metering = 'runs' | 'statements';

/** Final fields of which kind a body may assign. */
export type FinalFields = readonly ('static' | 'instance')[];

export interface BodyInit {
  readonly scope: Scope;
  readonly isStatic: boolean;
  /** `void` for constructors, initialisers and triggers. */
  readonly returnType: ApexType;
  /** Constructors assign those of instances, static initialisers static ones; initialisers of instances assign both, as orgs do. */
  readonly assignsFinals: FinalFields;
  readonly isConstructor?: boolean;
  /** Names of locals that never hold null (see null-analysis). */
  readonly nonNullLocals?: ReadonlySet<string>;
  /** The object of a trigger: types `Trigger.new`. */
  readonly triggerObject?: ApexType | null;
  /** The property an accessor belongs to: its own name is its storage there. */
  readonly ownProperty?: FieldMember | null;
  readonly apiVersion: number;
  readonly sharing: EffectiveSharing;
}

export { UNKNOWN_TYPE } from '../unknown-type';

export class BodyContext {
  readonly locals = new Locals();
  /** Nesting of loops: `break` and `continue` need one. */
  loopDepth = 0;
  /** Nesting of `System.runAs`: its blocks are functions of their own. */
  runAsDepth = 0;
  /** Line of the statement being bound. */
  line = 0;
  /** The field whose initialiser is being bound. */
  initializing: FieldMember | null = null;
  /** Whether the arguments of `this(…)` or `super(…)` are being bound: there is no instance yet. */
  isBeforeInstance = false;
  private temporaries = 0;

  constructor(
    readonly program: ProgramContext,
    readonly tables: ModuleTables,
    readonly init: BodyInit,
  ) {}

  get types(): TypeTable {
    return this.program.types;
  }

  get resolver(): Resolver {
    return this.program.resolver;
  }

  get scope(): Scope {
    return this.init.scope;
  }

  /** The class the body belongs to; null in triggers and anonymous Apex without members. */
  get enclosing(): ApexType | null {
    return this.init.scope.enclosing;
  }

  declaredType(type: ApexType): DeclaredType | undefined {
    return this.program.declarations.of(type);
  }

  report(at: Position, message: string, rule: ProblemRule): void {
    this.program.problems.report(this.scope.file, at, message, rule);
  }

  /** Reports, and answers what stands for the expression in question. */
  fail(at: Position, message: string, rule: ProblemRule): Typed {
    this.report(at, message, rule);
    return this.unknown();
  }

  unknown(): Typed {
    return typed('null', UNKNOWN_TYPE);
  }

  /** The type a reference names; reported and {@link UNKNOWN_TYPE} when there is none. */
  type(ref: TypeRef): ApexType {
    return this.resolver.resolveType(ref, this.scope) ?? UNKNOWN_TYPE;
  }

  /** Marks code of another line than the statement's. */
  mark(at: Position, js: string): string {
    return at.line === this.line ? js : `(${atLine(at.line)}${js})`;
  }

  /** A fresh JavaScript variable of the method. */
  temporary(): string {
    this.temporaries += 1;
    return `$${this.temporaries}`;
  }

  /** Declaration of all temporaries handed out. */
  get temporaryDeclarations(): string {
    if (this.temporaries === 0) return '';
    return `let ${Array.from({ length: this.temporaries }, (_, index) => `$${index + 1}`).join(',')};`;
  }

  /** Declares a local variable, reporting a duplicate. */
  declareLocal(at: Position, name: string, type: ApexType, options: { nonNull?: boolean } = {}): Local {
    if (this.locals.find(name)) this.report(at, `Duplicate variable: ${name}`, 'duplicate-variable');
    const local: Local = {
      name,
      js: localName(name),
      type,
      nonNull: options.nonNull ?? this.init.nonNullLocals?.has(name.toLowerCase()) ?? false,
    };
    this.locals.declare(local);
    return local;
  }

  /** The implicit conversion between two types, null when there is none. */
  conversion(from: ApexType, to: ApexType): Conversion | null {
    return conversion(from, to, this.types);
  }

  /** Runs with a scope of its own for locals. */
  scoped<T>(body: () => T): T {
    this.locals.enter();
    try {
      return body();
    } finally {
      this.locals.leave();
    }
  }
}
