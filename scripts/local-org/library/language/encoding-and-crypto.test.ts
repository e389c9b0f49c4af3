// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_UUID.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_timezone.htm
import { generateKeyPairSync } from 'node:crypto';
import { toText } from '../../values/operations';
import { evaluate, execute } from '../testing';

const value = (expression: string): string => toText(evaluate(expression));
const text = (statements: string): string => toText(execute(statements));

describe('EncodingUtil', () => {
  it('encodes and decodes', () => {
    expect(value(`EncodingUtil.base64Encode(Blob.valueOf('äb?'))`)).toBe('w6RiPw==');
    expect(value(`EncodingUtil.base64Decode('w6RiPw==').toString()`)).toBe('äb?');
    expect(
      value(`EncodingUtil.convertToHex(Blob.valueOf('Hi')) + EncodingUtil.convertFromHex('4A4b').toString()`),
    ).toBe('4869JK');
    expect(value(`EncodingUtil.urlEncode('a b&ü~*', 'UTF-8')`)).toBe('a+b%26%C3%BC%7E*');
    expect(value(`EncodingUtil.urlDecode('a+b%26%C3%BC', 'UTF-8')`)).toBe('a b&ü');
  });

  it('refuses what it cannot decode', () => {
    expect(() => evaluate(`EncodingUtil.base64Decode('a-b')`)).toThrow('Unrecognized base64 character: -');
    expect(() => evaluate(`EncodingUtil.convertFromHex('4A4')`)).toThrow('Invalid hexadecimal');
    expect(() => evaluate(`EncodingUtil.urlDecode('%zz', 'UTF-8')`)).toThrow('Illegal hex characters');
  });
});

describe('Crypto', () => {
  it('digests and authenticates', () => {
    expect(value(`EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('')))`)).toBe(
      'd41d8cd98f00b204e9800998ecf8427e',
    );
    // RFC 4231, test case 2.
    expect(
      value(
        `EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe')))`,
      ),
    ).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(
      value(
        `Crypto.verifyHMac('hmacSHA512', Blob.valueOf('a'), Blob.valueOf('k'), Crypto.generateMac('hmacSHA512', Blob.valueOf('a'), Blob.valueOf('k')))`,
      ),
    ).toBe('true');
    expect(() => evaluate(`Crypto.generateDigest('SHA-3000', Blob.valueOf(''))`)).toThrow('SHA-3000 is not supported');
  });

  it.each(['AES128', 'AES192', 'AES256', 'AES256-GCM'])('encrypts with %s and a managed vector', (name) => {
    const bits = name.slice(3, 6);
    expect(
      text(`Blob key = Crypto.generateAesKey(${bits});
        Blob secret = Crypto.encryptWithManagedIV('${name}', key, Blob.valueOf('hello'));
        return Crypto.decryptWithManagedIV('${name}', key, secret).toString();`),
    ).toBe('hello');
  });

  it('encrypts with a vector of its caller, and wants keys of the right size', () => {
    expect(
      text(`Blob key = Blob.valueOf('0123456789abcdef'); Blob iv = Blob.valueOf('fedcba9876543210');
        return Crypto.decrypt('AES128', key, iv, Crypto.encrypt('AES128', key, iv, Blob.valueOf('hello'))).toString();`),
    ).toBe('hello');
    expect(() =>
      execute(`return Crypto.encryptWithManagedIV('AES256', Blob.valueOf('short'), Blob.valueOf('x'));`),
    ).toThrow('Invalid private key. Must be 32 bytes.');
    expect(() =>
      execute(
        `return Crypto.decryptWithManagedIV('AES128', Blob.valueOf('0123456789abcdef'), Blob.valueOf('fedcba9876543210xx'));`,
      ),
    ).toThrow('Given final block not properly padded.');
  });

  it('signs and verifies', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(
      text(`Blob signature = Crypto.sign('ECDSA-SHA256', Blob.valueOf('m'), EncodingUtil.base64Decode('${privateKey}'));
        Blob key = EncodingUtil.base64Decode('${publicKey}');
        return Crypto.verify('ECDSA-SHA256', Blob.valueOf('m'), signature, key) + ' '
          + Crypto.verify('ECDSA-SHA256', Blob.valueOf('n'), signature, key);`),
    ).toBe('true false');
  });
});

describe('UUID', () => {
  it('is random, of version 4, and equal by content', () => {
    expect(value('UUID.randomUUID().toString()')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(
      value(
        `UUID.fromString('7D3D2F1A-0000-4000-8000-000000000000') == UUID.fromString('7d3d2f1a-0000-4000-8000-000000000000')`,
      ),
    ).toBe('true');
    expect(() => evaluate(`UUID.fromString('x')`)).toThrow('Invalid UUID string: x');
  });
});

describe('TimeZone', () => {
  it('knows names and offsets', () => {
    expect(value(`TimeZone.getTimeZone('America/Los_Angeles').getDisplayName()`)).toBe(
      '(GMT-08:00) Pacific Standard Time (America/Los_Angeles)',
    );
    expect(value(`TimeZone.getTimeZone('Europe/Berlin').getOffset(System.now())`)).toBe('3600000');
    expect(value(`TimeZone.getTimeZone('Nowhere').getID()`)).toBe('GMT');
  });
});
