/** What TypeScript calls the types of a model: the document's own names, as far as TypeScript takes them. */
import type { JsonPath, NamedType } from '../model/model';

/** Names that no type may have, and globals that generated types stand on. */
const TAKEN = (
  'any as async await bigint boolean break case catch class const continue debugger default delete do else enum export extends ' +
  'false finally for function get if implements import in instanceof interface let never new null number object of package ' +
  'private protected public return set static string super switch symbol this throw true try type typeof undefined unknown ' +
  'var void while with yield Blob Operations'
).split(' ');

/** @returns a name for every type, none twice; the same for the same model */
export function typescriptNames(types: ReadonlyMap<JsonPath, NamedType>): ReadonlyMap<JsonPath, string> {
  const taken = new Set(TAKEN);
  const names = new Map<JsonPath, string>();
  // The document's own names first: what is derived makes way.
  for (const isOwn of [true, false]) {
    for (const { path, hasOwnName, words } of types.values()) {
      if (hasOwnName !== isOwn) continue;
      const wanted = isOwn ? identifier(words.join('_')) : words.map((each) => upperFirst(identifier(each))).join('');
      const name = unique(wanted === '' ? 'Type' : wanted, taken);
      taken.add(name);
      names.set(path, name);
    }
  }
  return names;
}

function identifier(text: string): string {
  const legal = text.replace(/[^\p{ID_Continue}$]+/gu, '_').replace(/^_+$/, '');
  return /^\d/.test(legal) ? `_${legal}` : legal;
}

function unique(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
