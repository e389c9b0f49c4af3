/** Binds a query: settles its names against the schema and says what is wrong with it, all of it. */
import { isSortable } from '../../schema/field-types';
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { bindCondition, type ConditionPlace } from './bind-conditions';
import type {
  BoundCondition,
  BoundExpression,
  BoundField,
  BoundFunction,
  BoundOrder,
  BoundQuery,
  BoundSelectItem,
  FieldReference,
} from './bound';
import type { BindUse, SoqlProblem } from './description';
import { CONVERT_TIME_ZONE } from './functions';
import { boundFunction } from './bound-functions';
import { problemsOf } from './bound-problems';
import { cannotBe } from './grouping';
import { aggregateProblem, childProblem, dateFunctionProblem, isBareCount } from './query-rules';
import type {
  Condition,
  FieldItem,
  FieldOrFunction,
  FieldPath,
  FunctionItem,
  QueryPosition,
  QueryValue,
  SelectItem,
  SoqlQuery,
} from './query';
import { parentProblem, typeOfProblem, widthProblems } from './relationship-rules';
import {
  type ResolvedChildren,
  SoqlError,
  noSuchColumn,
  noSuchObject,
  referenceField,
  resolveChildren,
  resolveField,
  resolveObject,
} from './resolve';
import { unexpectedSemiJoin } from './semi-joins';

const known = new WeakMap<SoqlQuery, { schema: Schema; bound: BoundQuery }>();

/**
 * Binds a query; the answer is kept as long as the query is.
 *
 * @throws SoqlError when even the object of the query is unknown; every other problem is in `problems`
 */
export function bindQuery(query: SoqlQuery, schema: Schema): BoundQuery {
  const before = known.get(query);
  if (before?.schema === schema) return before.bound;
  const bound = new QueryBinder(schema, query, resolveObject(schema, query.from, query.at)).bindWhole();
  known.set(query, { schema, bound });
  return bound;
}

class QueryBinder implements ConditionPlace {
  readonly problems: SoqlProblem[] = [];
  private readonly references: FieldReference[] = [];
  readonly binds: BindUse[] = [];
  /** Relationships to parents the query names, in lower case. */
  private readonly parents = new Set<string>();

  constructor(
    private readonly schema: Schema,
    private readonly query: SoqlQuery,
    readonly object: ObjectSchema,
  ) {}

  /** A query that is part of no other. */
  bindWhole(): BoundQuery {
    const result = this.bind();
    this.problems.push(...widthProblems(result, this.parents));
    return result;
  }

  bind(): BoundQuery {
    const { query } = this;
    const groupItems = query.groupBy?.items.flatMap((item) => this.expression(item) ?? []) ?? [];
    const select = query.select.flatMap((item) => this.selectItem(item));
    const kind = this.kind(select);
    const result: BoundQuery = {
      query,
      object: this.object,
      kind,
      select,
      where: query.where && this.condition(query.where),
      groupBy: query.groupBy && { kind: query.groupBy.kind, items: groupItems },
      having: query.having && this.condition(query.having),
      orderBy: this.orderBy(select),
      limit: this.count(query.limit, 'limit'),
      offset: this.count(query.offset, 'offset'),
      references: this.references,
      binds: this.binds,
      problems: this.problems,
    };
    this.problems.push(...problemsOf(result));
    return result;
  }

  private kind(select: readonly BoundSelectItem[]): BoundQuery['kind'] {
    const expressions = select.flatMap((item) => (item.kind === 'expression' ? [item.expression] : []));
    const [only] = expressions;
    if (only?.kind === 'function' && isBareCount(only) && select.length === 1 && !this.query.groupBy) return 'count';
    const isAggregate = expressions.some((each) => each.kind === 'function' && each.isAggregate);
    return isAggregate || this.query.groupBy ? 'aggregate' : 'rows';
  }

  // ---------------------------------------------------------------- SELECT

  private selectItem(item: SelectItem): BoundSelectItem[] {
    switch (item.kind) {
      case 'expression': {
        const expression = this.expression(item.expression);
        return expression ? [{ kind: 'expression', expression, alias: item.alias }] : [];
      }
      case 'fields':
        return this.fieldsOf(item.set).map((field) => ({
          kind: 'expression',
          alias: null,
          expression: this.refer({ steps: [], object: this.object, field, path: [field.name] }, item.at),
        }));
      case 'subQuery':
        return this.childQuery(item.query);
      case 'typeOf':
        return this.typeOf(item);
    }
  }

  private fieldsOf(set: 'all' | 'custom' | 'standard'): FieldSchema[] {
    return [...this.object.fields.values()].filter((field) => set === 'all' || field.isCustom === (set === 'custom'));
  }

  private childQuery(query: SoqlQuery): BoundSelectItem[] {
    let children: ResolvedChildren;
    try {
      children = resolveChildren(this.schema, this.object, query.from, query.at);
    } catch (error) {
      this.report(error);
      return [];
    }
    const inner = new QueryBinder(this.schema, query, children.object).bind();
    this.absorb(inner);
    for (const problem of [childProblem(inner), unexpectedSemiJoin(inner.where)])
      if (problem) this.problems.push(problem);
    return [{ kind: 'children', children, query: inner }];
  }

  private typeOf(item: SelectItem & { kind: 'typeOf' }): BoundSelectItem[] {
    const name = item.field.join('.');
    const reference = referenceField(this.object, name);
    if (!reference || item.field.length !== 1) {
      this.problem(noSuchColumn(name, this.object.name), item.at);
      return [];
    }
    this.references.push({ object: this.object, field: reference });
    const problem = typeOfProblem(reference, this.query);
    if (problem !== null) this.problem(problem, item.at);
    for (const each of [name, ...item.cases.map(({ object }) => `${name} ${object}`)])
      this.parents.add(each.toLowerCase());
    const cases = item.cases.flatMap(({ object: objectName, fields }) => {
      const object = this.schema.object(objectName);
      if (!object) this.problem(noSuchObject(objectName), item.at);
      return object ? [{ object, fields: this.fieldsFrom(object, fields, item.at) }] : [];
    });
    const nameObject = this.schema.object('Name');
    const otherwise = nameObject ? this.fieldsFrom(nameObject, item.otherwise, item.at) : [];
    return [{ kind: 'typeOf', reference, cases, otherwise }];
  }

  private fieldsFrom(object: ObjectSchema, paths: readonly FieldPath[], at: QueryPosition): BoundField[] {
    return paths.flatMap((path) => {
      try {
        return [this.refer(resolveField(this.schema, object, path, at), at)];
      } catch (error) {
        this.report(error);
        return [];
      }
    });
  }

  // ---------------------------------------------------------------- expressions

  expression(item: FieldOrFunction): BoundExpression | null {
    const bound = this.part(item);
    if (bound?.kind === 'function' && bound.name === CONVERT_TIME_ZONE)
      this.problem('convertTimezone can only be used in a date function', bound.at);
    return bound;
  }

  private part(item: FieldOrFunction): BoundExpression | null {
    return item.kind === 'field' ? this.field(item) : this.call(item);
  }

  private field(item: FieldItem): BoundField | null {
    try {
      return this.refer(resolveField(this.schema, this.object, item.path, item.at, this.query.alias), item.at);
    } catch (error) {
      this.report(error);
      return null;
    }
  }

  private refer(resolved: Omit<BoundField, 'kind' | 'at'>, at: QueryPosition): BoundField {
    for (const step of resolved.steps) this.references.push({ object: step.from, field: step.reference });
    resolved.steps.forEach((_, at) =>
      this.parents.add(
        resolved.path
          .slice(0, at + 1)
          .join('.')
          .toLowerCase(),
      ),
    );
    const problem = parentProblem(resolved);
    if (problem !== null) this.problem(problem, at);
    this.references.push({ object: resolved.object, field: resolved.field });
    return { ...resolved, kind: 'field', at };
  }

  private call(item: FunctionItem): BoundFunction | null {
    const args = item.arguments.map((each) => this.part(each));
    if (args.includes(null)) return null;
    const bound = boundFunction(
      item,
      args.filter((each) => each !== null),
    );
    const problem = bound.isAggregate ? aggregateProblem(bound) : dateFunctionProblem(bound);
    if (problem !== null) this.problem(problem, item.at);
    return bound;
  }

  // ---------------------------------------------------------------- conditions

  private condition(condition: Condition): BoundCondition | null {
    return bindCondition(condition, this);
  }

  /** The query in a list. */
  semiJoin(query: SoqlQuery): BoundQuery | null {
    try {
      const inner = new QueryBinder(this.schema, query, resolveObject(this.schema, query.from, query.at)).bind();
      this.absorb(inner);
      return inner;
    } catch (error) {
      this.report(error);
      return null;
    }
  }

  // ---------------------------------------------------------------- the clauses behind

  private orderBy(select: readonly BoundSelectItem[]): BoundOrder[] {
    return this.query.orderBy.flatMap((item) => {
      const by = this.aliased(item.by, select) ?? this.expression(item.by);
      if (!by) return [];
      if (by.kind === 'field' && !isSortable(by.field)) this.problem(cannotBe(by.field, 'sorted'), by.at);
      return [{ by, direction: item.direction, nulls: item.nulls }];
    });
  }

  /** `ORDER BY total` where SELECT calls something so. */
  private aliased(item: FieldOrFunction, select: readonly BoundSelectItem[]): BoundExpression | null {
    if (item.kind !== 'field' || item.path.length !== 1) return null;
    const name = item.path[0]?.toLowerCase();
    for (const each of select) {
      if (each.kind === 'expression' && each.alias?.toLowerCase() === name) return each.expression;
    }
    return null;
  }

  private count(value: QueryValue | null, use: 'limit' | 'offset'): QueryValue | null {
    if (value?.kind === 'bind')
      this.binds.push({ index: value.index, name: value.name, use, field: null, type: 'integer', operator: null });
    return value;
  }

  // ---------------------------------------------------------------- problems

  private absorb(inner: BoundQuery): void {
    this.references.push(...inner.references);
    this.binds.push(...inner.binds);
    this.problems.push(...inner.problems);
  }

  private report(error: unknown): void {
    if (!(error instanceof SoqlError)) throw error;
    this.problem(error.message, error.at);
  }

  private problem(message: string, at: QueryPosition): void {
    this.problems.push({ message, at });
  }
}
