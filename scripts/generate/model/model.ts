/**
 * The intermediate model: what an API is, between any source (an OpenAPI document, TypeScript interfaces) and any printer
 * (Apex, tests, TypeScript, metadata). It holds wire names and JSON paths only; what Apex calls things is decided in `names/`,
 * what TypeScript calls them in its printer. It is plain data: a printer never looks back into the document.
 */

/**
 * Where something stands in the bundled OpenAPI 3.1 document, as a JSON pointer: `#/components/schemas/Order`. It is the identity
 * of named types, operations and parameters, and the key of the name lock. Sources that are no document make up paths of the
 * same form.
 */
export type JsonPath = string;

/** One API, filtered to what is to be generated. Everything in it is in a fixed order: that of the source. */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly servers: readonly Server[];
  /** Every object, union and enumeration that an operation reaches, by path; a source may add more. */
  readonly types: ReadonlyMap<JsonPath, NamedType>;
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** What cannot be generated, and why. */
  readonly omitted: readonly Omitted[];
}

export interface Server {
  /** As the document writes it: may be relative and may have `{variables}`. */
  readonly url: string;
  readonly description: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** An operation, or a part of one, that cannot be generated. */
export interface Omitted {
  readonly path: JsonPath;
  /** `GET /orders/{id}`, or what else to call it. */
  readonly what: string;
  /** One sentence that says why, for the person who asked for it. */
  readonly reason: string;
  /** Whether the whole operation is left out, or only a part of it. */
  readonly whole: boolean;
}

/* ------------------------------------------------------------------ types */

/** The type of a value on the wire. Nullability stands with the property or parameter that has the type. */
export type TypeRef =
  | {
      readonly kind: 'text';
      readonly format?: 'byte' | 'time' | 'uuid' | 'uri' | 'binary';
      readonly limits?: Limits;
    }
  | { readonly kind: 'boolean' }
  /** Whole numbers: 32 only where the document says `int32`. */
  | { readonly kind: 'integer'; readonly bits: 32 | 64; readonly limits?: Limits }
  | { readonly kind: 'decimal'; readonly limits?: Limits }
  | { readonly kind: 'date' }
  | { readonly kind: 'datetime' }
  /** Bytes: a body that is not JSON, or a part of a multipart body. Never inside JSON. */
  | { readonly kind: 'file' }
  /** Anything: no schema, or one that says nothing Apex could hold on to. */
  | { readonly kind: 'any' }
  | { readonly kind: 'list'; readonly items: TypeRef; readonly limits?: Limits }
  /** An object with free keys. */
  | { readonly kind: 'map'; readonly values: TypeRef }
  /** An entry of `ApiModel.types`. An enumeration is text on the wire and in Apex. */
  | { readonly kind: 'named'; readonly path: JsonPath };

/** What a document asks of a value beyond its type. Examples keep to it; Courier leaves it to the API to check. */
export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  /** The numbers it may be. */
  readonly values?: readonly number[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** A format that makes no other type of it: `email`. */
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

/** @returns a key that types have in common which differ in limits only */
export function typeKey(type: TypeRef): string {
  return JSON.stringify(type, (key, value: unknown) => (key === 'limits' ? undefined : value));
}

export type NamedType = ObjectType | UnionType | EnumType;

interface Named {
  readonly path: JsonPath;
  /**
   * What to call it, in the document's spelling and not unique: `order_item` for `#/components/schemas/order_item`; for a type
   * with no name of its own the names on the way to it: `['Order', 'shipping', 'address']`.
   */
  readonly words: readonly string[];
  /** Whether the document itself names it, so that TypeScript can use that name. */
  readonly hasOwnName: boolean;
  /** What the document asks to call it in Apex. */
  readonly apexName?: string;
  readonly description: string;
  readonly deprecated: boolean;
}

/** `allOf` is flattened already; `properties` beside `oneOf`/`anyOf` are merged. */
export interface ObjectType extends Named {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** Type of the values under keys that are no property; null where the document says nothing or forbids them. */
  readonly additional: TypeRef | null;
  /** Whether the document forbids keys that are no property. */
  readonly isClosed: boolean;
  /** Lists of properties of which it must have those of one, or of at least one. */
  readonly choices?: Choices;
  /** What it may be more precisely, where it has a discriminator. */
  readonly variants: readonly Variant[];
}

export interface Choices {
  readonly isExclusive: boolean;
  readonly required: readonly (readonly string[])[];
}

/** One of several types (`oneOf`, `anyOf`), with nothing in common. */
export interface UnionType extends Named {
  readonly kind: 'union';
  readonly variants: readonly Variant[];
}

/** Text of which the document knows some values. Others may come: it is open. */
export interface EnumType extends Named {
  readonly kind: 'enum';
  readonly values: readonly string[];
}

/** One of the types that a union or a discriminated object may be. */
export interface Variant {
  readonly type: TypeRef;
  /** What to call it: `['Card']`. */
  readonly words: readonly string[];
  readonly test: VariantTest;
}

/** How to tell from a value on the wire that it is a variant. */
export type VariantTest =
  | { readonly kind: 'discriminator'; readonly property: string; readonly values: readonly string[] }
  /** It is an object that has all these keys (and, in `values`, these texts). */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  /** It is of this kind of JSON value. */
  | { readonly kind: 'json'; readonly json: 'string' | 'number' | 'boolean' | 'object' | 'array' };

export interface Property {
  readonly path: JsonPath;
  readonly wireName: string;
  /** What the document asks to call it in Apex. */
  readonly apexName?: string;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  readonly description: string;
  /** The document's default, as JSON; for documentation only: Courier never sends what nobody set. */
  readonly defaultValue?: unknown;
  /** An example from the document, as JSON. */
  readonly example?: unknown;
  /** The only value it may have (`const`, or an enumeration of one), as JSON. */
  readonly constant?: unknown;
  /** For a form: how a property that is a list or an object is written. */
  readonly formStyle?: FormStyle;
}

/* ------------------------------------------------------------- operations */

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'TRACE';

export interface Operation {
  /** `#/paths/~1orders~1{id}/get`. */
  readonly path: JsonPath;
  readonly method: HttpMethod;
  /** Path template behind the server's address, as in the document: `/orders/{id}`. */
  readonly template: string;
  /** The document's `operationId`, or null. */
  readonly operationId: string | null;
  /** What to call it: the operation id, or method and path in words. */
  readonly words: readonly string[];
  /** What the document asks to call it in Apex. */
  readonly apexName?: string;
  /** Whether the document asks for a Flow action. */
  readonly isFlow?: boolean;
  /** The first tag, or the first word of the path: it says which client it belongs to. May be empty. */
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** Path parameters first, in the order of the template; then the others as the document lists them. */
  readonly parameters: readonly Parameter[];
  readonly body: Body | null;
  /** Every answer the document describes, successes first. */
  readonly answers: readonly Answer[];
  /** How to get the next page; null where the operation has no pages that Courier knows how to turn. */
  readonly pagination: Pagination | null;
  /** Names of security schemes: one inner list is one way to be allowed; an empty one means none is needed. */
  readonly security: readonly (readonly string[])[];
}

export interface Parameter {
  readonly path: JsonPath;
  readonly wireName: string;
  /** What the document asks to call it in Apex. */
  readonly apexName?: string;
  readonly in: 'path' | 'query' | 'header';
  readonly type: TypeRef;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string;
  readonly style: ParameterStyle;
  readonly example?: unknown;
  /** A key that the API takes in the query: no credential can put it there. It is sent at once, never stored. */
  readonly isSecret?: boolean;
}

/** How a parameter is written; `explode` and `allowReserved` as OpenAPI defines them. `json` is a parameter with `content`. */
export interface ParameterStyle {
  readonly name: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'json';
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** How a property of a form is written: repeated, joined by commas, `a[b]=c`, or as JSON text. */
export type FormStyle = 'repeated' | 'comma' | 'space' | 'pipe' | 'deep' | 'json';

export interface Body {
  readonly path: JsonPath;
  readonly mediaType: string;
  readonly encoding: 'json' | 'form' | 'multipart' | 'text' | 'binary';
  readonly type: TypeRef;
  readonly required: boolean;
  readonly description: string;
  /** An example from the document, as JSON. */
  readonly example?: unknown;
}

export interface Answer {
  readonly path: JsonPath;
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description: string;
  /** Null where the answer has no content. */
  readonly content: AnswerContent | null;
}

export interface AnswerContent {
  readonly mediaType: string;
  readonly encoding: 'json' | 'text' | 'binary';
  readonly type: TypeRef;
  readonly example?: unknown;
}

export type Pagination =
  /** The answer holds the value of a parameter of the next request. */
  | {
      readonly kind: 'cursor';
      readonly parameter: string;
      readonly next: readonly string[];
      readonly items: readonly string[];
    }
  /** The cursor is a property of the last item: `starting_after` of Stripe. */
  | {
      readonly kind: 'lastItem';
      readonly parameter: string;
      readonly property: string;
      readonly more: readonly string[];
      readonly items: readonly string[];
    }
  | { readonly kind: 'page'; readonly parameter: string; readonly items: readonly string[] }
  | { readonly kind: 'offset'; readonly parameter: string; readonly items: readonly string[] }
  /** The answer holds the address of the next page. */
  | { readonly kind: 'nextUrl'; readonly next: readonly string[]; readonly items: readonly string[] }
  /** The `Link` header does. RFC 8288. */
  | { readonly kind: 'link'; readonly items: readonly string[] };

/* --------------------------------------------------------------- security */

export type SecurityScheme =
  | { readonly kind: 'basic'; readonly name: string; readonly description: string }
  | { readonly kind: 'bearer'; readonly name: string; readonly description: string; readonly format: string }
  | {
      readonly kind: 'apiKey';
      readonly name: string;
      readonly description: string;
      readonly in: 'header' | 'query' | 'cookie';
      readonly key: string;
    }
  | {
      readonly kind: 'oauth2';
      readonly name: string;
      readonly description: string;
      readonly flow: 'authorizationCode' | 'clientCredentials' | 'password' | 'implicit';
      readonly authorizationUrl: string;
      readonly tokenUrl: string;
      readonly scopes: readonly string[];
    }
  /** OpenID Connect, mutual TLS and what the document does not say clearly. */
  | { readonly kind: 'other'; readonly name: string; readonly description: string };
