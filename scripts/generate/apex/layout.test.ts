/** What Prettier 3 with prettier-plugin-apex makes of the same statements. */
import { annotated, called, chained, choice, filled, statement, type Code } from './layout';

const NAME = 'SomeNameOfAClassThatSomebodyGaveIt';
const ONE = `'${'1'.repeat(60)}'`;
const TWO = `'${'2'.repeat(60)}'`;

describe('layout', () => {
  it.each<[string, string, Code, string[]]>([
    ['a short call', '', called('answer', ["'GET'", '200']), ["    answer('GET', 200);"]],
    ['a long call', '', called('answer', [ONE, TWO]), ['    answer(', `        ${ONE},`, `        ${TWO}`, '    );']],
    [
      'a call in a call',
      '',
      called('request.body', [called('CourierJson.read', [ONE, TWO])]),
      [
        '    request.body(',
        '        CourierJson.read(',
        `            ${ONE},`,
        `            ${TWO}`,
        '        )',
        '    );',
      ],
    ],
    [
      'a call of what a constructor makes',
      `${NAME}.Request request = `,
      chained(called(`new ${NAME}`, []), called('findSomethingElse', ["'one'", "'two'"])),
      [`    ${NAME}.Request request = new ${NAME}()`, "        .findSomethingElse('one', 'two');"],
    ],
    [
      'a constructor too long for its line',
      `${NAME}.ARequestWithALongName request = `,
      chained(called(`new ${NAME}`, ["input.endpoint ?? 'Shop'"]), called('find', [])),
      [
        `    ${NAME}.ARequestWithALongName request = new ${NAME}(`,
        "            input.endpoint ?? 'Shop'",
        '        )',
        '        .find();',
      ],
    ],
    [
      'a call whose own arguments are too long',
      'Shop.Find request = ',
      chained(called('new Shop', []), called('find', [ONE, TWO])),
      [
        '    Shop.Find request = new Shop()',
        '        .find(',
        `            ${ONE},`,
        `            ${TWO}`,
        '        );',
      ],
    ],
    [
      'an item of what a call answers',
      `${NAME}.Output output = `,
      called(`${NAME}.send`, [filled(`new List<${NAME}.Input>`, ['input'])], '[0]'),
      [`    ${NAME}.Output output = ${NAME}.send(`, `        new List<${NAME}.Input>{ input }`, '    )[0];'],
    ],
    [
      'a collection in a call',
      '',
      called('request.ids', [filled('new List<String>', [ONE, TWO])]),
      [
        '    request.ids(',
        '        new List<String>{',
        `            ${ONE},`,
        `            ${TWO}`,
        '        }',
        '    );',
      ],
    ],
    [
      'a call of what is cast',
      '',
      called('Assert.isTrue', [chained(called('((Order) CourierJson.read', [ONE, TWO], ')'), called('isPaid', []))]),
      [
        '    Assert.isTrue(',
        '        ((Order) CourierJson.read(',
        `                ${ONE},`,
        `                ${TWO}`,
        '            ))',
        '            .isPaid()',
        '    );',
      ],
    ],
    ['nothing in a collection', 'return ', filled('new List<String>', []), ['    return new List<String>();']],
  ])('is that of Prettier for %s', (_, before, code, expected) => {
    expect(statement('    ', before, code)).toEqual(expected);
  });

  it('keeps a short annotation on one line, and puts the parameters of a long one below each other', () => {
    expect(statement('', '', annotated('@InvocableVariable', ["label='Id'", 'required=true']), '')).toEqual([
      "@InvocableVariable(label='Id' required=true)",
    ]);
    const description = `description=${ONE}`;
    const label = `label=${TWO}`;
    expect(statement('', '', annotated('@InvocableVariable', [label, description]), '')).toEqual([
      '@InvocableVariable(',
      `    ${label}`,
      `    ${description}`,
      ')',
    ]);
  });

  it('breaks a choice of two values before each of them', () => {
    expect(choice('    ', 'Object made = ', 'isNothing', 'null', 'new Object()')).toEqual([
      '    Object made = isNothing ? null : new Object();',
    ]);
    expect(choice('    ', `${NAME} made = `, 'isNothing', 'null', `new ${NAME}${NAME}()`)).toEqual([
      `    ${NAME} made = isNothing`,
      '        ? null',
      `        : new ${NAME}${NAME}();`,
    ]);
  });
});
