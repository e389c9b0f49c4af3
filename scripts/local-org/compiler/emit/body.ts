/** Emits the body of anything that has statements: metered, marked for stack traces, checked for a missing return. */
import type { Block, Position } from '../ast';
import { inlineBlock } from '../bind/blocks';
import { BodyContext, type BodyInit, type ProgramContext } from '../bind/context';
import { localName } from '../bind/locals';
import { nonNullLocals } from '../bind/null-analysis';
import type { CompileProblem } from '../problems';
import type { ApexType } from '../../values/types';
import type { ModuleTables } from './module';
import { atLine, inFrame, quote } from './text';

export interface BodyParameter {
  readonly name: string;
  readonly type: ApexType;
  readonly at: Position;
}

export interface BodyRequest {
  readonly program: ProgramContext;
  readonly tables: ModuleTables;
  readonly init: BodyInit;
  /** As stack traces name it: `Class.Foo.bar`. */
  readonly name: string;
  readonly at: Position;
  readonly parameters?: readonly BodyParameter[];
  /** Code before the statements. */
  readonly prologue?: string;
  /** Code after all of them. */
  readonly epilogue?: string;
  /** Whether it counts to the depth of the stack. */
  readonly isFrame?: boolean;
}

/** `(a_,b_){…}` of a method whose statements are a block: a frame of the Apex stack, whose depth is limited. */
export function emitBlockBody(request: BodyRequest, block: Block): string {
  const init = { ...request.init, nonNullLocals: nonNullLocals(block) };
  return emitBody({ ...request, init, isFrame: true }, (context) => {
    const { js, completes } = inlineBlock(block.statements, context);
    const { returnType } = request.init;
    if (completes && returnType !== context.types.void && returnType.kind !== 'null')
      context.report(
        block.end,
        `Missing return statement required return type: ${returnType.displayName}`,
        'missing-return',
      );
    return js;
  });
}

/** Stops with a problem of the program, or with the name of what has one. */
export function stopAt(problem: CompileProblem | undefined, name: string): string {
  return `throw F.broken(${quote(problem ? `${problem.message} (${problem.file}:${problem.line})` : name)});`;
}

/**
 * `(a_,b_){…}` around code that `bind` makes. A body with problems throws when it is run: a program whose problems are
 * tolerated runs up to there, and not a step further.
 */
export function emitBody(request: BodyRequest, bind: (context: BodyContext) => string): string {
  const { program, tables, init, parameters = [] } = request;
  const context = new BodyContext(program, tables, init);
  const before = program.problems.count;
  for (const each of parameters) context.declareLocal(each.at, each.name, each.type, { nonNull: false });
  let code = `${request.prologue ?? ''}${bind(context)}${request.epilogue ?? ''}`;
  if (program.problems.count > before) {
    code = stopAt(program.problems.since(before)[0], request.name);
  }
  if (request.isFrame && code.includes('(')) code = `if(++$.depth>1000)$.tooDeep();try{${code}}finally{$.depth--;}`;
  const frame = tables.frame({ name: request.name, sharing: init.sharing, userMode: init.apiVersion >= 67 });
  const names = parameters.map((each) => localName(each.name)).join(',');
  return `(${names}){${inFrame(frame)}${atLine(request.at.line)}${context.temporaryDeclarations}${code}${inFrame(-1)}}`;
}
