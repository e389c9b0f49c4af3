import { current } from '../../platform/current';
import { fieldOfPath } from '../../schema/field-sets';
import type { FieldSchema, FieldSetSchema, ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { listOf, nameMapOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import type { ApexMap } from '../../values/map';
import { sobjectFieldToken, sobjectTypeToken } from './tokens';

/** A `Schema.FieldSet`. */
class FieldSet extends PlatformObject {
  protected readonly typeName = 'Schema.FieldSet';

  constructor(
    readonly object: ObjectSchema,
    readonly set: FieldSetSchema,
  ) {
    super();
  }

  get members(): FieldSetMember[] {
    return this.set.fields.map(({ path, isRequired }) => new FieldSetMember(this.object, path, isRequired));
  }
}

/** A `Schema.FieldSetMember`: a field, perhaps of a parent. */
class FieldSetMember extends PlatformObject {
  protected readonly typeName = 'Schema.FieldSetMember';
  readonly owner: ObjectSchema;
  readonly field: FieldSchema;

  constructor(
    object: ObjectSchema,
    readonly path: string,
    readonly isRequired: boolean,
  ) {
    super();
    const found = fieldOfPath(object, path, (name) => current().org.schema.object(name));
    if (!found) throw new UnsupportedError(`field ${path} in a field set of ${object.name}`);
    this.owner = found.owner;
    this.field = found.field;
  }

  override toApexText(): string {
    return `Schema.FieldSetMember[getFieldPath=${this.path};]`;
  }
}

/** `describe.fieldSets.getMap()`. */
export function fieldSetMap(object: ObjectSchema): ApexMap {
  const sets = object.fieldSets ?? [];
  return nameMapOf(
    'Schema.FieldSet',
    sets.map((set) => [set.name.toLowerCase(), new FieldSet(object, set)]),
  );
}

export const FIELD_SETS: readonly LibraryDeclaration[] = [
  libraryClass(
    'Schema.FieldSet',
    withProperties({
      'String getDescription()': (self: FieldSet) => self.set.description,
      'List<Schema.FieldSetMember> getFields()': (self: FieldSet) => listOf('Schema.FieldSetMember', self.members),
      'String getLabel()': (self: FieldSet) => self.set.label,
      'String getName()': (self: FieldSet) => self.set.name,
      'String getNamespace()': () => null,
      'Schema.SObjectType getSObjectType()': (self: FieldSet) => sobjectTypeToken(self.object),
    }),
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_FieldSet.htm' },
  ),
  libraryClass(
    'Schema.FieldSetMember',
    withProperties(
      {
        'Boolean getDBRequired()': (self: FieldSetMember) => self.field.isRequired,
        'String getFieldPath()': (self: FieldSetMember) => self.path,
        'String getLabel()': (self: FieldSetMember) => self.field.label,
        'Boolean getRequired()': (self: FieldSetMember) => self.isRequired,
        'Schema.DisplayType getType()': (self: FieldSetMember) =>
          enumValue('Schema.DisplayType', self.field.type.toUpperCase()),
        'Schema.SObjectField getSObjectField()': (self: FieldSetMember) => sobjectFieldToken(self.owner, self.field),
      },
      ['Schema.SObjectField getSObjectField()'],
    ),
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_FieldSetMember.htm',
    },
  ),
];
