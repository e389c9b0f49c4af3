/** Values of a TypeScript file that is read and never run. */
import { Node, Project, VariableDeclarationKind, type Expression, type SourceFile } from 'ts-morph';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Literal =
  | { readonly kind: 'object'; readonly at: Place; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: 'list'; readonly at: Place; readonly items: readonly Literal[] }
  | { readonly kind: 'value'; readonly at: Place; readonly value: string | number | boolean | null };

/** The value of a key, and where the key stands. */
export interface Entry {
  readonly keyAt: Place;
  readonly value: Literal;
}

/** Something that could only be known by running the file. */
class NotLiteral extends Error {
  constructor(
    readonly at: Place,
    message: string,
  ) {
    super(message);
  }
}

/**
 * What a file exports by default: a literal, or what stands in a call (`defineConfig({ … })`).
 *
 * @returns undefined where it has none, which has been complained of then
 */
export function literalOf(text: string, complain: (at: Place, message: string) => void): Literal | undefined {
  // The file alone, as text: nothing it imports is looked at.
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });
  try {
    const source = project.createSourceFile('/file.ts', text);
    const syntax = project.getProgram().getSyntacticDiagnostics(source);
    for (const each of syntax) {
      const message = each.getMessageText();
      const place = source.getLineAndColumnAtPos(each.getStart());
      complain(place, typeof message === 'string' ? message : message.getMessageText());
    }
    return syntax.length > 0 ? undefined : defaultExport(source);
  } catch (error) {
    if (error instanceof NotLiteral) complain(error.at, error.message);
    else if (error instanceof RangeError) complain({ line: 1, column: 1 }, 'It is nested too deeply.');
    else throw error;
    return undefined;
  }
}

/** @throws NotLiteral */
function defaultExport(file: SourceFile): Literal {
  const assignment = file.getExportAssignment((each) => !each.isExportEquals());
  if (!assignment) throw new NotLiteral({ line: 1, column: 1 }, 'It needs an "export default defineConfig({ … })".');
  const expression = withoutTypes(assignment.getExpression());
  if (!Node.isCallExpression(expression)) return literal(expression, []);
  const [argument, ...others] = expression.getArguments();
  if (!Node.isExpression(argument) || others.length > 0 || expression.getExpression().getText() !== 'defineConfig')
    throw new NotLiteral(placeOf(expression), 'The one call there may be is defineConfig({ … }).');
  return literal(argument, []);
}

/** Constants that were read already: each may be named by many others. */
const known = new WeakMap<Node, Literal>();
/** A list may be spread into a list again and again. */
const MOST_ITEMS = 10_000;

/** @param through constants that led here: one that leads back to itself has no value */
function literal(written: Expression, through: readonly Node[]): Literal {
  const node = withoutTypes(written);
  const at = placeOf(node);
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node))
    return { kind: 'value', at, value: node.getLiteralText() };
  if (Node.isNumericLiteral(node)) return { kind: 'value', at, value: node.getLiteralValue() };
  if (Node.isTrueLiteral(node) || Node.isFalseLiteral(node))
    return { kind: 'value', at, value: Node.isTrueLiteral(node) };
  if (Node.isNullLiteral(node)) return { kind: 'value', at, value: null };
  if (Node.isArrayLiteralExpression(node))
    return { kind: 'list', at, items: node.getElements().flatMap((each) => listItems(each, through)) };
  if (Node.isObjectLiteralExpression(node)) {
    const entries = node.getProperties().flatMap((each) => objectEntries(each, through));
    return { kind: 'object', at, entries: new Map(entries) };
  }
  if (Node.isIdentifier(node)) return constant(node, through);
  throw new NotLiteral(at, `The file is read, not run: ${shortened(node.getText())} has no value that could be read.`);
}

function listItems(element: Expression, through: readonly Node[]): readonly Literal[] {
  if (!Node.isSpreadElement(element)) return [literal(element, through)];
  const spread = literal(element.getExpression(), through);
  if (spread.kind === 'list' && spread.items.length > MOST_ITEMS)
    throw new NotLiteral(placeOf(element), `It spreads ${spread.items.length} items, which nobody wrote.`);
  if (spread.kind === 'list') return spread.items;
  throw new NotLiteral(placeOf(element), 'Only a list can be spread into a list.');
}

function objectEntries(property: Node, through: readonly Node[]): readonly (readonly [string, Entry])[] {
  if (Node.isSpreadAssignment(property)) {
    const spread = literal(property.getExpression(), through);
    if (spread.kind === 'object') return [...spread.entries];
    throw new NotLiteral(placeOf(property), 'Only an object can be spread into an object.');
  }
  if (Node.isPropertyAssignment(property) && !Node.isComputedPropertyName(property.getNameNode())) {
    const name = property.getNameNode();
    const key = Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();
    return [[key, { keyAt: placeOf(name), value: literal(property.getInitializerOrThrow(), through) }]];
  }
  if (Node.isShorthandPropertyAssignment(property)) {
    const name = property.getNameNode();
    return [[name.getText(), { keyAt: placeOf(name), value: constant(name, through) }]];
  }
  throw new NotLiteral(placeOf(property), `The file is read, not run: ${shortened(property.getText())} has no value.`);
}

function constant(name: Node, through: readonly Node[]): Literal {
  const declaration = name.getSourceFile().getVariableDeclaration(name.getText());
  const initializer = declaration?.getInitializer();
  const isConstant = declaration?.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Const;
  if (!declaration || !isConstant || !initializer || through.includes(declaration))
    throw new NotLiteral(placeOf(name), `The file is read, not run: ${name.getText()} is no constant of this file.`);
  const value = known.get(declaration) ?? literal(initializer, [...through, declaration]);
  known.set(declaration, value);
  return value;
}

function withoutTypes(node: Expression): Expression {
  if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node))
    return withoutTypes(node.getExpression());
  return node;
}

function placeOf(node: Node): Place {
  return node.getSourceFile().getLineAndColumnAtPos(node.getStart());
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
