/** The class of a Lightning web component, as others see it: its public properties, its members, what it wires. */
import ts from 'typescript';

/** A name and where it is. */
export interface PlacedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export interface ComponentClass {
  /** With `@api`. */
  readonly publicNames: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** First argument of each `@wire`. */
  readonly wires: readonly PlacedName[];
  /** Whether it extends LightningElement and nothing between, so that it has no other members. */
  readonly isWhole: boolean;
}

/** Reads a component's script; null when it exports no class. */
export function componentClass(text: string): ComponentClass | null {
  const file = ts.createSourceFile('component.js', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const declaration = file.statements.find(
    (each): each is ts.ClassDeclaration =>
      ts.isClassDeclaration(each) &&
      (each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false),
  );
  if (!declaration) return null;
  const publicNames = new Set<string>();
  const members = new Set<string>();
  const wires: PlacedName[] = [];
  for (const member of declaration.members) {
    const name =
      member.name && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) ? member.name.text : null;
    if (name !== null) members.add(name);
    for (const { expression } of decoratorsOf(member)) {
      if (ts.isIdentifier(expression) && expression.text === 'api' && name !== null) publicNames.add(name);
      const [adapter] = ts.isCallExpression(expression) ? expression.arguments : [];
      if (!adapter || !ts.isIdentifier(adapter)) continue;
      const at = file.getLineAndCharacterOfPosition(adapter.getStart(file));
      wires.push({ name: adapter.text, line: at.line + 1, column: at.character + 1 });
    }
  }
  // What a method assigns is there, too, though a template does not notice when it changes.
  for (const [, name = ''] of text.matchAll(/\bthis\.(\w+)\s*=(?!=)/g)) members.add(name);
  const parent = declaration.heritageClauses?.[0]?.types[0]?.expression;
  const isWhole = parent !== undefined && ts.isIdentifier(parent) && parent.text === 'LightningElement';
  return { publicNames, members, wires, isWhole };
}

function decoratorsOf(member: ts.ClassElement): readonly ts.Decorator[] {
  return (ts.canHaveDecorators(member) ? ts.getDecorators(member) : undefined) ?? [];
}
