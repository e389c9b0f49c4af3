/**
 * Binds `instanceof`. What can be told from the types alone is refused: the question is none.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_instanceof.htm
 */
import type { ExpressionOf } from '../ast';
import { castable } from '../convert';
import type { ApexType } from '../../values/types';
import { isUnknown, mayBeRelated } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { typed, type Typed } from './typed';

export function bindInstanceOf(expression: ExpressionOf<'instanceOf'>, context: BodyContext): Typed {
  const { types } = context;
  const value = bindExpression(expression.value, context);
  const type = context.type(expression.type);
  if (isUnknown(type)) return typed('false', types.boolean, { nonNull: true });
  if (!isUnknown(value.type)) {
    const foregone = foregoneAnswer(value.type, type, context);
    if (foregone !== null) {
      const [a, b] = [value.type.displayName, type.displayName];
      const message = foregone
        ? `Operation instanceof is always true since an instance of ${a} is always an instance of ${b}`
        : `Operation instanceof is always false since an instance of ${a} is never an instance of ${b}`;
      context.report(expression.at, message, 'instanceof');
    }
  }
  return typed(`$.isInstance(${value.js},${context.tables.type(type)})`, types.boolean, { nonNull: true });
}

/** The answer where the types give it away; null where the value decides, and for collections, whose elements may. */
function foregoneAnswer(from: ApexType, to: ApexType, context: BodyContext): boolean | null {
  if (from.kind === 'null' || from.generic !== null || to.generic !== null) return null;
  if (from === to || (from.isSubtypeOf(to) && to.kind !== 'object')) return true;
  if (castable(from, to, context.types) ?? castable(to, from, context.types)) return null;
  if (mayBeRelated(from, to, context)) return null;
  return false;
}
