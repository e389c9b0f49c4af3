import { compile } from '../compiler';
import { parseUnit } from '../compiler/parse';
import { LIBRARY } from '../library';
import { loadSchema } from '../schema';
import { keyed, usedMembers } from './uses';

const { schema } = loadSchema([]);

function keysOf(text: string): readonly string[] {
  const { unit } = parseUnit('A.cls', text);
  if (!unit) throw new Error('no class');
  const { program, problems } = compile({
    units: [{ file: 'A.cls', apiVersion: 67, unit }],
    schema,
    library: LIBRARY,
  });
  expect(problems).toEqual([]);
  return [...usedMembers(program)].sort();
}

it('names the overload that is called, the property that is read and the constructor', () => {
  const keys = keysOf(`public class A {
    static Object f(List<Integer> all) { return String.join(all, ',') + new Url('https://a.example').getHost(); }
    static Integer g() { return Limits.getQueries() + Integer.MAX_VALUE; }
  }`);
  expect(keys).toEqual([
    'System.Integer max_value 0',
    'System.Limits getqueries 0',
    'System.String join 0',
    'System.Url gethost 0',
    'System.Url new 0',
  ]);
});

it('counts what an interface asks for when a class carries it out or calls it', () => {
  const keys = keysOf(`public class A implements Queueable {
    public void execute(QueueableContext context) { Id job = context.getJobId(); }
  }`);
  expect(keys).toEqual([
    'System.Queueable execute 0',
    'System.QueueableContext getjobid 0',
    'System.QueueableContextImpl getjobid 0',
  ]);
});

it('has a key for every member of the library and no two with the same', () => {
  const counts = LIBRARY.map((each) => [each.members.length, keyed(each).size]);
  expect(counts.filter(([members, keys]) => members !== keys)).toEqual([]);
});
