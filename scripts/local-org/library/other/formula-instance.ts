/** Formulas evaluated in Apex: `Formula.builder()….build().evaluate(context)`. */
import { evaluateFormula, type FormulaScope } from '../../data/formula/evaluate';
import { FormulaError, parseFormula, pathsOf, type Formula } from '../../data/formula/parse';
import { current } from '../../platform/current';
import type { ObjectSchema } from '../../schema/model';
import { ApexDecimal, decimalToDouble, decimalToInteger, decimalToLong } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import type { EnumValue } from '../../values/enum';
import { apexException, UnsupportedError } from '../../values/errors';
import { ApexObject } from '../../values/object';
import { toText } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { fieldNamed } from '../json/type-members';
import { PlatformObject } from '../platform-object';

type Path = readonly string[];

/** A `FormulaEval.FormulaBuilder`. */
export class FormulaBuilder extends PlatformObject {
  protected readonly typeName = 'FormulaEval.FormulaBuilder';
  text: string | null = null;
  context: ApexType | ObjectSchema | null = null;
  returnType: EnumValue | null = null;
  keepsBlank = true;

  /** @throws System.FormulaValidationException for a formula that cannot be read or names what the context has not */
  build(): FormulaInstance {
    const { text, context, returnType } = this;
    if (!text) throw invalid('Formula text is required');
    if (!context) throw invalid('Context type is required');
    if (!returnType) throw invalid('Return type is required');
    let formula: Formula;
    try {
      formula = parseFormula(text);
    } catch (error) {
      if (error instanceof FormulaError) throw invalid(error.message);
      throw error;
    }
    const paths = pathsOf(formula);
    for (const path of paths) check(path, context);
    return new FormulaInstance(formula, paths, returnType.name, this.keepsBlank);
  }
}

/** A `FormulaEval.FormulaInstance`. */
export class FormulaInstance extends PlatformObject {
  protected readonly typeName = 'FormulaEval.FormulaInstance';

  constructor(
    private readonly formula: Formula,
    readonly paths: readonly Path[],
    private readonly returnType: string,
    private readonly keepsBlank: boolean,
  ) {
    super();
  }

  evaluate(context: Value): Value {
    const field = (path: Path): Value => valueAt(context, path);
    const { org, user } = current();
    const scope: FormulaScope = {
      field,
      prior: field,
      isNew: false,
      keepsBlank: this.keepsBlank,
      now: org.clock.now(),
      timeZone: user.timeZone,
    };
    return result(evaluateFormula(this.formula, scope), this.returnType);
  }
}

function invalid(message: string): Error {
  return apexException('System.FormulaValidationException', message);
}

/** Whether every step of a path is there. Classes and their members have to be global. */
function check(path: Path, context: ApexType | ObjectSchema): void {
  const [first = '', ...rest] = path;
  if (first.startsWith('$')) throw new UnsupportedError(`formula variable ${first}`);
  if ('fields' in context) {
    checkRecord(path, context);
    return;
  }
  if (context.visibility !== 'global') throw invalid(`The context type ${context.displayName} is not global`);
  const member = memberOf(context, first);
  if (member?.visibility !== 'global') throw invalid(`Field ${first} does not exist. Check spelling.`);
  const object = current().org.schema.object(member.type.name);
  if (rest.length === 0) return;
  if (member.type.kind === 'sobject' && object) checkRecord(rest, object);
  else check(rest, member.type);
}

function memberOf(type: ApexType, name: string) {
  for (let each: ApexType | null = type; each; each = each.superType) {
    const member = each.members.fields.get(name.toLowerCase());
    if (member) return member;
  }
  return null;
}

function checkRecord(path: Path, object: ObjectSchema): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    if (!object.fields.has(first.toLowerCase())) throw invalid(`Field ${first} does not exist. Check spelling.`);
    return;
  }
  const wanted = first.toLowerCase();
  const field = [...object.fields.values()].find((each) => each.relationshipName?.toLowerCase() === wanted);
  const parent = field?.referenceTo[0] === undefined ? null : current().org.schema.object(field.referenceTo[0]);
  if (!parent) throw invalid(`Field ${first} does not exist. Check spelling.`);
  checkRecord(rest, parent);
}

/** Null as soon as a step is. */
function valueAt(context: Value, path: Path): Value {
  let value = context;
  for (const name of path) {
    if (value === null) return null;
    if (value instanceof SObjectValue) {
      value = value.object.fields.has(name.toLowerCase()) ? value.getField(name) : value.parent(name);
    } else if (value instanceof ApexObject) {
      value = fieldNamed(value.$type, name)?.read(value) ?? null;
    } else {
      throw new UnsupportedError(`formula context ${toText(value)}`);
    }
  }
  return value;
}

/** What the formula came to, as the type that was asked for. */
function result(value: Value, returnType: string): Value {
  if (returnType === 'BOOLEAN') return value === true;
  if (value === null) return null;
  if (returnType === 'STRING' || returnType === 'ID') return toText(value);
  if (!(value instanceof ApexDecimal)) return value;
  switch (returnType) {
    case 'INTEGER':
      return decimalToInteger(value);
    case 'LONG':
      return decimalToLong(value);
    case 'DOUBLE':
      return new ApexDouble(decimalToDouble(value));
    default:
      return value;
  }
}

/** The class a `System.Type` names, or the object behind an sObject's. */
export function contextOf(type: ApexType): ApexType | ObjectSchema {
  return (type.kind === 'sobject' ? current().org.schema.object(type.name) : null) ?? type;
}
