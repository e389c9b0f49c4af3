import { JsonWriter, quote } from './writer';

function write(pretty: boolean): string {
  const writer = new JsonWriter(pretty);
  writer.startObject();
  writer.name('a');
  writer.literal('1');
  writer.name('b');
  writer.startArray();
  writer.startObject();
  writer.name('c');
  writer.string('x');
  writer.endObject();
  writer.literal('2');
  writer.endArray();
  writer.name('d');
  writer.startObject();
  writer.endObject();
  writer.name('e');
  writer.startArray();
  writer.endArray();
  writer.endObject();
  return writer.text;
}

describe('JSON writer', () => {
  it('writes without any space when compact', () => {
    expect(write(false)).toBe('{"a":1,"b":[{"c":"x"},2],"d":{},"e":[]}');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm#apex_System_Json_serializePretty
  it('lays out as serializePretty does', () => {
    expect(write(true)).toBe('{\n  "a" : 1,\n  "b" : [ {\n    "c" : "x"\n  }, 2 ],\n  "d" : { },\n  "e" : [ ]\n}');
  });

  it('refuses what does not fit where the text stands', () => {
    const writer = new JsonWriter(false);
    writer.startObject();
    expect(() => writer.string('x')).toThrow('Can not write a string, expecting field name');
    expect(() => writer.endArray()).toThrow('Current context not an ARRAY but OBJECT');
  });

  it('escapes quotes, backslashes and control characters only', () => {
    expect(quote('a"b\\c/\n\u0001é')).toBe('"a\\"b\\\\c/\\n\\u0001é"');
  });
});
