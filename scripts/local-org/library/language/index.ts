/** The language-level part of the `System` namespace: primitives, collections, exceptions. */
import type { LibraryDeclaration } from '../declare';
import { assertClass } from './assert';
import { collatorClass } from './collator';
import { cryptoClass } from './crypto';
import { dateClass, timeClass } from './date';
import { datetimeClass } from './datetime';
import { decimalClass, roundingMode } from './decimal';
import { encodingUtilClass } from './encoding-util';
import { EXCEPTIONS } from './exceptions';
import { blobClass, idClass } from './id-and-blob';
import { INTERFACES } from './interfaces';
import { listClass } from './list';
import { mapClass } from './map';
import { mathClass } from './math';
import { booleanClass, doubleClass, integerClass, longClass } from './numbers';
import { objectClass } from './object';
import { matcherClass, patternClass } from './pattern';
import { setClass } from './set';
import { stringClass } from './string';
import { timeZoneClass } from './time-zone';
import { typeClass } from './type';
import { uuidClass } from './uuid';

export const LANGUAGE: readonly LibraryDeclaration[] = [
  ...EXCEPTIONS,
  ...INTERFACES,
  assertClass,
  blobClass,
  booleanClass,
  collatorClass,
  cryptoClass,
  dateClass,
  datetimeClass,
  decimalClass,
  doubleClass,
  encodingUtilClass,
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
  timeClass,
  timeZoneClass,
  typeClass,
  uuidClass,
];
