import { TypeTable } from '../compiler/type-table';
import { loadSchema } from '../schema';
import { LIBRARY } from './index';

const types = new TypeTable(LIBRARY, loadSchema([]).schema);

describe('the library', () => {
  it('has signatures that can be read, of types that are declared', () => {
    for (const declaration of LIBRARY) {
      const type = types.lookupQualified(declaration.qualifiedName);
      expect(type?.members).toBeDefined();
    }
    expect(types.missingLibraryTypes).toEqual([]);
  });

  it('declares no overload twice', () => {
    const twice: string[] = [];
    for (const declaration of LIBRARY) {
      const members = types.lookupQualified(declaration.qualifiedName)?.members;
      for (const overloads of members?.methods.values() ?? []) {
        const seen = new Set<string>();
        for (const { emitName, returnType, owner, name } of overloads) {
          const key = `${emitName} ${owner.kind === 'interface' ? returnType.displayName : ''}`;
          if (seen.has(key)) twice.push(`${owner.displayName}.${name}`);
          seen.add(key);
        }
      }
    }
    expect(twice).toEqual([]);
  });
});
