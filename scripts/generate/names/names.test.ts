import type { ApiModel, NamedType, Operation } from '../model/model';
import { constantName, memberName, typeName } from './identifiers';
import { apexNames } from './names';

describe('identifiers', () => {
  it.each([
    ['limit', 'limit_x'],
    ['order-id', 'orderId'],
    ['_links', 'links'],
    ['2fa', 'x2fa'],
    ['a__b_', 'a_b'],
    ['名前', 'field1'],
    ['café', 'cafe'],
    ['nulls', 'nulls_x'],
    ['snake_case', 'snake_case'],
  ])('%s is the member %s', (wire, apex) => expect(memberName(wire, 'field1')).toBe(apex));

  it.each([
    [['order_item'], 'OrderItem'],
    [['List'], 'List_X'],
    [['ApiException'], 'ApiExceptionInfo'],
    [['CourierThing'], 'CourierThing_x'],
  ])('%s is the type %s', (words, apex) => expect(typeName(words, 'Type1')).toBe(apex));

  it.each([
    ['in-progress', 'IN_PROGRESS'],
    ['inProgress', 'IN_PROGRESS'],
    ['null', 'NULL_X'],
    ['1', 'X1'],
    ['', 'VALUE1'],
  ])('%s is the constant %s', (value, apex) => expect(constantName(value, 'value1')).toBe(apex));
});

describe('the name lock', () => {
  const object = (name: string, ...wireNames: string[]): NamedType => ({
    kind: 'object',
    path: `#/components/schemas/${name}`,
    words: [name],
    hasOwnName: true,
    description: '',
    deprecated: false,
    additional: null,
    isClosed: false,
    variants: [],
    properties: wireNames.map((wireName) => ({
      path: `#/components/schemas/${name}/properties/${wireName}`,
      wireName,
      type: { kind: 'text' },
      required: false,
      nullable: false,
      readOnly: false,
      writeOnly: false,
      deprecated: false,
      description: '',
    })),
  });
  const operation = (template: string, operationId: string): Operation => ({
    path: `#/paths/${template}/get`,
    method: 'GET',
    template,
    operationId,
    words: [operationId],
    tag: 'Orders',
    summary: '',
    description: '',
    deprecated: false,
    parameters: [],
    body: null,
    answers: [],
    pagination: null,
    security: [],
  });
  const model = (types: NamedType[], operations: Operation[]): ApiModel => ({
    title: 'T',
    version: '1',
    description: '',
    servers: [],
    types: new Map(types.map((type) => [type.path, type])),
    operations,
    securitySchemes: [],
    omitted: [],
  });

  it('lets nothing new take the name of something old', () => {
    const before = apexNames(model([object('order', 'id', 'Total')], [operation('/b', 'find')]), 'Acme');
    const after = apexNames(
      model(
        [object('Order', 'id'), object('order', 'total', 'id', 'Total')],
        [operation('/a', 'Find'), operation('/b', 'find')],
      ),
      'Acme',
      before.lock,
    );
    expect(after.type('#/components/schemas/order')).toEqual({
      name: 'AcmeModel.Order',
      members: { id: 'id', Total: 'Total', total: 'total2' },
    });
    expect(after.type('#/components/schemas/Order').name).toBe('AcmeModel.Order2');
    expect(after.operation('#/paths//b/get')).toEqual(before.operation('#/paths//b/get'));
    expect(after.operation('#/paths//a/get')).toMatchObject({ method: 'find2', client: 'AcmeOrdersApi' });
  });

  it('keeps the names of a request class for what it has already', () => {
    const parameter = (wireName: string): Operation['parameters'][number] => ({
      path: `#/components/parameters/${wireName}`,
      in: 'path',
      wireName,
      type: { kind: 'text' },
      required: true,
      deprecated: false,
      description: '',
      style: { name: 'simple', explode: false, allowReserved: false },
    });
    const names = apexNames(
      model([], [{ ...operation('/{Endpoint}/{body}', 'find'), parameters: ['Endpoint', 'body'].map(parameter) }]),
      'Acme',
    );
    expect(names.operation('#/paths//{Endpoint}/{body}/get').members).toEqual({
      'path Endpoint': 'Endpoint_x',
      'path body': 'body_x',
    });
  });

  it('leaves the names of containers to these', () => {
    const names = apexNames(
      model([object('acme_values', 'id'), object('AcmeModel', 'id')], [operation('/a', 'AcmeModel2')]),
      'Acme',
    );
    expect(names.type('#/components/schemas/acme_values').name).toBe('AcmeModel.AcmeValues_x');
    expect(names.type('#/components/schemas/AcmeModel').name).toBe('AcmeModel.AcmeModel_x');
    expect(names.operation('#/paths//a/get').request).toBe('AcmeModel2_x');
  });

  it('keeps the name of what left the document', () => {
    const before = apexNames(model([object('order', 'id')], []), 'Acme');
    const without = apexNames(model([], []), 'Acme', before.lock);
    const again = apexNames(model([object('Order', 'id'), object('order', 'id')], []), 'Acme', without.lock);
    expect(again.type('#/components/schemas/order').name).toBe('AcmeModel.Order');
  });
});
