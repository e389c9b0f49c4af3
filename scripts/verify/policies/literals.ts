/** What differs from org to org and stands in the source all the same: addresses, credentials, record Ids. */
import type { CompilationUnit } from '../../local-org/compiler/ast';
import type { XmlElement } from '../../local-org/schema/xml';
import { nodesOf, placeOf, type SyntaxNode } from '../apex/walk';
import type { Finding } from '../finding';

const ADDRESS = /^https?:\/\//i;
/** A name, up to its end, of what holds a credential; a key into a map or a header's name is none. */
const SECRET_NAME = /(?:password|passwd|secret|api_?key|access_?token|auth_?token|private_?key)$/i;
const AUTHORIZATION = /^(?:Basic|Bearer)\s+[\w.~+/=-]{8,}$/;
/** Elements whose text is a credential (Metadata API Developer Guide, NamedCredential, ExternalDataSource, AuthProvider). */
const SECRET_ELEMENTS = new Set(['password', 'oauthToken', 'oauthRefreshToken', 'consumerSecret']);
/** Elements that hold what an admin or a flow builder typed. */
const TYPED_ELEMENTS = new Set([
  'stringValue',
  'value',
  'formula',
  'expression',
  'errorConditionFormula',
  'defaultValue',
  'rightValue',
]);
const LONG_ID = /(?<![A-Za-z0-9])[A-Za-z0-9]{18}(?![A-Za-z0-9])/g;

/** Addresses and credentials in Apex that ships; PMD finds the Ids. */
export function apexLiteralFindings(file: string, unit: CompilationUnit): Finding[] {
  return [...nodesOf(unit)].flatMap((node) => {
    const at = placeOf(node);
    if (!at) return [];
    const text = stringOf(node);
    if (text !== null && ADDRESS.test(text)) return [addressFinding(file, at, text)];
    const isSecret = text === null ? isSecretSet(node) : AUTHORIZATION.test(text);
    return isSecret ? [credentialFinding(file, at)] : [];
  });
}

/** Credentials and Ids in metadata. */
export function metadataLiteralFindings(file: string, root: XmlElement): Finding[] {
  const found: Finding[] = [];
  const open: XmlElement[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    open.push(...element.children);
    const text = element.text.trim();
    if (text === '') continue;
    if (SECRET_ELEMENTS.has(element.name)) found.push(credentialFinding(file, element));
    if (!TYPED_ELEMENTS.has(element.name)) continue;
    const id = (text.match(LONG_ID) ?? []).find(isRecordId);
    if (id !== undefined) found.push(idFinding(file, element, id));
  }
  return found;
}

/**
 * Whether 18 characters are a record Id: its last three say which of the others are capitals.
 * https://help.salesforce.com/s/articleView?id=000385585
 */
export function isRecordId(text: string): boolean {
  if (!/^[A-Za-z0-9]{18}$/.test(text) || !/\d/.test(text)) return false;
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...text.slice(start, start + 5)].map((each, index) => (/[A-Z]/.test(each) ? 2 ** index : 0));
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits.reduce((sum, bit) => sum + bit, 0));
  });
  return text.endsWith(suffix.join(''));
}

/** `String apiKey = 'x'` and `apiKey = 'x'`. */
function isSecretSet(node: SyntaxNode): boolean {
  if (typeof node.name === 'string' && 'initializer' in node) {
    return SECRET_NAME.test(node.name) && isText(node.initializer);
  }
  const target = node.kind === 'assign' ? (node.target as SyntaxNode | null) : null;
  return typeof target?.name === 'string' && SECRET_NAME.test(target.name) && isText(node.value);
}

function isText(node: unknown): boolean {
  const text = node === null || node === undefined ? null : stringOf(node as SyntaxNode);
  return text !== null && text !== '';
}

function stringOf(node: SyntaxNode): string | null {
  const literal = node.kind === 'literal' ? (node.literal as { type: string; value?: unknown }) : null;
  return literal?.type === 'string' ? String(literal.value) : null;
}

interface At {
  readonly line: number;
  readonly column: number;
}

function addressFinding(file: string, { line, column }: At, text: string): Finding {
  const host = text.split('/').slice(0, 3).join('/');
  const message = `The address ${host} is written into the code.`;
  return {
    file,
    line,
    column,
    rule: 'policy/hard-coded-url',
    message,
    remedy: 'Call a named credential: callout:Name.',
  };
}

function credentialFinding(file: string, { line, column }: At): Finding {
  const message = 'A credential is written into the source.';
  return { file, line, column, rule: 'policy/credential', message, remedy: 'Keep it in an external credential.' };
}

function idFinding(file: string, { line, column }: At, id: string): Finding {
  const message = `The record Id ${id} is of one org only.`;
  return {
    file,
    line,
    column,
    rule: 'policy/hard-coded-id',
    message,
    remedy: 'Look the record up by a name or a key.',
  };
}
