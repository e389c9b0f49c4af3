/** Types under construction, and what the steps of the declaration pass share. */
import type { Position, TypeDeclaration, TypeRef } from '../ast';
import type { ProblemCollector, ProblemRule } from '../problems';
import { Resolver, scopeOf, type Scope, type UseListener } from '../resolve';
import type { TypeTable } from '../type-table';
import { UNKNOWN_TYPE } from '../unknown-type';
import type { ApexType } from '../../values/types';
import type {
  Bridge,
  DeclaredConstructor,
  DeclaredField,
  DeclaredMethod,
  DeclaredType,
  EffectiveSharing,
  InitializationStep,
} from './model';

export class Draft implements DeclaredType {
  readonly inner: Draft[] = [];
  readonly methods: DeclaredMethod[] = [];
  readonly constructors: DeclaredConstructor[] = [];
  readonly fields: DeclaredField[] = [];
  readonly initialization: InitializationStep[] = [];
  readonly bridges: Bridge[] = [];
  sharing: EffectiveSharing = 'omitted';
  /** A super type could not be resolved: what the class overrides cannot be told. */
  isIncomplete = false;

  constructor(
    readonly type: ApexType,
    readonly declaration: TypeDeclaration,
    readonly file: string,
    readonly apiVersion: number,
    readonly outer: Draft | null,
  ) {}

  get scope(): Scope {
    return scopeOf(this.type, this.file);
  }
}

/** What every step of the pass needs. */
export class Workshop {
  readonly resolver: Resolver;
  readonly drafts = new Map<ApexType, Draft>();

  constructor(
    readonly types: TypeTable,
    readonly problems: ProblemCollector,
    onUse?: UseListener,
  ) {
    this.resolver = new Resolver(types, problems, onUse);
  }

  report(file: string, at: Position, message: string, rule: ProblemRule): void {
    this.problems.report(file, at, message, rule);
  }

  /** The type a reference names; where it names none that is reported, and {@link UNKNOWN_TYPE} stands in. */
  typeOf(ref: TypeRef, scope: Scope): ApexType {
    return this.resolver.resolveType(ref, scope) ?? UNKNOWN_TYPE;
  }
}
