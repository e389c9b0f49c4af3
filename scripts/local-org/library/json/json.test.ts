import { toText } from '../../values/operations';
import { evaluate, execute } from '../testing';

const CLASSES = `
  public class Line { public Integer quantity; public String name { get; set; } transient String secret = 'x'; }
  public virtual class Base { public String origin = 'base'; }
  public class Invoice extends Base {
    public Decimal total; public Double rate; public Long number1; public Boolean paid; public Datetime at; public Date day;
    public Id account; public List<Line> lines; public Map<String, Integer> counts; public Kind kind;
    public String label { get { return 'L' + number1; } }
    public Invoice() { total = 99; }
  }
  public enum Kind { GOODS, SERVICES }
  public abstract class Shape { public String name; }
  public class OddException extends Exception {}
`;

/** The message of the exception the statements throw. */
function thrown(statements: string): Value {
  return execute(
    `try { ${statements} } catch (Exception e) { return e.getTypeName() + ': ' + e.getMessage(); } return 'nothing';`,
    {},
    CLASSES,
  );
}
type Value = ReturnType<typeof evaluate>;

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
describe('JSON.serialize', () => {
  it('writes primitives and collections', () => {
    expect(
      evaluate(`JSON.serialize(new List<Object>{ 1, 2L, 1.50, 'a"b', true, null, Date.newInstance(2026, 1, 2) })`),
    ).toBe('[1,2,1.50,"a\\"b",true,null,"2026-01-02"]');
    expect(evaluate(`JSON.serialize(new Map<Integer, Object>{ 1 => 'a', 2 => null })`)).toBe('{"1":"a","2":null}');
    expect(evaluate(`JSON.serialize(new Map<SObjectField, String>{ Account.Name => 'a' })`)).toBe('{"Name":"a"}');
    expect(evaluate(`JSON.serialize(Datetime.newInstanceGmt(2026, 11, 23, 10, 0, 0))`)).toBe(
      '"2026-11-23T10:00:00.000Z"',
    );
  });

  it('writes fields and properties of classes, neither static nor transient ones', () => {
    const text = execute(
      `Line one = new Line(); one.quantity = 2; one.name = 'Pen'; return JSON.serialize(one);`,
      {},
      CLASSES,
    );
    expect(text).toBe('{"quantity":2,"name":"Pen"}');
  });

  it('leaves null fields away when asked', () => {
    expect(execute(`Line one = new Line(); one.name = 'Pen'; return JSON.serialize(one, true);`, {}, CLASSES)).toBe(
      '{"name":"Pen"}',
    );
  });

  it('writes records with their attributes', () => {
    expect(evaluate(`JSON.serialize(new Account(Name = 'Acme', Id = '001000000000001AAA'))`)).toBe(
      '{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Name":"Acme","Id":"001000000000001AAA"}',
    );
    expect(evaluate(`JSON.serialize(new Contact(LastName = 'X', Account = new Account(Name = 'Acme')))`)).toBe(
      '{"attributes":{"type":"Contact"},"LastName":"X","Account":{"attributes":{"type":"Account"},"Name":"Acme"}}',
    );
  });

  // Versioned behaviour: exceptions are refused since API 63.
  it('refuses exceptions and values without a JSON form', () => {
    expect(thrown(`JSON.serialize(new OddException());`)).toBe(
      'System.JSONException: Type unsupported in JSON: Sandbox.OddException',
    );
    expect(thrown(`JSON.serialize(new HttpRequest());`)).toBe(
      'System.JSONException: Apex Type unsupported in JSON: HttpRequest',
    );
  });
});

describe('JSON.deserialize', () => {
  it('fills typed fields without running the constructor', () => {
    const text = execute(
      `Invoice made = (Invoice) JSON.deserialize('{"TOTAL":null,"rate":1,"number1":5000000000,"paid":"true","at":"2026-11-23T10:00:00.000+0000","day":"2026-11-23","account":"001000000000001","lines":[{"quantity":3,"other":1}],"counts":{"a":1},"kind":"SERVICES","unknown":{}}', Invoice.class);
       return made.total + '|' + made.rate + '|' + made.number1 + '|' + made.paid + '|' + made.at.getTime() + '|' + made.account + '|' + made.lines[0].quantity + '|' + made.counts.get('a') + '|' + made.kind + '|' + made.origin + '|' + made.label;`,
      {},
      CLASSES,
    );
    expect(text).toBe('null|1.0|5000000000|true|1795428000000|001000000000001AAA|3|1|SERVICES|base|L5000000000');
  });

  it('words its refusals as the platform does', () => {
    expect(thrown(`JSON.deserialize('{"quantity":"x"}', Line.class);`)).toBe(
      'System.JSONException: Illegal value for primitive',
    );
    expect(thrown(`JSON.deserialize('[]', Line.class);`)).toBe(
      "System.JSONException: Malformed JSON: Expected '{' at the beginning of object",
    );
    expect(thrown(`JSON.deserialize('{}', List<Line>.class);`)).toBe(
      "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
    );
    expect(thrown(`JSON.deserialize('"}]', List<Line>.class);`)).toBe(
      "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
    );
    expect(thrown(`JSON.deserialize('1', Object.class);`)).toBe(
      'System.JSONException: Apex Type unsupported in JSON: Object',
    );
    expect(thrown(`JSON.deserialize('{"name":"x"}', Shape.class);`)).toBe(
      'System.TypeException: Cannot deserialize JSON as abstract type: Sandbox.Shape',
    );
    // https://salesforce.stackexchange.com: deserializeStrict names class and field
    expect(thrown(`JSON.deserializeStrict('{"first":1}', Line.class);`)).toBe(
      'System.JSONException: Unknown field: Sandbox.Line.first',
    );
    expect(thrown(`JSON.deserialize('{"first":1}', Account.class);`)).toBe(
      "System.JSONException: No such column 'first' on sobject of type Account",
    );
  });

  it('makes records, with parents, children and read-only fields', () => {
    const text = execute(
      `Account made = (Account) JSON.deserialize('{"attributes":{"type":"Account"},"Name":"Acme","CreatedDate":"2026-01-01T00:00:00.000+0000","Contacts":{"totalSize":1,"done":true,"records":[{"LastName":"X"}]}}', Account.class);
       SObject generic = (SObject) JSON.deserialize('{"attributes":{"type":"Contact"},"LastName":"Y"}', SObject.class);
       return made.Name + '|' + made.CreatedDate.getTime() + '|' + made.Contacts[0].LastName + '|' + generic.getSObjectType();`,
    );
    expect(text).toBe('Acme|1767225600000|X|Contact');
  });

  it('makes results of DML, which tests cannot get otherwise', () => {
    expect(
      execute(`Database.SaveResult made = (Database.SaveResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"DUPLICATE_VALUE"}]}', Database.SaveResult.class);
        return made.isSuccess() + made.getErrors()[0].getMessage() + made.getErrors()[0].getStatusCode().name();`),
    ).toBe('falsenoDUPLICATE_VALUE');
  });
});

describe('JSON.deserializeUntyped', () => {
  it('types numbers by their text', () => {
    const text = execute(`
      Map<String, Object> made = (Map<String, Object>) JSON.deserializeUntyped('{"i":1,"l":5000000000,"d":1.50,"s":"x","n":null,"a":[true]}');
      return (made.get('i') instanceof Integer) + '|' + (made.get('l') instanceof Long) + '|' + (made.get('d') instanceof Decimal) + '|' + made.get('d') + '|' + made.get('n') + '|' + made.get('a');`);
    expect(text).toBe('true|true|true|1.50|null|(true)');
  });
});

describe('JSONGenerator and JSONParser', () => {
  it('write and read token by token', () => {
    expect(
      execute(`JSONGenerator out = JSON.createGenerator(false); out.writeStartObject(); out.writeStringField('a', 'x'); out.writeNumberField('b', 1);
        out.writeFieldName('c'); out.writeStartArray(); out.writeBoolean(true); out.writeEndArray(); out.writeEndObject(); return out.getAsString();`),
    ).toBe('{"a":"x","b":1,"c":[true]}');
    expect(
      execute(
        `JSONParser parser = JSON.createParser('{"total":1,"lines":[{"quantity":2}]}'); Integer found = 0;
        while (parser.nextToken() != null) { if (parser.getCurrentToken() == JSONToken.FIELD_NAME && parser.getText() == 'lines') { parser.nextToken(); parser.nextToken(); Line one = (Line) parser.readValueAs(Line.class); found = one.quantity; } }
        return found;`,
        {},
        CLASSES,
      ),
    ).toBe(2);
  });
});

it('prints what it made', () => {
  expect(toText(evaluate(`JSON.serializePretty(new Map<String, Object>{ 'a' => new List<Integer>{ 1, 2 } })`))).toBe(
    '{\n  "a" : [ 1, 2 ]\n}',
  );
});
