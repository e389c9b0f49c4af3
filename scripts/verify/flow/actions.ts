/** Actions and subflows a flow calls: that they are there, and take what they are given. */
import type { ClassDeclaration, CompilationUnit, MethodDeclaration, TypeRef } from '../../local-org/compiler/ast';
import { children, flag, textOf, type XmlElement } from '../../local-org/schema/xml';
import { isForeign } from '../references/names';
import type { Complaint } from './resources';

interface Parameter {
  readonly name: string;
  readonly isRequired: boolean;
}

/** What one call of an action takes and gives; null where its type is nothing the project declares. */
interface Action {
  readonly inputs: readonly Parameter[] | null;
  readonly outputs: readonly Parameter[] | null;
}

/** Class, lower case → its action; null of a class without one. */
export type Actions = ReadonlyMap<string, Action | null>;

/** Flow, lower case → its root. */
export type Flows = ReadonlyMap<string, XmlElement>;

/** The actions of a project's classes. */
export function actionsOf(units: readonly CompilationUnit[]): Actions {
  const classes = new Map<string, ClassDeclaration>();
  for (const unit of units) {
    if (unit.kind === 'classUnit' && unit.declaration.kind === 'class') {
      classes.set(unit.declaration.name.toLowerCase(), unit.declaration);
    }
  }
  return new Map([...classes].map(([name, each]) => [name, actionOf(each, classes)]));
}

function actionOf(owner: ClassDeclaration, classes: ReadonlyMap<string, ClassDeclaration>): Action | null {
  const method = owner.members.find(
    (each): each is MethodDeclaration =>
      each.kind === 'method' && each.modifiers.annotations.some(({ name }) => name.toLowerCase() === 'invocablemethod'),
  );
  if (!method) return null;
  const [input] = method.parameters;
  return {
    inputs: input ? parametersOf(input.type, input.name) : [],
    // The result of one call that is no class of its own is called output.
    outputs: method.returnType ? parametersOf(method.returnType, 'output') : [],
  };

  function parametersOf(list: TypeRef, plainName: string): readonly Parameter[] | null {
    const [type] = list.typeArguments;
    if (!type || type.typeArguments.length > 0) return [{ name: plainName, isRequired: false }];
    const declaration = declared(type);
    if (!declaration) return isForeign(type.name.join('.')) ? null : [{ name: plainName, isRequired: false }];
    // What its parent declares is there, too, and nothing here knows the parents of other packages.
    if (declaration.extends) return null;
    return declaration.members.flatMap((member) => {
      const annotation = 'modifiers' in member ? invocableVariable(member.modifiers.annotations) : undefined;
      const isRequired = annotation?.parameters.required === true;
      if (!annotation) return [];
      if (member.kind === 'field') return member.variables.map(({ name }) => ({ name, isRequired }));
      return member.kind === 'property' ? [{ name: member.name, isRequired }] : [];
    });
  }

  function declared({ name }: TypeRef): ClassDeclaration | undefined {
    const [first = '', second] = name;
    const inner = (holder: ClassDeclaration | undefined, wanted: string): ClassDeclaration | undefined =>
      holder?.members.find(
        (each): each is ClassDeclaration => each.kind === 'class' && each.name.toLowerCase() === wanted.toLowerCase(),
      );
    if (second !== undefined) return inner(classes.get(first.toLowerCase()), second);
    return inner(owner, first) ?? classes.get(first.toLowerCase());
  }
}

function invocableVariable<A extends { readonly name: string }>(annotations: readonly A[]): A | undefined {
  return annotations.find(({ name }) => name.toLowerCase() === 'invocablevariable');
}

/** Holds the calls of a flow to what they call. */
export function* actionComplaints(flow: XmlElement, actions: Actions, flows: Flows): Generator<Complaint> {
  for (const call of children(flow, 'actionCalls')) {
    const name = children(call, 'actionName')[0];
    const action = actions.get(name?.text.trim().toLowerCase() ?? '');
    // A class that is not there, the reference checker names.
    if (textOf(call, 'actionType') !== 'apex' || !name || action === undefined) continue;
    if (action === null) {
      yield { at: name, rule: 'no-action', message: `${name.text.trim()} has no @InvocableMethod.` };
      continue;
    }
    yield* parameterComplaints(call, 'inputParameters', action.inputs, 'takes');
    yield* parameterComplaints(call, 'outputParameters', action.outputs, 'gives');
    const given = new Set(children(call, 'inputParameters').map((each) => textOf(each, 'name')?.toLowerCase()));
    for (const each of action.inputs ?? []) {
      if (!each.isRequired || given.has(each.name.toLowerCase())) continue;
      yield { at: name, rule: 'missing-parameter', message: `The action needs ${each.name}, which it is not given.` };
    }
  }
  for (const call of children(flow, 'subflows')) {
    const called = flows.get(textOf(call, 'flowName')?.toLowerCase() ?? '');
    if (!called) continue;
    const variables = children(called, 'variables');
    const named = (direction: string): Parameter[] =>
      variables
        .filter((each) => flag(each, direction))
        .map((each) => ({ name: textOf(each, 'name') ?? '', isRequired: false }));
    yield* parameterComplaints(call, 'inputAssignments', named('isInput'), 'takes');
    yield* parameterComplaints(call, 'outputAssignments', named('isOutput'), 'gives');
  }
}

function* parameterComplaints(
  call: XmlElement,
  element: string,
  parameters: readonly Parameter[] | null,
  verb: string,
): Generator<Complaint> {
  if (parameters === null) return;
  for (const each of children(call, element)) {
    const name = children(each, 'name')[0];
    const text = name?.text.trim().toLowerCase();
    if (!name || parameters.some((known) => known.name.toLowerCase() === text)) continue;
    yield { at: name, rule: 'unknown-parameter', message: `What is called ${verb} no ${name.text.trim()}.` };
  }
}
