import { current } from '../../platform/current';
import type { ChildRelationship, ObjectSchema } from '../../schema/model';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import { sobjectFieldToken, sobjectTypeToken } from './tokens';

/** A `Schema.ChildRelationship`. */
export class ChildRelationshipResult extends PlatformObject {
  protected readonly typeName = 'Schema.ChildRelationship';

  constructor(readonly relationship: ChildRelationship) {
    super();
  }

  get child(): ObjectSchema {
    const object = current().org.schema.object(this.relationship.childObject);
    if (!object) throw new Error(`the schema has no ${this.relationship.childObject}`);
    return object;
  }

  get fieldToken(): object | null {
    const field = this.child.fields.get(this.relationship.field.toLowerCase());
    return field ? sobjectFieldToken(this.child, field) : null;
  }

  get isRestrictedDelete(): boolean {
    return this.child.fields.get(this.relationship.field.toLowerCase())?.deleteConstraint === 'restrict';
  }

  override toApexText(): string {
    return `Schema.ChildRelationship[getChildSObject=${this.relationship.childObject};getField=${this.relationship.field};getRelationshipName=${this.relationship.name};]`;
  }
}

const made = new WeakMap<ChildRelationship, ChildRelationshipResult>();

/** The one Apex object of a relationship: programs keep maps by it. */
export function childRelationshipResult(relationship: ChildRelationship): ChildRelationshipResult {
  let result = made.get(relationship);
  if (!result) made.set(relationship, (result = new ChildRelationshipResult(relationship)));
  return result;
}

/** `Schema.ChildRelationship`. */
export const childRelationshipClass = libraryClass(
  'Schema.ChildRelationship',
  withProperties({
    'Schema.SObjectType getChildSObject()': (self: ChildRelationshipResult) => sobjectTypeToken(self.child),
    'Schema.SObjectField getField()': (self: ChildRelationshipResult) => self.fieldToken,
    'String getRelationshipName()': (self: ChildRelationshipResult) => self.relationship.name,
    'Boolean isCascadeDelete()': (self: ChildRelationshipResult) => self.relationship.cascadeDelete,
    'Boolean isDeprecatedAndHidden()': () => false,
    'Boolean isRestrictedDelete()': (self: ChildRelationshipResult) => self.isRestrictedDelete,
    'List<String> getJunctionIdListNames()': () => listOf('System.String'),
    'List<Schema.SObjectType> getJunctionReferenceTo()': () => listOf('Schema.SObjectType'),
  }),
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_childrelationship.htm',
  },
);
