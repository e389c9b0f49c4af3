/** `List<T>`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm */
import { chargeCopy, chargeSort } from '../../platform/cost';
import { elementOf } from '../../values/elements';
import { equals } from '../../values/equality';
import { apexException, nullPointer, required } from '../../values/errors';
import { ApexList } from '../../values/list';
import { type CloneOptions, SObjectValue } from '../../values/sobject';
import { toText } from '../../values/text';
import { hooks } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { elementsOf } from './iterate';
import { naturalOrder } from './order';

const DOCS = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm';

function deepClone(
  self: ApexList,
  preserveId: boolean | null = false,
  preserveReadonlyTimestamps: boolean | null = false,
  preserveAutonumber: boolean | null = false,
): ApexList {
  const options: CloneOptions = {
    preserveId: preserveId ?? false,
    deep: true,
    preserveReadonlyTimestamps: preserveReadonlyTimestamps ?? false,
    preserveAutonumber: preserveAutonumber ?? false,
  };
  return new ApexList(
    self.type,
    self.items.map((item) => (item instanceof SObjectValue ? item.clone(options) : item)),
  );
}

function addAll(self: ApexList, elements: Value): void {
  self.addAll([...elementsOf(elements, self.type.typeArguments[0])].map((each) => elementOf(self, each)));
}

function sortBy(self: ApexList, comparator: Value): void {
  const target = required(comparator);
  if (typeof target !== 'object') throw nullPointer();
  chargeSort(self.size);
  self.reorder(
    [...self.items].sort((a, b) => {
      const order = hooks().invokeInterface(target, 'System.Comparator', 'compare', [a, b]);
      if (typeof order !== 'number') throw nullPointer();
      return order;
    }),
  );
}

/** The `Schema.SObjectType` of a list of records; of `List<SObject>` that of what it was made for: null. */
export function sobjectTypeOf(element: ApexType | undefined): Value {
  if (element?.kind !== 'sobject')
    throw apexException('System.TypeException', 'getSObjectType is only allowed on collections of sObjects');
  return element.name === 'SObject' ? null : hooks().sobjectToken(element.name);
}

export const listClass = libraryClass(
  'System.List<T>',
  {
    'new()': (type: ApexType) => new ApexList(type),
    'new(List<T> elements)': (type: ApexType, elements: ApexList) =>
      new ApexList(type, [...elementsOf(elements, type.typeArguments[0])]),
    'new(Set<T> elements)': (type: ApexType, elements: Value) =>
      new ApexList(type, [...elementsOf(elements, type.typeArguments[0])]),
    'void add(T element)': (self: ApexList, element: Value) => self.add(elementOf(self, element)),
    'void add(Integer index, T element)': (self: ApexList, index: number, element: Value) =>
      self.insert(required(index), elementOf(self, element)),
    'void addAll(List<T> elements)': addAll,
    'void addAll(Set<T> elements)': addAll,
    'void clear()': (self: ApexList) => self.clear(),
    'List<T> clone()': (self: ApexList) => {
      chargeCopy(self.size);
      return new ApexList(self.type, [...self.items]);
    },
    'Boolean contains(T element)': (self: ApexList, element: Value) => self.contains(element),
    'List<T> deepClone()': (self: ApexList) => deepClone(self),
    'List<T> deepClone(Boolean preserveId)': deepClone,
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)': deepClone,
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)': deepClone,
    'Boolean equals(Object other)': (self: ApexList, other: Value) => equals(self, other),
    'T get(Integer index)': (self: ApexList, index: number) => self.get(required(index)),
    'Schema.SObjectType getSObjectType()': (self: ApexList) => sobjectTypeOf(self.type.typeArguments[0]),
    'Integer hashCode()': (self: ApexList) => self.valueHash(),
    'Integer indexOf(T element)': (self: ApexList, element: Value) => self.indexOf(element),
    'Boolean isEmpty()': (self: ApexList) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexList) => self.iterator$(),
    'T remove(Integer index)': (self: ApexList, index: number) => self.removeAt(required(index)),
    'void set(Integer index, T element)': (self: ApexList, index: number, element: Value) =>
      self.set(required(index), element),
    'Integer size()': (self: ApexList) => self.size,
    'void sort()': (self: ApexList) => {
      chargeSort(self.size);
      self.reorder([...self.items].sort(naturalOrder));
    },
    'void sort(Comparator<T> comparator)': sortBy,
    'String toString()': (self: ApexList) => toText(self),
  },
  { implements: ['System.Iterable<T>'], docs: DOCS },
);
