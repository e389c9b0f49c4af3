/** `Set<T>`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm */
import { equals } from '../../values/equality';
import { ApexSet } from '../../values/set';
import { toText } from '../../values/text';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { elementsOf } from './iterate';

/** Applies a change to each element; whether any of them changed the set. */
function changeAll(elements: Iterable<Value>, change: (element: Value) => boolean): boolean {
  let changed = false;
  for (const element of [...elements]) changed = change(element) || changed;
  return changed;
}

function addAll(self: ApexSet, elements: Value): boolean {
  return changeAll(elementsOf(elements, self.type.typeArguments[0]), (element) => self.add(element));
}

function removeAll(self: ApexSet, elements: Value): boolean {
  return changeAll(elementsOf(elements, self.type.typeArguments[0]), (element) => self.remove(element));
}

function retainAll(self: ApexSet, elements: Value): boolean {
  const kept = new ApexSet(self.type, elementsOf(elements, self.type.typeArguments[0]));
  return changeAll(self, (element) => !kept.has(element) && self.remove(element));
}

function containsAll(self: ApexSet, elements: Value): boolean {
  return [...elementsOf(elements, self.type.typeArguments[0])].every((element) => self.has(element));
}

function make(type: ApexType, elements: Value): ApexSet {
  return new ApexSet(type, elementsOf(elements, type.typeArguments[0]));
}

export const setClass = libraryClass(
  'System.Set<T>',
  {
    'new()': (type: ApexType) => new ApexSet(type),
    'new(Set<T> elements)': make,
    'new(List<T> elements)': make,
    'Boolean add(T element)': (self: ApexSet, element: Value) => self.add(element),
    'Boolean addAll(List<T> elements)': addAll,
    'Boolean addAll(Set<T> elements)': addAll,
    'void clear()': (self: ApexSet) => self.clear(),
    'Set<T> clone()': (self: ApexSet) => new ApexSet(self.type, self),
    'Boolean contains(T element)': (self: ApexSet, element: Value) => self.has(element),
    'Boolean containsAll(List<T> elements)': containsAll,
    'Boolean containsAll(Set<T> elements)': containsAll,
    'Boolean equals(Object other)': (self: ApexSet, other: Value) => equals(self, other),
    'Integer hashCode()': (self: ApexSet) => self.valueHash(),
    'Boolean isEmpty()': (self: ApexSet) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexSet) => self.iterator$(),
    'Boolean remove(T element)': (self: ApexSet, element: Value) => self.remove(element),
    'Boolean removeAll(List<T> elements)': removeAll,
    'Boolean removeAll(Set<T> elements)': removeAll,
    'Boolean retainAll(List<T> elements)': retainAll,
    'Boolean retainAll(Set<T> elements)': retainAll,
    'Integer size()': (self: ApexSet) => self.size,
    'String toString()': (self: ApexSet) => toText(self),
  },
  {
    implements: ['System.Iterable<T>'],
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm',
  },
);
