// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm
import { toText } from '../../values/operations';
import { evaluate, execute, runApex } from '../testing';

const value = (expression: string): string => toText(evaluate(expression));

describe('Math', () => {
  it('rounds halves to the even neighbour', () => {
    expect(value('Math.round(4.5) + Math.round(5.5)')).toBe('10');
    expect(value('Math.roundToLong(-2.5)')).toBe('-2');
    expect(value('Math.rint(1.5) + Math.rint(2.5)')).toBe('4.0');
  });

  it('keeps the type it is given', () => {
    expect(value('Math.max(3, 2)')).toBe('3');
    expect(value('Math.min(3L, 2L)')).toBe('2');
    expect(value('Math.abs(-1.50)')).toBe('1.50');
    expect(value('Math.ceil(1.2)')).toBe('2');
    expect(value('Math.pow(2, 10)')).toBe('1024.0');
    expect(value('Math.sqrt(4.0)')).toBe('2.0');
  });

  it('takes the sign of a remainder from the dividend and refuses 0', () => {
    expect(value('Math.mod(-7, 3)')).toBe('-1');
    expect(() => evaluate('Math.mod(1, 0)')).toThrow('Divide by 0');
  });

  it('refuses null', () => {
    expect(() => execute('Integer i = null; return Math.abs(i);')).toThrow('Argument cannot be null.');
  });
});

describe('Type', () => {
  const animal = "public virtual class Animal { public class Tail {} public virtual String noise() { return '?'; } }";
  const dog = "public class Dog extends Animal { public override String noise() { return 'woof'; } }";
  const run = (body: string): string =>
    toText(runApex([`public class Main { public static Object f() { ${body} } }`, animal, dog], 'f'));

  it('finds types by name, whatever the case, and makes instances', () => {
    expect(run(`return ((Animal) Type.forName('dog').newInstance()).noise();`)).toBe('woof');
    expect(run(`return ((List<String>) Type.forName('List<String>').newInstance()).size();`)).toBe('0');
    expect(run(`return Type.forName('', 'Animal.Tail').getName() + Type.forName('Nothing') + Type.forName('');`)).toBe(
      'Animal.Tailnullnull',
    );
  });

  it('is the same object for the same type', () => {
    expect(
      run(`return Dog.class == Type.forName('Dog') && Dog.class != Animal.class && Dog.class.equals(Dog.class);`),
    ).toBe('true');
    expect(run(`return new Map<Type, String>{ Dog.class => 'd' }.get(Type.forName('Dog'));`)).toBe('d');
  });

  it('knows what may be assigned', () => {
    expect(
      run(`return Animal.class.isAssignableFrom(Dog.class) + ' ' + Dog.class.isAssignableFrom(Animal.class) + ' '
        + (List<Animal>.class).isAssignableFrom(List<Dog>.class);`),
    ).toBe('true false true');
  });
});
