/**
 * `switch on`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
import type { SwitchStatementContext, WhenControlContext, WhenLiteralContext } from '@apexdevtools/apex-parser';
import type { Expression, LiteralExpression, StatementOf, SwitchCase } from '../ast';
import { type Build, present, typeRef, word } from './build';
import { expression, string } from './expressions';
import { integerLiteral, longLiteral } from './literals';
import { declaredName } from './modifiers';
import { block } from './statements';

export function switchStatement(build: Build, context: SwitchStatementContext): StatementOf<'switch'> {
  return {
    kind: 'switch',
    at: build.at(context),
    value: expression(build, context.expression()),
    cases: context.whenControl_list().map((each) => whenCase(build, each)),
  };
}

function whenCase(build: Build, context: WhenControlContext): SwitchCase {
  const at = build.at(context);
  const value = context.whenValue();
  const body = block(build, context.block());
  if (present(value.ELSE())) return { kind: 'else', at, body };
  if (present(value.typeRef())) {
    const name = declaredName(build, value.id());
    return { kind: 'type', at, type: typeRef(build, value.typeRef()), name, nameAt: build.at(value.id()), body };
  }
  return { kind: 'values', at, values: value.whenLiteral_list().map((each) => whenLiteral(build, each)), body };
}

function whenLiteral(build: Build, context: WhenLiteralContext): Expression {
  const at = build.at(context);
  if (present(context.whenLiteral())) return whenLiteral(build, context.whenLiteral());
  const names = context.qualifiedName();
  if (present(names)) {
    const [first, ...rest] = names.id_list();
    if (first === undefined) throw new Error('a name without a part');
    return rest.reduce<Expression>(
      (target, part) => ({ kind: 'member', at, target, name: word(part), nameAt: build.at(part), safe: false }),
      { kind: 'name', at, name: word(first) },
    );
  }
  const text = context.StringLiteral() ?? context.MultilineStringLiteral();
  if (present(text)) return string(build, at, text.getText());
  if (present(context.NULL())) return { kind: 'literal', at, literal: { type: 'null' } };
  return signedNumber(build, context);
}

function signedNumber(build: Build, context: WhenLiteralContext): Expression {
  const at = build.at(context);
  const negative = context.SUB_list().length % 2 === 1;
  const integer = context.IntegerLiteral();
  const number: LiteralExpression | string = present(integer)
    ? integerLiteral(at, integer.getText(), negative)
    : longLiteral(at, context.LongLiteral().getText(), negative);
  if (typeof number !== 'string') return number;
  build.problem(at, number);
  return { kind: 'literal', at, literal: { type: 'null' } };
}
