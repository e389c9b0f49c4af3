/** `System.Crypto`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm */
import { createHash, createHmac, createPrivateKey, createPublicKey, sign, timingSafeEqual, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ApexBlob } from '../../values/blob';
import { apexException, required } from '../../values/errors';
import { libraryClass } from '../declare';
import { randomBytes } from './chance';
import { decrypt, decryptWithManagedIv, encrypt, encryptWithManagedIv, unsupportedAlgorithm } from './cipher';
import { unsupportedIn } from '../unsupported';

const DIGESTS: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  sha384: 'sha384',
  'sha-384': 'sha384',
  sha512: 'sha512',
  'sha-512': 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
};

const MACS: Readonly<Record<string, string>> = {
  hmacmd5: 'md5',
  hmacsha1: 'sha1',
  hmacsha256: 'sha256',
  hmacsha384: 'sha384',
  hmacsha512: 'sha512',
};

const SIGNATURES: Readonly<Record<string, string>> = {
  rsa: 'sha1',
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
  'rsa-sha384': 'sha384',
  'rsa-sha512': 'sha512',
  'ecdsa-sha256': 'sha256',
  'ecdsa-sha384': 'sha384',
  'ecdsa-sha512': 'sha512',
};

type Text = string | null;
type Bytes = ApexBlob | null;

/** @throws System.InvalidParameterValueException for an algorithm that is none of these */
function algorithm(table: Readonly<Record<string, string>>, name: Text): string {
  const found = table[required(name).toLowerCase()];
  if (found === undefined) throw unsupportedAlgorithm(required(name));
  return found;
}

function generateDigest(name: Text, input: Bytes): ApexBlob {
  return new ApexBlob(createHash(algorithm(DIGESTS, name)).update(required(input).bytes).digest());
}

function generateMac(name: Text, input: Bytes, privateKey: Bytes): ApexBlob {
  const mac = createHmac(algorithm(MACS, name), required(privateKey).bytes);
  return new ApexBlob(mac.update(required(input).bytes).digest());
}

function verifyHmac(name: Text, data: Bytes, privateKey: Bytes, macToVerify: Bytes): boolean {
  const expected = generateMac(name, data, privateKey).bytes;
  const given = required(macToVerify).bytes;
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Keys come as their DER encodings: PKCS #8 for private ones, X.509 for public ones. */
function key(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    throw apexException('System.InvalidParameterValueException', 'Unable to parse the key');
  }
}

function signData(name: Text, input: Bytes, privateKey: Bytes): ApexBlob {
  const digest = algorithm(SIGNATURES, name);
  const { bytes } = required(privateKey);
  const own = key(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));
  return new ApexBlob(sign(digest, required(input).bytes, own));
}

function verifyData(name: Text, data: Bytes, signature: Bytes, publicKey: Bytes): boolean {
  const digest = algorithm(SIGNATURES, name);
  const { bytes } = required(publicKey);
  const own = key(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' }));
  return verify(digest, required(data).bytes, own, required(signature).bytes);
}

function generateAesKey(size: number | null): ApexBlob {
  const bits = required(size);
  if (bits !== 128 && bits !== 192 && bits !== 256)
    throw apexException('System.InvalidParameterValueException', 'Invalid key size. Must be 128, 192, or 256 bits.');
  return new ApexBlob(randomBytes(bits / 8));
}

const unsupported = unsupportedIn('Crypto');

export const cryptoClass = libraryClass(
  'System.Crypto',
  {
    'static Blob decrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob cipherText)': decrypt,
    'static Blob decryptWithManagedIV(String algorithmName, Blob privateKey, Blob ivAndCipherText)':
      decryptWithManagedIv,
    'static Blob decryptWithManagedIV(String algorithmName, Blob privateKey, Blob ivAndCipherText, Blob aaData)':
      decryptWithManagedIv,
    'static Blob encrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob clearText)': encrypt,
    'static Blob encryptWithManagedIV(String algorithmName, Blob privateKey, Blob clearText)': encryptWithManagedIv,
    'static Blob encryptWithManagedIV(String algorithmName, Blob privateKey, Blob clearText, Blob aaData)':
      encryptWithManagedIv,
    'static Blob generateAesKey(Integer size)': generateAesKey,
    'static Blob generateDigest(String algorithmName, Blob input)': generateDigest,
    'static Blob generateMac(String algorithmName, Blob input, Blob privateKey)': generateMac,
    'static Integer getRandomInteger()': () => randomBytes(4).readInt32BE(),
    'static Long getRandomLong()': () => randomBytes(8).readBigInt64BE(),
    'static Blob sign(String algorithmName, Blob input, Blob privateKey)': signData,
    'static Blob signWithCertificate(String algorithmName, Blob input, String certDevName)':
      unsupported('signWithCertificate'),
    'static Boolean verify(String algorithmName, Blob data, Blob signature, Blob publicKey)': verifyData,
    'static Boolean verify(String algorithmName, Blob data, Blob signature, String certDevName)':
      unsupported('verify with a certificate'),
    'static Boolean verifyHMac(String algorithmName, Blob data, Blob privateKey, Blob macToVerify)': verifyHmac,
    'static void signXml(String algorithmName, Dom.XmlNode node, String idAttributeName, String certDevName)':
      unsupported('signXml'),
    'static void signXml(String algorithmName, Dom.XmlNode node, String idAttributeName, String certDevName, Dom.XmlNode refChild)':
      unsupported('signXml'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm' },
);
