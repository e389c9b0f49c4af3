/** Classes as others see them: to tell what code means that uses them, what they do is not needed, and takes long to compile. */
import type { Accessor, Block, CompilationUnit, Member, TypeDeclaration } from '../../local-org/compiler/ast';

export function withoutBodies(unit: CompilationUnit): CompilationUnit {
  return unit.kind === 'classUnit' ? { ...unit, declaration: ofType(unit.declaration) } : unit;
}

function ofType<T extends TypeDeclaration>(declaration: T): T {
  return declaration.kind === 'class' ? { ...declaration, members: declaration.members.map(ofMember) } : declaration;
}

function ofMember(member: Member): Member {
  switch (member.kind) {
    case 'method':
      return { ...member, body: member.body && emptied(member.body) };
    case 'constructor':
    case 'initializer':
      return { ...member, body: emptied(member.body) };
    case 'property':
      return { ...member, getter: ofAccessor(member.getter), setter: ofAccessor(member.setter) };
    case 'field':
      return { ...member, variables: member.variables.map((each) => ({ ...each, initializer: null })) };
    default:
      return ofType(member);
  }
}

function ofAccessor(accessor: Accessor | null): Accessor | null {
  return accessor && { ...accessor, body: accessor.body && emptied(accessor.body) };
}

function emptied(body: Block): Block {
  return { ...body, statements: [] };
}
