/** The language-level part of the `System` namespace: primitives, collections, exceptions. */
import type { LibraryDeclaration } from '../declare';
import { assertClass } from './assert';
import { decimalClass, roundingMode } from './decimal';
import { EXCEPTIONS } from './exceptions';
import { blobClass, idClass } from './id-and-blob';
import { booleanClass, doubleClass, integerClass, longClass } from './numbers';
import { objectClass } from './object';

export const LANGUAGE: readonly LibraryDeclaration[] = [
  ...EXCEPTIONS,
  assertClass,
  blobClass,
  booleanClass,
  decimalClass,
  doubleClass,
  idClass,
  integerClass,
  longClass,
  objectClass,
  roundingMode,
];
