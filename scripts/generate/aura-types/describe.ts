/**
 * From declared classes to what components see of them.
 *
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-result-caching.html
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm
 */
import type { DeclaredMethod, DeclaredType } from '../../local-org/compiler/declare';
import type { Position } from '../../local-org/compiler/ast';
import type { SObjectField } from '../../local-org/compiler/type-table';
import { UNKNOWN_TYPE } from '../../local-org/compiler/unknown-type';
import type { ApexType, FieldMember, MethodMember } from '../../local-org/values/types';
import { apexDocBefore } from './apex-doc';
import type { AuraClasses } from './load';
import type { AuraApi, AuraMethod, DataType, Property, TypeText, TypingNote } from './model';

/** The namespace that holds all data types. */
export const NAMESPACE = 'Apex';
const SOBJECTS = 'SObjects';
/** Names that TypeScript or the generated file takes for itself; Apex classes may have them. */
const TAKEN_NAMES = new Set([
  ...['any', 'await', 'bigint', 'boolean', 'delete', 'function', 'in', 'let', 'never', 'number', 'object', 'string'],
  ...['symbol', 'typeof', 'undefined', 'unknown', 'var', 'void', 'with', 'yield'],
  ...[NAMESPACE, SOBJECTS, 'SObject', 'Partial', 'Record'],
]);
const TEXT = new Set(['String', 'Id', 'Date', 'Datetime']);
const NUMBERS = new Set(['Integer', 'Long', 'Double', 'Decimal']);
const LISTS = new Set(['List', 'Set', 'Iterable']);

/** Describes everything components may import and what it takes and gives. */
export function describeAura(classes: AuraClasses): AuraApi {
  return new Description(classes).describe();
}

class Description {
  private readonly notes = new Map<string, TypingNote>();
  private readonly dataTypes = new Map<ApexType, DataType | null>();
  private readonly byType: ReadonlyMap<ApexType, DeclaredType>;
  /** sObjects that methods and classes name; relationships lead to no others. */
  private readonly sobjects = new Set<ApexType>();

  constructor(private readonly classes: AuraClasses) {
    this.byType = new Map(classes.declared.map((each) => [each.type, each]));
  }

  describe(): AuraApi {
    const methods = this.classes.declared.flatMap((each) => this.methodsOf(each));
    const sobjects = [...this.sobjects].map((each) => this.sobject(each));
    const described = [...this.dataTypes.values()].filter((each) => each !== null);
    return {
      methods: methods.sort((a, b) => compare(moduleKey(a), moduleKey(b))),
      dataTypes: [...described, ...sobjects].sort((a, b) => compare(a.path.join('.'), b.path.join('.'))),
      notes: [...this.notes.values()],
    };
  }

  // ---------------------------------------------------------------- methods

  private methodsOf(declared: DeclaredType): AuraMethod[] {
    if (declared.outer) return [];
    const found = new Map<string, AuraMethod>();
    for (const each of declared.methods.filter(isImportable)) {
      const { member } = each;
      const key = member.name.toLowerCase();
      if (found.has(key)) this.note(member, `${member.name} is overloaded: which one a component calls is not known`);
      else found.set(key, this.method(declared, each));
    }
    return [...found.values()];
  }

  private method(declared: DeclaredType, { member, declaration }: DeclaredMethod): AuraMethod {
    const annotation = member.annotations.find((each) => each.name === 'auraenabled');
    return {
      className: declared.type.name,
      name: member.name,
      parameters: member.parameters.map(({ name, type }) => ({ name, type: this.text(type, member) })),
      result: this.text(member.returnType, member),
      isCacheable: annotation?.parameters.cacheable === true,
      isContinuation: annotation?.parameters.continuation === true,
      description: this.docOf(declared, declaration),
    };
  }

  private docOf({ file }: DeclaredType, { at }: { readonly at: Position }): string {
    return apexDocBefore(this.classes.texts.get(file) ?? '', at);
  }

  // ---------------------------------------------------------------- types

  /** An Apex type as TypeScript has it. */
  private text(type: ApexType, user: MethodMember | FieldMember): TypeText {
    const { types } = this.classes;
    if (type === UNKNOWN_TYPE) {
      this.note(user, `the project has no such type as ${user.name} uses: it is typed as unknown`);
      return 'unknown';
    }
    if (type.kind === 'void') return 'void';
    if (type === types.boolean) return 'boolean';
    if (types.isMap(type)) return this.map(type, user);
    if (type.namespace === 'System') {
      if (TEXT.has(type.name)) return 'string';
      if (NUMBERS.has(type.name)) return 'number';
      if (LISTS.has(type.name) && type.generic) return `${inArray(this.text(type.typeArguments[0]!, user))}[]`;
    }
    if (type.kind === 'sobject' && type !== types.sobjectBase) {
      this.sobjects.add(type);
      return qualified([SOBJECTS, type.name]);
    }
    if (type === types.sobjectBase || type.name === 'SObject') return `${NAMESPACE}.SObject`;
    const declared = this.byType.get(type);
    if (declared) return this.projectType(declared);
    if (type.kind !== 'object') this.note(user, `${type.displayName} has no documented form in JavaScript: unknown`);
    return 'unknown';
  }

  /** Whatever the key, JavaScript has text there. */
  private map(type: ApexType, user: MethodMember | FieldMember): TypeText {
    const [key, value] = type.typeArguments;
    const keys = key?.kind === 'enum' ? this.text(key, user) : 'string';
    const values = value ? this.text(value, user) : 'unknown';
    return keys === 'string' ? `Record<string, ${values}>` : `Partial<Record<${keys}, ${values}>>`;
  }

  private projectType(declared: DeclaredType): TypeText {
    const { type } = declared;
    const path = pathOf(type);
    if (!this.dataTypes.has(type)) {
      this.dataTypes.set(type, null);
      const description = this.docOf(declared, declared.declaration);
      this.dataTypes.set(
        type,
        type.kind === 'enum'
          ? { kind: 'enum', path, constants: type.enumConstants, description }
          : {
              kind: 'interface',
              path,
              extends: this.superType(type),
              properties: this.properties(declared),
              description,
            },
      );
    }
    return qualified(path);
  }

  private superType(type: ApexType): TypeText | null {
    const declared = type.superType && this.byType.get(type.superType);
    return declared ? this.projectType(declared) : null;
  }

  /** Fields, properties and getters with the annotation: nothing else reaches a component. */
  private properties(declared: DeclaredType): Property[] {
    const fields = declared.fields
      .filter(({ member }) => !member.isStatic && isAura(member))
      .map(({ member, declaration }) =>
        this.property(member.name, member.type, member, this.docOf(declared, declaration)),
      );
    const getters = declared.methods
      .filter(({ member }) => !member.isStatic && isAura(member) && member.parameters.length === 0)
      .flatMap(({ member, declaration }) => {
        const name = getterProperty(member.name);
        return name === null ? [] : [this.property(name, member.returnType, member, this.docOf(declared, declaration))];
      });
    const byName = new Map([...getters, ...fields].map((each) => [each.name, each]));
    return [...byName.values()];
  }

  private property(name: string, type: ApexType, user: MethodMember | FieldMember, description: string): Property {
    const note = type.namespace === 'System' ? noteOf(type) : undefined;
    return { name, type: this.text(type, user), description, ...(note ? { note } : {}) };
  }

  // ---------------------------------------------------------------- sObjects

  private sobject(type: ApexType): DataType {
    const { types } = this.classes;
    const object = types.objectSchema(type);
    const properties = [...(object?.fields.values() ?? [])].flatMap((field): Property[] => {
      const typed = types.sobjectField(type, field.name);
      const own = typed ? [sobjectProperty(typed)] : [];
      const parent = field.relationshipName && types.sobjectRelationship(type, field.relationshipName);
      return parent
        ? [...own, { name: field.relationshipName, type: this.related(parent.type), description: '' }]
        : own;
    });
    const children = (object?.childRelationships ?? []).flatMap(({ name }): Property[] => {
      const child = name === null ? null : types.sobjectRelationship(type, name);
      const element = child?.type.typeArguments[0];
      return name !== null && element && this.sobjects.has(element)
        ? [{ name, type: `${this.related(element)}[]`, description: '' }]
        : [];
    });
    const byName = new Map([...children, ...properties].map((each) => [each.name, each]));
    return {
      kind: 'interface',
      path: [SOBJECTS, type.name],
      extends: null,
      properties: [...byName.values()],
      description: object?.description ?? '',
    };
  }

  /** Records of other objects are typed where methods use these; the schema would follow otherwise. */
  private related(type: ApexType): TypeText {
    return this.sobjects.has(type) ? qualified([SOBJECTS, type.name]) : `${NAMESPACE}.SObject`;
  }

  private note({ at }: MethodMember | FieldMember, message: string): void {
    if (at) this.notes.set(`${at.file}:${at.line}:${at.column}:${message}`, { ...at, message });
  }
}

function isImportable({ member }: DeclaredMethod): boolean {
  return member.isStatic && isAura(member) && (member.visibility === 'public' || member.visibility === 'global');
}

function isAura(member: MethodMember | FieldMember): boolean {
  return member.annotations.some((each) => each.name === 'auraenabled');
}

/** `getTotal` appears as `total`; other instance methods do not appear. */
function getterProperty(method: string): string | null {
  const name = /^get(.+)$/i.exec(method)?.[1];
  return name ? name.charAt(0).toLowerCase() + name.slice(1) : null;
}

function sobjectProperty({ field, type }: SObjectField): Property {
  const note = noteOf(type);
  const text =
    type.name === 'Boolean'
      ? 'boolean'
      : TEXT.has(type.name)
        ? 'string'
        : NUMBERS.has(type.name)
          ? 'number'
          : 'unknown';
  const description = field.description ?? field.inlineHelpText ?? '';
  return { name: field.name, type: text, description, ...(note ? { note } : {}) };
}

/** What is worth knowing about a value that TypeScript's type does not tell. */
function noteOf(type: ApexType): string | undefined {
  if (type.name === 'Date') return 'Date: yyyy-mm-dd';
  if (type.name === 'Datetime') return 'Datetime: ISO 8601, UTC';
  if (type.name === 'Long') return 'Long: inexact beyond 2^53';
  return undefined;
}

function pathOf(type: ApexType): string[] {
  return [...(type.outer ? pathOf(type.outer) : []), TAKEN_NAMES.has(type.name) ? `${type.name}_` : type.name];
}

function qualified(path: readonly string[]): TypeText {
  return [NAMESPACE, ...path].join('.');
}

function inArray(element: TypeText): TypeText {
  return /[|]/.test(element) ? `(${element})` : element;
}

export function moduleKey({ className, name }: AuraMethod): string {
  return `${className}.${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
