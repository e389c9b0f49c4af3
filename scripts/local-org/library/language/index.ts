/** The language-level part of the `System` namespace: primitives, collections, exceptions. */
import type { LibraryDeclaration } from '../declare';
import { assertClass } from './assert';
import { decimalClass, roundingMode } from './decimal';
import { EXCEPTIONS } from './exceptions';
import { blobClass, idClass } from './id-and-blob';
import { listClass } from './list';
import { mapClass } from './map';
import { mathClass } from './math';
import { INTERFACES } from './interfaces';
import { booleanClass, doubleClass, integerClass, longClass } from './numbers';
import { objectClass } from './object';
import { matcherClass, patternClass } from './pattern';
import { setClass } from './set';
import { stringClass } from './string';
import { typeClass } from './type';

export const LANGUAGE: readonly LibraryDeclaration[] = [
  ...EXCEPTIONS,
  ...INTERFACES,
  assertClass,
  blobClass,
  booleanClass,
  decimalClass,
  doubleClass,
  idClass,
  integerClass,
  listClass,
  longClass,
  mapClass,
  matcherClass,
  mathClass,
  objectClass,
  patternClass,
  roundingMode,
  setClass,
  stringClass,
  typeClass,
];
