/** Words of a document → identifiers Apex accepts. What makes them unique stands in `allot.ts`. */

/**
 * Words that name nothing: the guide's table of reserved words, and those Salesforce's own parser stops at.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_reserved_words.htm
 */
const RESERVED = new Set(
  (
    'abstract activate and any array as asc autonomous begin bigdecimal blob boolean break bulk by byte case cast catch char ' +
    'class collect commit const continue currency date datetime decimal default delete desc do double else end enum ' +
    'exception exit export extends false final finally float for from global goto group having hint if implements import in ' +
    'inner insert instanceof int integer interface into join like limit list long loop map merge new not null nulls number ' +
    'object of on or outer override package parallel pragma private protected public retrieve return rollback select set ' +
    'short sobject sort static string super switch synchronized system testmethod then this throw time transaction trigger ' +
    'true try undelete update upsert using virtual void webservice when where while'
  ).split(' '),
);

/** Types every class uses, and those generated code names: no generated type may hide them. */
const PLATFORM_TYPES = new Set(
  (
    'apexpages blob boolean database date datetime decimal double exception id integer iterable iterator json list long map ' +
    'object page schema set sobject string system test time type'
  ).split(' '),
);

/** Longest identifier that is made: the platform takes 255, people do not. */
const LONGEST = 80;

/**
 * A field, parameter or method: the document's spelling where Apex takes it, `fooBar` for `foo-bar`, `limit_x` for what is
 * reserved, as WSDL2Apex calls it.
 *
 * @param fallback what to call it where nothing of the name is left: a name without Latin letters
 */
export function memberName(wireName: string, fallback: string): string {
  const parts = ascii(wireName)
    .split(/[^A-Za-z0-9_]+/)
    .filter(Boolean);
  const joined = parts.map((part, index) => (index === 0 ? part : upperFirst(part))).join('');
  return legal(joined, fallback, 'x');
}

/** A method or a variable of generated code: `listOrders` for `Orders_list-all`. */
export function camelName(words: readonly string[], fallback: string): string {
  const pascal = pascalOf(words);
  const lead = /^[A-Z]+(?![a-z])/.exec(pascal)?.[0] ?? pascal.slice(0, 1);
  // `URLList` becomes `urlList`, `ListOrders` becomes `listOrders`.
  return legal(lead.toLowerCase() + pascal.slice(lead.length), fallback, 'x');
}

/** A type: `OrderItem` for `order_item`. */
export function typeName(words: readonly string[], fallback: string): string {
  return ofType(legal(pascalOf(words), fallback, 'X'));
}

/** A type as somebody asked to have it called: as it is, where Apex takes it. */
export function legalType(asked: string, fallback: string): string {
  return ofType(memberName(asked, fallback));
}

function ofType(name: string): string {
  // A class called so must be an exception, and only one may be called so.
  if (/exception$/i.test(name)) return `${name}Info`;
  return PLATFORM_TYPES.has(name.toLowerCase()) || /^courier/i.test(name) ? `${name}_x` : name;
}

/** A constant: `IN_PROGRESS` for `in-progress`. */
export function constantName(value: string, fallback: string): string {
  const words = ascii(value)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return legal(words.join('_').toUpperCase(), fallback.toUpperCase(), 'X');
}

export function pascalOf(words: readonly string[]): string {
  return words
    .flatMap((word) => ascii(word).split(/[^A-Za-z0-9]+/))
    .filter(Boolean)
    .map(upperFirst)
    .join('');
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Letters without their accents; everything else that is not ASCII separates words. */
function ascii(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  return text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '');
}

function legal(name: string, fallback: string, letter: string): string {
  let made = /__|^_|_$/.test(name) ? name.replaceAll(/_{2,}/g, '_').replaceAll(/^_+|_+$/g, '') : name;
  if (made === '') made = fallback;
  if (/^\d/.test(made)) made = letter + made;
  if (made.length > LONGEST) made = made.slice(0, LONGEST).replace(/_+$/, '');
  return RESERVED.has(made.toLowerCase()) ? `${made}_${letter}` : made;
}
