import { parseJson } from './tree';
import { JsonScanner, JsonTextError, parserLocation } from './scanner';

/** Wording: Jackson's, as the platform reports it, e.g. https://salesforce.stackexchange.com/questions/32876 (deserialize) */
function problem(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('JSON text', () => {
  it('keeps the digits of numbers and the order of names', () => {
    expect(parseJson('{"b": 1.50, "a": [1, -2e3, true, null, "x\\u00e9\\n"]}')).toEqual({
      kind: 'object',
      entries: [
        ['b', { kind: 'number', text: '1.50', isInteger: false }],
        [
          'a',
          {
            kind: 'array',
            items: [
              { kind: 'number', text: '1', isInteger: true },
              { kind: 'number', text: '-2e3', isInteger: false },
              { kind: 'boolean', value: true },
              { kind: 'null' },
              { kind: 'string', text: 'xé\n' },
            ],
          },
        ],
      ],
    });
  });

  it('words what is wrong as the platform does', () => {
    expect(problem('')).toBe('No content to map to Object due to end of input');
    expect(problem('{name: 1}')).toBe(
      "Unexpected character ('n' (code 110)): was expecting double-quote to start field name at input location [1,3]",
    );
    expect(problem('<html>')).toBe(
      "Unexpected character ('<' (code 60)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at input location [1,2]",
    );
    expect(problem('{"a": 1')).toContain('Unexpected end-of-input');
    expect(problem('{"a": nil}')).toContain("Unrecognized token 'nil': was expecting");
    expect(problem('"a\nb"')).toContain('Illegal unquoted character ((CTRL-CHAR, code 10))');
  });

  it('reads token by token, with positions for whom asks', () => {
    const scanner = new JsonScanner('{"a":[1]}', parserLocation);
    const kinds = [];
    for (let token = scanner.next(); token; token = scanner.next()) kinds.push(token.kind);
    expect(kinds).toEqual(['START_OBJECT', 'FIELD_NAME', 'START_ARRAY', 'VALUE_NUMBER_INT', 'END_ARRAY', 'END_OBJECT']);
  });
});
