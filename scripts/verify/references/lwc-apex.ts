/** Apex methods a component imports: that they are there, and may be called from it. */
import type { ClassDeclaration, MethodDeclaration } from '../../local-org/compiler/ast';
import type { SourceTree } from '../source-tree';

/** What a component may do with a method. */
export type ApexMethod = 'missing-class' | 'missing-method' | 'not-enabled' | 'enabled' | 'cacheable';

/** Finds out what becomes of `Class.method`. */
export function apexMethods(tree: SourceTree): (className: string, method: string) => ApexMethod {
  const classes = new Map<string, ClassDeclaration>();
  for (const { unit } of tree.apex().units) {
    if (unit.kind === 'classUnit' && unit.declaration.kind === 'class') {
      classes.set(unit.declaration.name.toLowerCase(), unit.declaration);
    }
  }
  return (className, name) => {
    const declaration = classes.get(className.toLowerCase());
    if (!declaration) return 'missing-class';
    const methods = declaration.members.filter(
      (each): each is MethodDeclaration => each.kind === 'method' && each.name.toLowerCase() === name.toLowerCase(),
    );
    if (methods.length === 0) return 'missing-method';
    const enabled = methods.flatMap(({ modifiers: { annotations, keywords } }) =>
      keywords.includes('static') ? annotations.filter((each) => each.name.toLowerCase() === 'auraenabled') : [],
    );
    if (enabled.length === 0) return 'not-enabled';
    return enabled.some(({ parameters }) => parameters.cacheable === true) ? 'cacheable' : 'enabled';
  };
}
