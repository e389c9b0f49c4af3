/** `System.EncodingUtil`. */
import { ApexBlob } from '../../values/blob';
import { apexException, required, UnsupportedError } from '../../values/errors';
import { libraryClass } from '../declare';

function base64Decode(text: string | null): ApexBlob {
  const encoded = required(text).replace(/\s/g, '');
  const wrong = /[^A-Za-z0-9+/=]/.exec(encoded);
  if (wrong) throw apexException('System.StringException', `Unrecognized base64 character: ${wrong[0]}`);
  return new ApexBlob(Buffer.from(encoded, 'base64'));
}

function convertFromHex(text: string | null): ApexBlob {
  const hex = required(text);
  if (hex.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(hex))
    throw apexException('System.InvalidParameterValueException', 'Invalid hexadecimal string');
  return new ApexBlob(Buffer.from(hex, 'hex'));
}

/** The character sets of URLs the local org knows. */
function charset(name: string | null): BufferEncoding {
  const wanted = required(name).toLowerCase();
  if (wanted === 'utf-8' || wanted === 'utf8') return 'utf8';
  if (wanted === 'iso-8859-1') return 'latin1';
  throw new UnsupportedError(`EncodingUtil with the encoding scheme ${name}`);
}

/** As `java.net.URLEncoder` does, whose rules these are: letters, digits and `.-*_` stay, a space is `+`. */
function urlEncode(text: string | null, encodingScheme: string | null): string {
  const encoding = charset(encodingScheme);
  return required(text).replace(/[^A-Za-z0-9.*_-]/gu, (sign) => {
    if (sign === ' ') return '+';
    return [...Buffer.from(sign, encoding)].map((byte) => `%${hexByte(byte)}`).join('');
  });
}

function urlDecode(text: string | null, encodingScheme: string | null): string {
  const encoding = charset(encodingScheme);
  const spaced = required(text).replaceAll('+', ' ');
  if (/%(?![0-9A-Fa-f]{2})/.test(spaced))
    throw apexException('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  return spaced.replace(/(?:%[0-9A-Fa-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(encoding),
  );
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

export const encodingUtilClass = libraryClass(
  'System.EncodingUtil',
  {
    'static Blob base64Decode(String text)': base64Decode,
    'static String base64Encode(Blob bytes)': (bytes: ApexBlob | null) => required(bytes).bytes.toString('base64'),
    'static Blob convertFromHex(String text)': convertFromHex,
    'static String convertToHex(Blob bytes)': (bytes: ApexBlob | null) => required(bytes).bytes.toString('hex'),
    'static String urlDecode(String text, String encodingScheme)': urlDecode,
    'static String urlEncode(String text, String encodingScheme)': urlEncode,
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm',
  },
);
