import { JsonPlaces } from './json-places';

const TEXT = `{
  "a, {": "b: [",
  "list": [1, [2, {"deep": "}"}], "x,y", {"b": {}}],
  "quo\\"te\\u0041": { "empty": [], "c" : null }
}`;

test.each([
  [[], '{'],
  [['a, {'], '"a, {"'],
  [['list'], '"list"'],
  [['list', '0'], '1, ['],
  [['list', '1'], '[2'],
  [['list', '1', '1', 'deep'], '"deep"'],
  [['list', '2'], '"x,y"'],
  [['list', '3', 'b'], '"b":'],
  [['quo"teA', 'c'], '"c"'],
  [['quo"teA', 'empty', '0', 'far'], '"empty"'],
  [['quo"teA', 'none', 'at', 'all'], '"quo'],
  [['none'], '{'],
])('the value under %j, or the nearest one around it, stands at %s', (keys, begin) => {
  const before = TEXT.slice(0, TEXT.indexOf(begin)).split('\n');
  expect(new JsonPlaces(TEXT).locate(keys)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
});
