/** Reads and writes of fields and properties: the project's, the library's, and sObject fields. */
import type { Position } from '../ast';
import type { DeclaredField } from '../declare/model';
import { quote } from '../emit/text';
import type { FieldMember } from '../../values/types';
import { closeChain, link, type Link } from './chain';
import { required } from './coerce';
import type { BodyContext } from './context';
import { typed, type Place, type Typed } from './typed';

/**
 * JavaScript name of the value a property with accessors stores, if it does. The accessors themselves are JavaScript's
 * own, under the property's name: who reads an instance from outside (JSON, the debugger) need not know the difference.
 */
export function storageName(member: FieldMember): string {
  return `$${member.emitName}`;
}

/** Whether reads and writes run accessors: bodies, or a property that may be overridden. */
export function hasAccessors(field: DeclaredField): boolean {
  const { declaration } = field;
  if (declaration.kind === 'field') return false;
  if (declaration.getter?.body || declaration.setter?.body) return true;
  return declaration.modifiers.keywords.some(
    (word) => word === 'virtual' || word === 'abstract' || word === 'override',
  );
}

/** Inside the accessors of a property its name is the stored value. */
function slotOf(member: FieldMember, context: BodyContext): string {
  return context.init.ownProperty === member ? storageName(member) : member.emitName;
}

/** Reads a static field, property or enum constant. */
export function readStatic(member: FieldMember, context: BodyContext, at: Position): Typed {
  const { tables } = context;
  context.resolver.onUse(member, context.scope.file, at);
  if (!context.resolver.isReadable(member, context.scope))
    return context.fail(
      at,
      `Variable is not visible: ${member.owner.displayName}.${member.name}`,
      'variable-visibility',
    );
  if (member.implementation) return typed(`${tables.library(member, 'get')}()`, member.type);
  if (member.owner.kind === 'enum') {
    const ordinal = member.owner.enumConstants.findIndex((each) => each.toLowerCase() === member.name.toLowerCase());
    return typed(`${tables.enumConstants(member.owner)}[${ordinal}]`, member.type, { nonNull: true });
  }
  const constant = constantValue(member, context);
  if (constant) return constant;
  return typed(`${tables.statics(member.owner)}.${slotOf(member, context)}`, member.type);
}

/** `static final` fields set to a literal need no look-up. */
function constantValue(member: FieldMember, context: BodyContext): Typed | null {
  const literal = context.program.declaredFields.get(member)?.variable?.initializer;
  if (!member.isFinal || literal?.kind !== 'literal') return null;
  const { types } = context;
  const { literal: value } = literal;
  if (value.type === 'string' && member.type === types.string)
    return typed(quote(value.value), types.string, { nonNull: true, isText: true });
  if (value.type === 'integer' && member.type === types.integer && Number(value.text) < 2147483648)
    return typed(String(Number(value.text)), types.integer, { nonNull: true, literal: Number(value.text) });
  if (value.type === 'boolean' && member.type === types.boolean)
    return typed(String(value.value), types.boolean, { nonNull: true });
  return null;
}

/** The receiver of `super.property`: the super class's accessors; what has none is in the instance. */
export function superReceiver(member: FieldMember, context: BodyContext): string {
  const declared = context.program.declaredFields.get(member);
  return declared && hasAccessors(declared) ? 'super' : 'this';
}

/** Reads an instance field or property of a receiver that is not null. */
export function readInstance(receiver: string, member: FieldMember, context: BodyContext, at: Position): Typed {
  context.resolver.onUse(member, context.scope.file, at);
  if (!context.resolver.isReadable(member, context.scope))
    return context.fail(
      at,
      `Variable is not visible: ${member.owner.displayName}.${member.name}`,
      'variable-visibility',
    );
  if (member.implementation) return typed(`${context.tables.library(member, 'get')}(${receiver})`, member.type);
  return typed(`${receiver}.${slotOf(member, context)}`, member.type);
}

/** A member of an sObject value by name: field, parent record or child records; null when it has none. */
export function readSObject(target: Link, name: string, context: BodyContext): Link | null {
  const { types } = context;
  const { value } = target;
  const through = value.isRelationship ? `${value.js}?` : required(value);
  const done = (js: string, type: Typed['type'], isRelationship = false): Link =>
    link(typed(js, type, { isRelationship }), target.guards);
  const orNull = (js: string): string => (value.isRelationship ? `(${js}??null)` : js);
  const field = types.sobjectField(value.type, name);
  if (field) return done(orNull(`${through}.getField(${quote(field.field.name.toLowerCase())})`), field.type);
  const relationship = types.sobjectRelationship(value.type, name);
  if (!relationship) return null;
  if (relationship.kind === 'parent')
    return done(
      orNull(`${through}.parent(${quote(relationship.field.relationshipName ?? '')})`),
      relationship.type,
      true,
    );
  const children = quote(relationship.relationship.name ?? name);
  return done(
    `F.children(${required(value)},${children},${context.tables.type(relationship.type)})`,
    relationship.type,
  );
}

/** Where an assignment to a static field goes. */
export function staticPlace(member: FieldMember, context: BodyContext, at: Position): Place {
  checkWritable(member, context, at);
  const read = (): Typed => readStatic(member, context, at);
  const { tables } = context;
  if (member.implementation) {
    const set = member.implementation.set ? tables.library(member, 'set') : 'void 0';
    return { type: member.type, prepare: '', read, write: (value) => `${set}(${value})`, yieldsValue: false };
  }
  const holder = tables.statics(member.owner);
  return {
    type: member.type,
    prepare: '',
    read,
    write: (value) => `${holder}.${slotOf(member, context)}=${value}`,
    yieldsValue: true,
  };
}

/** Where an assignment to an instance field goes; `receiver` is not null and cheap to repeat if it is read, too. */
export function instancePlace(
  receiver: string,
  member: FieldMember,
  context: BodyContext,
  at: Position,
  prepare = '',
): Place {
  checkWritable(member, context, at);
  const read = (): Typed => readInstance(receiver, member, context, at);
  const base = { type: member.type, prepare, read };
  if (member.implementation) {
    const set = member.implementation.set ? context.tables.library(member, 'set') : 'void 0';
    return { ...base, write: (value) => `${set}(${receiver},${value})`, yieldsValue: false };
  }
  return { ...base, write: (value) => `${receiver}.${slotOf(member, context)}=${value}`, yieldsValue: true };
}

/** Where an assignment to an sObject's field (or parent) goes; null when it has no such member. */
export function sobjectPlace(
  receiver: string,
  target: Typed,
  name: string,
  context: BodyContext,
  prepare: string,
): Place | null {
  const read = readSObject(link({ ...target, js: receiver, nonNull: true, isRelationship: false }), name, context);
  if (!read) return null;
  const field = context.types.sobjectField(target.type, name);
  const relationship = field ? null : context.types.sobjectRelationship(target.type, name);
  if (relationship?.kind === 'child') return null;
  const key = field ? field.field.name : (relationship?.field.relationshipName ?? name);
  const method = field ? 'putField' : 'putParent';
  return {
    type: read.value.type,
    prepare,
    read: () => closeChain(read),
    write: (value) => `${receiver}.${method}(${quote(key)},${value})`,
    yieldsValue: false,
  };
}

/** Visibility, and `final`: assigned by an initialiser or a constructor of its own class or of one that extends it. */
function checkWritable(member: FieldMember, context: BodyContext, at: Position): void {
  context.resolver.onUse(member, context.scope.file, at);
  if (!context.resolver.isWritable(member, context.scope)) {
    context.report(at, `Variable is not visible: ${member.owner.displayName}.${member.name}`, 'field-not-writeable');
    return;
  }
  if (!member.isFinal || !member.at || context.init.ownProperty === member) return;
  const may = context.init.assignsFinals.includes(member.isStatic ? 'static' : 'instance');
  if (!may || !context.enclosing?.isSubtypeOf(member.owner))
    context.report(
      at,
      `Final members can only be assigned in their declaration, init blocks, or constructors: ${member.name}`,
      'final-reassignment',
    );
}
