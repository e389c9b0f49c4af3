/** TypeScript's types → schemas. */
import {
  Node,
  type InterfaceDeclaration,
  type PropertySignature,
  type SourceFile,
  type TypeElementMemberedNode,
  type TypeNode,
} from 'ts-morph';
import { APEX_NAME } from '../document/extensions';
import { child, own, type JsonObject } from '../document/json';
import type { Places } from './problems';
import { apexNameOf, described, limited } from './tags';

const SCHEMAS = '#/components/schemas';

export class Schemas {
  constructor(
    private readonly source: SourceFile,
    private readonly places: Places,
  ) {}

  /** @returns the schemas of everything the file declares, by name */
  all(isClient: (declaration: InterfaceDeclaration) => boolean): Record<string, JsonObject> {
    const schemas: Record<string, JsonObject> = {};
    const add = (name: string, node: Node, schema: JsonObject): void => {
      if (Object.hasOwn(schemas, name)) this.places.complain(node, `${name} is declared twice.`);
      schemas[name] = schema;
    };
    for (const each of this.source.getInterfaces()) {
      this.refuseGenerics(each);
      if (!isClient(each)) add(each.getName(), each, this.interfaceSchema(each));
    }
    for (const each of this.source.getTypeAliases()) {
      const path = child(SCHEMAS, each.getName());
      this.places.remember(path, each);
      this.refuseGenerics(each);
      const schema = this.of(each.getTypeNodeOrThrow(), path);
      add(each.getName(), each, { ...limited(schema, each, this.places), ...this.said(each) });
    }
    return schemas;
  }

  /** @param path where the schema will stand */
  of(node: TypeNode, path: string): JsonObject {
    if (Node.isParenthesizedTypeNode(node)) return this.of(node.getTypeNode(), path);
    if (Node.isArrayTypeNode(node)) return this.list(node.getElementTypeNode(), path);
    if (Node.isTypeOperatorTypeNode(node) && node.getText().startsWith('readonly ')) {
      return this.of(node.getTypeNode(), path);
    }
    if (Node.isTypeLiteral(node)) return this.object(node, path);
    if (Node.isUnionTypeNode(node)) return this.union(node.getTypeNodes(), node, path);
    if (Node.isLiteralTypeNode(node)) return this.union([node], node, path);
    if (Node.isTypeReference(node))
      return this.referenced(node.getTypeName().getText(), node.getTypeArguments(), node, path);
    const text = node.getText();
    if (text === 'string' || text === 'number' || text === 'boolean') return { type: text };
    if (text === 'bigint') return { type: 'integer', format: 'int64' };
    if (text === 'unknown' || text === 'any' || text === 'object') return {};
    this.places.complain(node, `${text} is no type that JSON could hold.`);
    return {};
  }

  private said(node: Parameters<typeof apexNameOf>[0]): JsonObject {
    return { ...described(node), ...apexNameOf(node, 'type', this.places) };
  }

  private refuseGenerics(node: Node & { getTypeParameters(): Node[] }): void {
    const [first] = node.getTypeParameters();
    if (first) this.places.complain(first, 'Generics are not read: write each type out.');
  }

  private interfaceSchema(declaration: InterfaceDeclaration): JsonObject {
    const path = child(SCHEMAS, declaration.getName());
    this.places.remember(path, declaration);
    const bases = declaration
      .getExtends()
      .map((each) => this.referenced(each.getExpression().getText(), each.getTypeArguments(), each, path));
    const own = this.object(declaration, bases.length > 0 ? child(child(path, 'allOf'), bases.length) : path);
    return { ...this.said(declaration), ...(bases.length > 0 ? { allOf: [...bases, own] } : own) };
  }

  private object(declared: TypeElementMemberedNode & Node, path: string): JsonObject {
    const properties = declared.getProperties();
    const names = new Map<string, string>();
    const entries = properties.map((each): [string, JsonObject] => {
      const [key, schema] = this.property(each, child(path, 'properties'));
      const apexName = (tagOf(schema) ?? key).toLowerCase();
      const other = names.get(apexName);
      if (tagOf(schema) !== null && other !== undefined)
        this.places.complain(each, `${other} has this @apexName already: Apex does not tell upper from lower case.`);
      names.set(apexName, key);
      return [key, schema];
    });
    const required = entries.filter((_, index) => !properties[index]?.hasQuestionToken()).map(([name]) => name);
    for (const each of [
      ...declared.getMethods(),
      ...declared.getCallSignatures(),
      ...declared.getConstructSignatures(),
    ])
      this.places.complain(each, `${oneLine(each.getText())} is no property: JSON holds no functions.`);
    const others = declared.getIndexSignatures()[0]?.getReturnTypeNode();
    return {
      type: 'object',
      properties: Object.fromEntries(entries),
      required,
      ...(others ? { additionalProperties: this.of(others, child(path, 'additionalProperties')) } : {}),
    };
  }

  private property(declared: PropertySignature, parent: string): [string, JsonObject] {
    const name = declared.getNameNode();
    const key = Node.isStringLiteral(name) ? name.getLiteralText() : declared.getName();
    const path = child(parent, key);
    this.places.remember(path, declared);
    const type = declared.getTypeNode();
    if (!type) this.places.complain(declared, `${declared.getName()} needs a type.`);
    const schema = type ? limited(this.of(type, path), declared, this.places) : {};
    return [key, { ...schema, ...described(declared), ...apexNameOf(declared, 'member', this.places) }];
  }

  private list(item: TypeNode, path: string): JsonObject {
    return { type: 'array', items: this.of(item, child(path, 'items')) };
  }

  private referenced(name: string, [first, second]: readonly TypeNode[], node: TypeNode, path: string): JsonObject {
    if ((name === 'Array' || name === 'ReadonlyArray') && first) return this.list(first, path);
    if (name === 'Record' && second)
      return { type: 'object', additionalProperties: this.of(second, child(path, 'additionalProperties')) };
    if (name === 'Date') return { type: 'string', format: 'date-time' };
    if (this.source.getInterface(name) ?? this.source.getTypeAlias(name)) return { $ref: child(SCHEMAS, name) };
    this.places.complain(node, `There is no type ${name} in this file.`);
    return {};
  }

  private union(nodes: readonly TypeNode[], whole: Node, path: string): JsonObject {
    // What may be left out is said by the question mark.
    const others = nodes.filter((each) => each.getText() !== 'null' && each.getText() !== 'undefined');
    const isNullable = nodes.some((each) => each.getText() === 'null');
    const schema = this.alternatives(others, whole, isNullable ? child(child(path, 'anyOf'), 0) : path);
    return isNullable ? { anyOf: [schema, { type: 'null' }] } : schema;
  }

  private alternatives(others: readonly TypeNode[], whole: Node, path: string): JsonObject {
    const values = others.map(literalOf).filter((each) => each !== null);
    const [only] = others;
    if (values.length === others.length && only) {
      if (values.every((each) => typeof each === 'string')) return { type: 'string', enum: values };
      if (values.every((each) => typeof each === 'number'))
        return { type: values.every(Number.isSafeInteger) ? 'integer' : 'number', enum: values };
    }
    if (others.some((each) => Node.isLiteralTypeNode(each))) {
      this.places.complain(whole, 'A union of literals has texts only, or numbers only.');
      return {};
    }
    if (only && others.length === 1) return this.of(only, path);
    return { oneOf: others.map((each, index) => this.of(each, child(child(path, 'oneOf'), index))) };
  }
}

function literalOf(node: TypeNode): string | number | null {
  const literal = Node.isLiteralTypeNode(node) ? node.getLiteral() : undefined;
  if (Node.isStringLiteral(literal) || Node.isNoSubstitutionTemplateLiteral(literal)) return literal.getLiteralText();
  if (Node.isPrefixUnaryExpression(literal)) return Number(literal.getText());
  return Node.isNumericLiteral(literal) ? literal.getLiteralValue() : null;
}

function tagOf(schema: JsonObject): string | null {
  const name = own(schema, APEX_NAME);
  return typeof name === 'string' ? name : null;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
