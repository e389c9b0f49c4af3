/** Calls of functions, with what their arguments make of them. */
import { type BoundExpression, type BoundFunction, fieldOf, typeOf } from './bound';
import { SOQL_FUNCTIONS } from './functions';
import type { FunctionItem } from './query';

export function boundFunction(item: FunctionItem, args: readonly BoundExpression[]): BoundFunction {
  const name = item.name.toUpperCase();
  const declared = SOQL_FUNCTIONS.get(name);
  const [first] = args;
  const type = !declared || declared.type === 'same' ? (first ? typeOf(first) : 'integer') : declared.type;
  return {
    kind: 'function',
    name,
    isAggregate: declared?.isAggregate ?? false,
    arguments: args,
    field: first ? fieldOf(first) : null,
    type,
    at: item.at,
  };
}
