/**
 * What an Apex value is at run time.
 *
 * | Apex | JavaScript |
 * |---|---|
 * | null, Boolean, String | `null`, `boolean`, `string` |
 * | Integer, Long | `number` (int32, wraps), `bigint` (int64, wraps) |
 * | Double, Decimal | {@link ApexDouble}, `Big` of bigdecimal.js |
 * | Id | `string`, always 18 characters |
 * | Blob, Date, Datetime, Time | classes of this folder |
 * | enum constant, `System.Type` | {@link EnumValue}, {@link TypeValue} |
 * | List, Set, Map | {@link ApexList}, {@link ApexSet}, {@link ApexMap} |
 * | sObject | {@link SObjectValue} |
 * | user class instance | a class extending {@link ApexObject} |
 * | exception | a class extending {@link ApexException} |
 * | library object | a class extending {@link LibraryObject} |
 */
export type Value = null | boolean | number | bigint | string | object;
