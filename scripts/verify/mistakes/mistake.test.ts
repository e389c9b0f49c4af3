import { changed, parseMistake } from './mistake';

const TITLE = 'It is wrong.\nrule policy/';

it('replaces the lines a fixture names, and knows where the finding has to be', () => {
  const { changes } = parseMistake('a/b', `${TITLE}\nchange A.cls\n two\n-three\n>THREE\n+more\n`);
  expect(changed(changes[0]!, 'one\ntwo\nthree\nfour')).toEqual({ text: 'one\ntwo\nTHREE\nmore\nfour', line: 3 });
});

it('expects a finding on a line that stays, because of another file that goes', () => {
  const { rules, changes } = parseMistake('a/b', `${TITLE} compiler/\nchange A.cls\n=two\ndelete B.cls\n`);
  expect(rules).toEqual(['policy/', 'compiler/']);
  expect(changes.map((each) => changed(each, 'one\ntwo'))).toEqual([{ text: 'one\ntwo', line: 2 }, null]);
});

it.each([
  ['no rule', 'It is wrong.\nchange A.cls\n>x'],
  ['lines before the first file', `${TITLE}\n>x`],
  ['a line without mark', `${TITLE}\nchange A.cls\n>x\ny`],
  ['no expected line', `${TITLE}\nchange A.cls\n+x`],
  ['two expected lines', `${TITLE}\nchange A.cls\n>x\nchange B.cls\n>x`],
])('refuses a fixture with %s, and names it', (_what, text) => {
  expect(() => parseMistake('a/b', text)).toThrow(/^Mistake a\/b: /);
});

it.each([
  ['are not there', 'change', 'one'],
  ['are there twice', 'change', 'two\ntwo'],
  ['are of a file there is, where it should be new', 'add', 'two'],
  ['are of a file there is not', 'change', null],
])('refuses to change lines that %s', (_what, verb, text) => {
  const { changes } = parseMistake('a/b', `${TITLE}\n${verb} A.cls\n=two`);
  expect(() => changed(changes[0]!, text)).toThrow('A.cls');
});
