/**
 * Where `this(…)` and `super(…)` may stand: first in a constructor.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_constructors.htm
 */
import type { Block, ExpressionOf, Statement } from '../ast';
import { reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';

export function checkConstructors(draft: Draft, workshop: Workshop): void {
  const report = reporter(draft, workshop);
  for (const { declaration } of draft.constructors) {
    const [first] = declaration.body.statements;
    for (const { at, name } of chainCalls(declaration.body)) {
      if (first?.kind === 'expression' && first.expression.at === at) continue;
      const what = name.toLowerCase();
      report(at, `Call to '${what}()' must be the first statement in a constructor method`, 'constructor-call');
    }
  }
}

/** All that stand as statements of their own, however deep. */
function chainCalls(block: Block): readonly ExpressionOf<'call'>[] {
  return block.statements.flatMap(chainCallsOf);
}

function chainCallsOf(statement: Statement): readonly ExpressionOf<'call'>[] {
  switch (statement.kind) {
    case 'block':
      return chainCalls(statement);
    case 'expression': {
      const { expression } = statement;
      return expression.kind === 'call' && !expression.target && /^(this|super)$/i.test(expression.name)
        ? [expression]
        : [];
    }
    case 'if':
      return [...chainCallsOf(statement.then), ...(statement.otherwise ? chainCallsOf(statement.otherwise) : [])];
    case 'try': {
      const { body, catches, finally: last } = statement;
      return [body, ...catches.map((each) => each.body), ...(last ? [last] : [])].flatMap(chainCalls);
    }
    case 'for':
    case 'forEach':
    case 'while':
    case 'doWhile':
      return statement.body ? chainCallsOf(statement.body) : [];
    case 'switch':
      return statement.cases.flatMap(({ body }) => chainCalls(body));
    case 'runAs':
      return chainCalls(statement.body);
    default:
      return [];
  }
}
