/** All types of a program: the library's, the schema's and the project's own. */
import type { LibraryDeclaration } from '../library/declare';
import { parseType } from '../library/signature';
import type { TypeText } from '../library/declare';
import type { ObjectSchema, Schema } from '../schema/model';
import { ApexType } from '../values/types';
import type { TypeRegistry } from '../values/type-registry';
import { GenericTypes } from './type-table-generics';
import { LibraryTypes } from './type-table-library';
import { SObjectTypes, type SObjectField, type SObjectRelationship } from './type-table-sobjects';

export type { SObjectField, SObjectRelationship } from './type-table-sobjects';

/**
 * The type table. Look-ups ignore case. Types are interned: equal types are the same object.
 *
 * It knows absolute names; what a name means inside a class is the resolver's business.
 */
export class TypeTable implements TypeRegistry {
  readonly void = new ApexType({ kind: 'void', name: 'void', namespace: '' });
  /** The type of the literal `null`. */
  readonly nullType = new ApexType({ kind: 'null', name: 'NULL', namespace: '' });
  readonly object: ApexType;
  readonly boolean: ApexType;
  readonly integer: ApexType;
  readonly long: ApexType;
  readonly double: ApexType;
  readonly decimal: ApexType;
  readonly string: ApexType;
  readonly id: ApexType;
  readonly blob: ApexType;
  readonly date: ApexType;
  readonly datetime: ApexType;
  readonly time: ApexType;
  /** Generic `SObject`. */
  readonly sobjectBase: ApexType;
  readonly exception: ApexType;
  readonly genericList: ApexType;
  readonly genericSet: ApexType;
  readonly genericMap: ApexType;
  readonly genericIterable: ApexType;
  readonly genericIterator: ApexType;

  private readonly library: LibraryTypes;
  private readonly generics = new GenericTypes();
  private readonly sobjects: SObjectTypes;
  private readonly userTypes = new Map<string, ApexType>();

  /**
   * @param library every declaration of the standard library; a table without the language's own types cannot be made
   * @param schema where sObject types come from
   */
  constructor(
    library: readonly LibraryDeclaration[],
    readonly schema: Schema,
  ) {
    this.library = new LibraryTypes(library, this);
    this.sobjects = new SObjectTypes(this);
    const system = (name: string): ApexType => {
      const type = this.library.get(`System.${name}`);
      if (!type) throw new Error(`the library has no System.${name}`);
      return type;
    };
    this.object = system('Object');
    this.boolean = system('Boolean');
    this.integer = system('Integer');
    this.long = system('Long');
    this.double = system('Double');
    this.decimal = system('Decimal');
    this.string = system('String');
    this.id = system('Id');
    this.blob = system('Blob');
    this.date = system('Date');
    this.datetime = system('Datetime');
    this.time = system('Time');
    this.sobjectBase = system('SObject');
    this.exception = system('Exception');
    this.genericList = system('List');
    this.genericSet = system('Set');
    this.genericMap = system('Map');
    this.genericIterable = system('Iterable');
    this.genericIterator = system('Iterator');
  }

  // -------------------------------------------------------------- making types

  /** The instance of a generic declaration: always the same object for the same arguments. */
  instantiate(generic: ApexType, typeArguments: readonly ApexType[]): ApexType {
    return this.generics.instantiate(generic, typeArguments);
  }

  list(element: ApexType): ApexType {
    return this.instantiate(this.genericList, [element]);
  }

  set(element: ApexType): ApexType {
    return this.instantiate(this.genericSet, [element]);
  }

  map(key: ApexType, value: ApexType): ApexType {
    return this.instantiate(this.genericMap, [key, value]);
  }

  iterable(element: ApexType): ApexType {
    return this.instantiate(this.genericIterable, [element]);
  }

  isList(type: ApexType): boolean {
    return type.generic === this.genericList;
  }

  isSet(type: ApexType): boolean {
    return type.generic === this.genericSet;
  }

  isMap(type: ApexType): boolean {
    return type.generic === this.genericMap;
  }

  /** Adds a class, interface or enum of the project, inner ones too. Answers false when the name is taken. */
  addUserType(type: ApexType): boolean {
    const key = type.displayName.toLowerCase();
    if (this.userTypes.has(key)) return false;
    this.userTypes.set(key, type);
    return true;
  }

  // -------------------------------------------------------------- look-ups

  /**
   * A type by absolute name, as top-level code sees it; null when there is none. Generic types come as their declaration.
   *
   * Order, after https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_type_resolution.htm:
   * scalar types, classes of the project, then system types (implicit namespaces `System` and `Schema`) and sObjects;
   * of `T1.T2` first an inner type of class `T1`, then a type of namespace `T1`.
   */
  lookup(name: string): ApexType | null {
    const scalar = this.scalar(name);
    return scalar ?? this.userType(name) ?? this.platformType(name);
  }

  /** `Boolean`, `String`…, `Object`: names that nothing shadows. */
  scalar(name: string): ApexType | null {
    if (name.includes('.')) return null;
    const type = this.library.get(`System.${name}`);
    return type && (type.kind === 'primitive' || type.kind === 'object') ? type : null;
  }

  /** A class of the project: `Outer`, `Outer.Inner`. */
  userType(name: string): ApexType | null {
    return this.userTypes.get(name.toLowerCase()) ?? null;
  }

  /**
   * A library type or sObject by name, the namespaces `System` and `Schema` being implicit. Where both have the name,
   * the library's wins if there can be instances of it (`Location`); a class of static methods alone (`Site`) does not.
   */
  platformType(name: string): ApexType | null {
    const sobject = this.sobject(name.replace(/^schema\./i, ''));
    const library =
      this.library.get(name) ??
      (name.includes('.') ? this.library.get(`System.${name}`) : this.implicitLibraryType(name));
    if (!library || !sobject) return library ?? sobject;
    return /^schema\./i.test(name) || isStaticOnly(library) ? sobject : library;
  }

  /** A library type by its whole name: `System.String`. */
  lookupQualified(name: string): ApexType | null {
    return this.library.get(name);
  }

  /** The library class of a name that an sObject shadows: `Site.getSiteId()` still calls it. */
  implicitLibraryType(name: string): ApexType | null {
    return this.library.get(`System.${name}`) ?? this.library.get(`Schema.${name}`);
  }

  /** What the library says of one of its types (its JavaScript base class, for one); null for all others. */
  libraryDeclaration(type: ApexType): LibraryDeclaration | null {
    return this.library.declarationOf(type);
  }

  /** Types that library signatures mention but nobody declares, as far as they have been read. */
  get missingLibraryTypes(): readonly string[] {
    return this.library.missingNames;
  }

  /** The project's own types, in the order they were added. */
  get projectTypes(): readonly ApexType[] {
    return [...this.userTypes.values()];
  }

  /** A type as text, generics and arrays included: `Map<Id, List<Account>>`, `String[]`; null when any part is unknown. */
  parse(text: string): ApexType | null {
    let read: TypeText;
    try {
      read = parseType(text);
    } catch {
      return null;
    }
    return this.fromText(read);
  }

  private fromText(text: TypeText): ApexType | null {
    const type = this.lookup(text.name);
    if (!type) return null;
    const isGeneric = type.generic === null && type.typeArguments.length > 0;
    if (!isGeneric) return text.arguments.length ? null : type;
    const typeArguments = text.arguments.map((each) => this.fromText(each));
    if (typeArguments.length !== type.typeArguments.length) return null;
    return typeArguments.every((each) => each !== null) ? this.instantiate(type, typeArguments) : null;
  }

  // -------------------------------------------------------------- sObjects

  /** The type of a concrete object: `Account`; null when the schema has none. `SObject` itself is {@link sobjectBase}. */
  sobject(name: string): ApexType | null {
    return this.sobjects.get(name);
  }

  /** The object behind an sObject type; null for generic `SObject` and everything else. */
  objectSchema(type: ApexType): ObjectSchema | null {
    return this.sobjects.objectOf(type);
  }

  /** A field of an sObject type with the Apex type of its values: `(Account, 'name')`. */
  sobjectField(type: ApexType, name: string): SObjectField | null {
    return this.sobjects.field(type, name);
  }

  /** A relationship of an sObject type: `(Contact, 'Account')` is a parent, `(Account, 'Contacts')` gives `List<Contact>`. */
  sobjectRelationship(type: ApexType, name: string): SObjectRelationship | null {
    return this.sobjects.relationship(type, name);
  }
}

/** Whether a library class is only a home of static methods: nothing is ever an instance of it. */
function isStaticOnly(type: ApexType): boolean {
  if (type.kind !== 'class') return false;
  const { methods, fields, constructors } = type.members;
  if (constructors.length) return false;
  const instanceMethods = [...methods.values()].flat().some((each) => !each.isStatic);
  return !instanceMethods && [...fields.values()].every((each) => each.isStatic);
}
