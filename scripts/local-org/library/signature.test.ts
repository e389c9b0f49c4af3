import { libraryClass, libraryInterface } from './declare';
import { parseMemberSignature, parseType, parseTypeName } from './signature';

describe('signatures', () => {
  it('are read with modifiers, generics and arrays', () => {
    const member = parseMemberSignature('static final Map<Id, List<Schema.SObjectField>> f(String[] names, T t)', 'X');
    expect(member).toMatchObject({ kind: 'method', name: 'f', modifiers: { isStatic: true, isFinal: true } });
    expect(member.parameters[0]).toEqual({
      name: 'names',
      type: { name: 'List', arguments: [{ name: 'String', arguments: [] }] },
    });
    expect(member.type.arguments[1]?.arguments[0]?.name).toBe('Schema.SObjectField');
  });

  it('name types with namespace, outer type and parameters', () => {
    expect(parseTypeName('Messaging.InboundEmail.Header')).toMatchObject({
      namespace: 'Messaging',
      outer: 'Messaging.InboundEmail',
      name: 'Header',
    });
    expect(parseTypeName('System.Map<K, V>').typeParameters).toEqual(['K', 'V']);
  });

  it.each(['Map<String', 'void f(', 'void f(String)', 'String x y', 'f()'])('refuse %s', (text) => {
    expect(() => parseMemberSignature(text, 'X')).toThrow();
    expect(() => parseType('A<')).toThrow();
  });
});

describe('declarations', () => {
  it('are read only when their members are asked for', () => {
    const broken = libraryClass('System.Broken', { 'not a signature at all': () => null });
    expect(broken.name).toBe('Broken');
    expect(() => broken.members).toThrow('System.Broken');
  });

  it('want a body unless they are abstract', () => {
    expect(() => libraryClass('System.X', { 'void f()': null }).members).toThrow('has no implementation');
    expect(libraryInterface('System.Y', ['void f()']).members[0]).toMatchObject({ isAbstract: true });
    expect(() => libraryClass('System.Z', { 'String name': () => 'x' }).members).toThrow('wants { get, set? }');
  });
});
