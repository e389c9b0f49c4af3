/**
 * The Apex syntax tree: plain data, so that it can be cached on disk and handed between rooms.
 *
 * Names keep the spelling of the source; Apex compares them without regard to case, which is the binder's business.
 * Every node carries the position of its first token (`at`). What has a name carries the name's position too (`nameAt`):
 * that is where Salesforce reports "Method does not exist" and "Duplicate variable".
 */
import type { SoqlQuery, SoslQuery } from '../data/soql/query';

/** Line and column of a token, both counted from 1, as Salesforce reports them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Node {
  readonly at: Position;
}

interface Named {
  readonly name: string;
  readonly nameAt: Position;
}

/** One source file after parsing. */
export type CompilationUnit = ClassUnit | TriggerUnit | AnonymousUnit;

export interface ClassUnit {
  readonly kind: 'classUnit';
  readonly declaration: TypeDeclaration;
}

export type TriggerCase =
  'beforeInsert' | 'beforeUpdate' | 'beforeDelete' | 'afterInsert' | 'afterUpdate' | 'afterDelete' | 'afterUndelete';

export interface TriggerUnit extends Node, Named {
  readonly kind: 'triggerUnit';
  readonly object: string;
  readonly objectAt: Position;
  readonly cases: readonly TriggerCase[];
  readonly body: Block;
  /** Methods and variables a trigger body may declare beside its statements. */
  readonly members: readonly Member[];
}

/** Anonymous Apex, as `npm run courier -- demo` and the runner execute it. */
export interface AnonymousUnit extends Node {
  readonly kind: 'anonymousUnit';
  readonly body: Block;
  readonly members: readonly Member[];
}

// ---------------------------------------------------------------- declarations

export interface Annotation extends Node {
  readonly name: string;
  /** `@X(a=1 b='t')` gives both pairs, names in lower case; `@X('t')` gives one pair under the name `value`. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

/** Modifiers as written, lower case: `public`, `static`, `with sharing`, `testmethod`… */
export interface Modifiers {
  readonly annotations: readonly Annotation[];
  readonly keywords: readonly string[];
}

/** A type as written: `Map<Id, List<Account>>`, `Outer.Inner`, `String[]` (which is `List<String>`). */
export interface TypeRef extends Node {
  readonly name: readonly string[];
  readonly typeArguments: readonly TypeRef[];
}

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

export interface ClassDeclaration extends Node, Named {
  readonly kind: 'class';
  readonly modifiers: Modifiers;
  readonly extends: TypeRef | null;
  readonly implements: readonly TypeRef[];
  readonly members: readonly Member[];
}

export interface InterfaceDeclaration extends Node, Named {
  readonly kind: 'interface';
  readonly modifiers: Modifiers;
  readonly extends: readonly TypeRef[];
  readonly methods: readonly MethodDeclaration[];
}

export interface EnumDeclaration extends Node, Named {
  readonly kind: 'enum';
  readonly modifiers: Modifiers;
  readonly constants: readonly { readonly name: string; readonly at: Position }[];
}

export type Member =
  | MethodDeclaration
  | ConstructorDeclaration
  | FieldDeclaration
  | PropertyDeclaration
  | InitializerBlock
  | TypeDeclaration;

export interface Parameter extends Node, Named {
  readonly type: TypeRef;
  readonly modifiers: Modifiers;
}

export interface MethodDeclaration extends Node, Named {
  readonly kind: 'method';
  readonly modifiers: Modifiers;
  /** `null` is `void`. */
  readonly returnType: TypeRef | null;
  readonly parameters: readonly Parameter[];
  /** `null` for abstract and interface methods. */
  readonly body: Block | null;
}

export interface ConstructorDeclaration extends Node, Named {
  readonly kind: 'constructor';
  readonly modifiers: Modifiers;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
}

export interface FieldDeclaration extends Node {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly variables: readonly VariableDeclarator[];
}

export interface VariableDeclarator extends Node {
  readonly name: string;
  readonly initializer: Expression | null;
}

export interface PropertyDeclaration extends Node, Named {
  readonly kind: 'property';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly getter: Accessor | null;
  readonly setter: Accessor | null;
}

export interface Accessor extends Node {
  readonly modifiers: Modifiers;
  /** `null` for the automatic `get;` and `set;`. */
  readonly body: Block | null;
}

export interface InitializerBlock extends Node {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
}

// ---------------------------------------------------------------- statements

export interface Block extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** Where the closing brace stands, for "missing return statement". */
  readonly end: Position;
}

/** `insert as user x` gives `user`; `insert as system x` gives `system`; neither gives `null`. */
export type WrittenAccessLevel = 'user' | 'system' | null;

export type Statement =
  | Block
  | (Node & {
      readonly kind: 'variables';
      readonly modifiers: Modifiers;
      readonly type: TypeRef;
      readonly variables: readonly VariableDeclarator[];
    })
  | (Node & { readonly kind: 'expression'; readonly expression: Expression })
  | (Node & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
    })
  | (Node & {
      readonly kind: 'for';
      readonly init: Statement | readonly Expression[] | null;
      readonly condition: Expression | null;
      readonly update: readonly Expression[];
      readonly body: Statement | null;
    })
  | (Node &
      Named & {
        readonly kind: 'forEach';
        readonly type: TypeRef;
        readonly iterable: Expression;
        readonly body: Statement | null;
      })
  | (Node & { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement | null })
  | (Node & { readonly kind: 'doWhile'; readonly condition: Expression; readonly body: Statement })
  | (Node & {
      readonly kind: 'try';
      readonly body: Block;
      readonly catches: readonly CatchClause[];
      readonly finally: Block | null;
    })
  | (Node & { readonly kind: 'return'; readonly value: Expression | null })
  | (Node & { readonly kind: 'throw'; readonly value: Expression })
  | (Node & { readonly kind: 'break' })
  | (Node & { readonly kind: 'continue' })
  | (Node & { readonly kind: 'switch'; readonly value: Expression; readonly cases: readonly SwitchCase[] })
  | (Node & {
      readonly kind: 'dml';
      readonly operation: DmlVerb;
      readonly access: WrittenAccessLevel;
      readonly value: Expression;
      readonly key: readonly string[] | null;
      readonly into: Expression | null;
    })
  | (Node & { readonly kind: 'runAs'; readonly arguments: readonly Expression[]; readonly body: Block });

export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** `key` of the statement is upsert's external id field; `into` is the second operand of merge. */
export type DmlVerb = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface CatchClause extends Node, Named {
  readonly type: TypeRef;
  readonly body: Block;
}

export type SwitchCase =
  | (Node & { readonly kind: 'else'; readonly body: Block })
  | (Node & { readonly kind: 'values'; readonly values: readonly Expression[]; readonly body: Block })
  /** `when Account a { }`: matches by type and binds. */
  | (Node & Named & { readonly kind: 'type'; readonly type: TypeRef; readonly body: Block });

// ---------------------------------------------------------------- expressions

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '<<'
  | '>>'
  | '>>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '==='
  | '!=='
  | '<>'
  | '&&'
  | '||'
  | '&'
  | '|'
  | '^'
  | '??';
export type AssignOperator = '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=';

export type Expression =
  | LiteralExpression
  | (Node & { readonly kind: 'name'; readonly name: string })
  | (Node & { readonly kind: 'this' })
  | (Node & { readonly kind: 'super' })
  /** `a.b`, `a?.b`; the binder decides whether `a` is a variable, a type or a namespace. */
  | (Node & Named & { readonly kind: 'member'; readonly target: Expression; readonly safe: boolean })
  /** `f(x)`: `target` is null; `this(…)` and `super(…)` have the names `this` and `super`. */
  | (Node &
      Named & {
        readonly kind: 'call';
        readonly target: Expression | null;
        readonly arguments: readonly Expression[];
        readonly safe: boolean;
      })
  | (Node & { readonly kind: 'index'; readonly target: Expression; readonly index: Expression })
  | NewExpression
  | (Node & {
      readonly kind: 'assign';
      readonly operator: AssignOperator;
      readonly target: Expression;
      readonly value: Expression;
    })
  | (Node & {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & {
      readonly kind: 'unary';
      readonly operator: '+' | '-' | '!' | '~' | '++' | '--';
      readonly operand: Expression;
    })
  | (Node & { readonly kind: 'postfix'; readonly operator: '++' | '--'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'ternary';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  | (Node & { readonly kind: 'cast'; readonly type: TypeRef; readonly value: Expression })
  | (Node & { readonly kind: 'instanceOf'; readonly value: Expression; readonly type: TypeRef })
  /** `Foo.class`, `List<String>.class`. */
  | (Node & { readonly kind: 'typeLiteral'; readonly type: TypeRef })
  | (Node & { readonly kind: 'soql'; readonly query: SoqlQuery; readonly binds: readonly Expression[] })
  | (Node & { readonly kind: 'sosl'; readonly query: SoslQuery; readonly binds: readonly Expression[] });

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/**
 * A literal. Numbers keep their text because JavaScript cannot hold a Long or a Decimal exactly:
 * `1` integer, `1L` long, `1.5` decimal, `1.5d` double; the text leaves the suffix out and has a sign only in
 * `when -1`. Strings are unescaped.
 */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly literal:
    | { readonly type: 'null' }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'string'; readonly value: string }
    | { readonly type: 'integer' | 'long' | 'decimal' | 'double'; readonly text: string };
}

export interface NewExpression extends Node {
  readonly kind: 'new';
  readonly type: TypeRef;
  readonly creation:
    /** `new Account(Name = 'x')` has `named`; `new Foo(x)` has `arguments`. */
    | { readonly form: 'arguments'; readonly arguments: readonly Expression[] }
    | {
        readonly form: 'named';
        readonly values: readonly { readonly name: string; readonly value: Expression; readonly at: Position }[];
      }
    /** `new List<Integer>{1, 2}`, `new Set<…>{…}`, `new Integer[]{…}`: `type` is already the List or Set. */
    | { readonly form: 'elements'; readonly elements: readonly Expression[] }
    /** `new Map<…>{k => v}`. */
    | {
        readonly form: 'entries';
        readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
      }
    /** `new Integer[n]`. */
    | { readonly form: 'sized'; readonly size: Expression };
}
