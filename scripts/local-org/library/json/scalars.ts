/** JSON scalars to Apex primitives. */
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { decimalOf, type ApexDecimal } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { normaliseId } from '../../values/operations';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';
import { jsonException } from './serialize';
import type { JsonNode } from './tree';

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DATE = /^(\d{4,})-(\d{1,2})-(\d{1,2})/;
const DATETIME = /^(\d{4,}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?Z?$/;
const MAX_INTEGER = 2n ** 31n;
const MAX_LONG = 2n ** 63n;

/** The text of a scalar node; null for objects, arrays and `null`. */
function textOf(node: JsonNode): string | null {
  switch (node.kind) {
    case 'string':
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    default:
      return null;
  }
}

/** What the platform says of a value that does not fit a primitive. */
function illegal(): Error {
  return jsonException('Illegal value for primitive');
}

type Converter = (text: string, isNumber: boolean) => Value;

/** Of a number the whole part is taken; text must be a whole number. */
const integer =
  (limit: bigint, make: (value: bigint) => Value): Converter =>
  (text, isNumber) => {
    if (!(isNumber ? NUMBER : INTEGER).test(text)) throw illegal();
    const value = isNumber ? decimal(text).toBigInt() : BigInt(text.replace(/^\+/, ''));
    if (value >= limit || value < -limit) throw illegal();
    return make(value);
  };

const CONVERTERS: Readonly<Record<string, Converter>> = {
  string: (text) => text,
  boolean: (text) => {
    if (!/^(true|false)$/i.test(text)) throw illegal();
    return text.toLowerCase() === 'true';
  },
  integer: integer(MAX_INTEGER, Number),
  long: integer(MAX_LONG, (value) => value),
  double: (text) => {
    if (!NUMBER.test(text)) throw illegal();
    return new ApexDouble(Number(text));
  },
  decimal: (text) => {
    if (!NUMBER.test(text)) throw illegal();
    return decimal(text);
  },
  id: (text) => normaliseId(text),
  blob: (text) => new ApexBlob(Buffer.from(text, 'base64')),
  date: parseDate,
  datetime: parseDatetime,
  time: parseTime,
};

/**
 * A scalar as a value of a primitive type.
 *
 * @param typeName lower-case simple name: `integer`
 * @throws System.JSONException when it does not fit
 */
export function scalarValue(node: JsonNode, typeName: string): Value {
  if (node.kind === 'null') return null;
  const text = textOf(node);
  const convert = CONVERTERS[typeName];
  if (text === null || !convert) throw illegal();
  return convert(text, node.kind === 'number');
}

/** Numbers of `deserializeUntyped`: Integer, Long where it must be, Decimal with fraction or exponent. */
export function untypedNumber(text: string, isInteger: boolean): Value {
  if (!isInteger) return decimal(text);
  const value = BigInt(text);
  if (value < MAX_INTEGER && value >= -MAX_INTEGER) return Number(value);
  return value < MAX_LONG && value >= -MAX_LONG ? value : decimal(text);
}

export function decimal(text: string): ApexDecimal {
  return decimalOf(text);
}

export function parseDate(text: string): ApexDate {
  const match = DATE.exec(text);
  // A moment is no date: public suites that pass on an org say so.
  if (match?.[0].length !== text.length) throw jsonException(`Invalid date: ${text}`);
  return ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** ISO 8601, with or without seconds; without offset it is GMT. */
export function parseDatetime(text: string): ApexDatetime {
  const match = DATETIME.exec(text);
  const date = DATE.exec(text);
  if (!match && date?.[0].length !== text.length) throw jsonException(`Invalid format: "${text}"`);
  const offset = (match?.[3] ?? 'Z').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(match ? `${match[1]}T${match[2]}${offset}` : `${text}T00:00:00Z`);
  if (Number.isNaN(ms)) throw jsonException(`Invalid format: "${text}"`);
  return new ApexDatetime(ms);
}

export function parseTime(text: string): ApexTime {
  const match = TIME.exec(text);
  if (!match) throw jsonException(`Invalid time: ${text}`);
  const [, hours, minutes, seconds = '0', fraction = ''] = match;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return ApexTime.of(Number(hours), Number(minutes), Number(seconds), ms);
}
