/**
 * AES as `System.Crypto` has it: CBC with PKCS #5 padding, or GCM (`AES256-GCM`, managed initialization vector alone).
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ApexBlob } from '../../values/blob';
import { apexException, required } from '../../values/errors';
import { randomBytes } from './chance';

type Text = string | null;
type Bytes = ApexBlob | null;

interface Algorithm {
  readonly bits: 128 | 192 | 256;
  readonly mode: 'cbc' | 'gcm';
}

const CBC_VECTOR = 16;
const GCM_VECTOR = 12;
const GCM_TAG = 16;
const MOST_BYTES = 1_048_576;

export function unsupportedAlgorithm(name: string): Error {
  return invalid(`The algorithm ${name} is not supported by this operation.`);
}

export function encrypt(name: Text, key: Bytes, vector: Bytes, clearText: Bytes): ApexBlob {
  const algorithm = cbcOnly(name);
  return new ApexBlob(cbc(algorithm, key, vectorOf(vector), dataOf(clearText), 'encrypt'));
}

export function decrypt(name: Text, key: Bytes, vector: Bytes, cipherText: Bytes): ApexBlob {
  const algorithm = cbcOnly(name);
  return new ApexBlob(cbc(algorithm, key, vectorOf(vector), dataOf(cipherText), 'decrypt'));
}

/** The initialization vector is random and stands before the cipher text; GCM's tag stands after it. */
export function encryptWithManagedIv(name: Text, key: Bytes, clearText: Bytes, aaData: Bytes = null): ApexBlob {
  const algorithm = algorithmOf(name);
  const data = dataOf(clearText);
  if (algorithm.mode === 'cbc') {
    const vector = randomBytes(CBC_VECTOR);
    return new ApexBlob(Buffer.concat([vector, cbc(algorithm, key, vector, data, 'encrypt')]));
  }
  const vector = randomBytes(GCM_VECTOR);
  const cipher = createCipheriv(gcmName(algorithm), keyOf(key, algorithm), vector);
  if (aaData) cipher.setAAD(aaData.bytes);
  return new ApexBlob(Buffer.concat([vector, cipher.update(data), cipher.final(), cipher.getAuthTag()]));
}

export function decryptWithManagedIv(name: Text, key: Bytes, ivAndCipherText: Bytes, aaData: Bytes = null): ApexBlob {
  const algorithm = algorithmOf(name);
  const data = dataOf(ivAndCipherText);
  const vectorLength = algorithm.mode === 'cbc' ? CBC_VECTOR : GCM_VECTOR;
  if (data.length < vectorLength + (algorithm.mode === 'cbc' ? 0 : GCM_TAG))
    throw invalid('Unable to parse initialization vector from encrypted data.');
  const vector = data.subarray(0, vectorLength);
  const rest = data.subarray(vectorLength);
  if (algorithm.mode === 'cbc') return new ApexBlob(cbc(algorithm, key, vector, rest, 'decrypt'));
  const decipher = createDecipheriv(gcmName(algorithm), keyOf(key, algorithm), vector);
  decipher.setAuthTag(rest.subarray(rest.length - GCM_TAG));
  if (aaData) decipher.setAAD(aaData.bytes);
  return new ApexBlob(
    guarded(
      () => Buffer.concat([decipher.update(rest.subarray(0, rest.length - GCM_TAG)), decipher.final()]),
      'Tag mismatch!',
    ),
  );
}

function cbc(algorithm: Algorithm, key: Bytes, vector: Buffer, data: Buffer, way: 'encrypt' | 'decrypt'): Buffer {
  const make = way === 'encrypt' ? createCipheriv : createDecipheriv;
  const cipher = make(`aes-${algorithm.bits}-cbc`, keyOf(key, algorithm), vector);
  return guarded(() => Buffer.concat([cipher.update(data), cipher.final()]), 'Given final block not properly padded.');
}

/** @throws System.SecurityException for what was not made with this key */
function guarded(body: () => Buffer, problem: string): Buffer {
  try {
    return body();
  } catch {
    throw apexException('System.SecurityException', problem);
  }
}

function algorithmOf(name: Text): Algorithm {
  const written = required(name);
  const found = /^AES(128|192|256)(-GCM)?$/i.exec(written);
  if (!found) throw unsupportedAlgorithm(written);
  const bits = found[1] === '128' ? 128 : found[1] === '192' ? 192 : 256;
  return { bits, mode: found[2] === undefined ? 'cbc' : 'gcm' };
}

function cbcOnly(name: Text): Algorithm {
  const algorithm = algorithmOf(name);
  if (algorithm.mode !== 'cbc') throw unsupportedAlgorithm(required(name));
  return algorithm;
}

function gcmName({ bits }: Algorithm): 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' {
  return `aes-${bits}-gcm`;
}

function keyOf(key: Bytes, { bits }: Algorithm): Buffer {
  const { bytes } = required(key);
  if (bytes.length !== bits / 8) throw invalid(`Invalid private key. Must be ${bits / 8} bytes.`);
  return bytes;
}

function vectorOf(vector: Bytes): Buffer {
  const { bytes } = required(vector);
  if (bytes.length !== CBC_VECTOR) throw invalid(`Invalid initialization vector. Must be ${CBC_VECTOR} bytes.`);
  return bytes;
}

function dataOf(data: Bytes): Buffer {
  const { bytes } = required(data);
  if (bytes.length > MOST_BYTES)
    throw invalid(`Invalid data. Input data is ${bytes.length} bytes, which exceeds the limit of ${MOST_BYTES} bytes.`);
  return bytes;
}

function invalid(message: string): Error {
  return apexException('System.InvalidParameterValueException', message);
}
