/**
 * The platform's own types: `types.txt`, whose head says where it comes from. The local org knows their signatures, so
 * that what it does not carry compiles and stops by its name, and so that what it carries can be held against them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PlatformType {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly extends: string | null;
  /** For an interface the ones it extends. */
  readonly implements: readonly string[];
  /** `static Decimal valueOf(Double)`, `new(String)`, `String name`; of an enum its constants. */
  readonly members: readonly string[];
}

export const PLATFORM_TYPES_FILE = join(__dirname, 'types.txt');

const HEAD = `# Signatures of the platform's types at API 65.0, as apex-ls has them.
# Made from standard-types-65.0.0.jar (io.github.apex-dev-tools, BSD-3-Clause), which comes with
# @salesforce/code-analyzer-pmd-engine. Renew it with: npm run support -- --platform
`;

let types: ReadonlyMap<string, PlatformType> | null = null;

/** Every type of the platform, by its lower-case qualified name. */
export function platformTypes(): ReadonlyMap<string, PlatformType> {
  types ??= parsePlatformTypes(readFileSync(PLATFORM_TYPES_FILE, 'utf8'));
  return types;
}

export function parsePlatformTypes(text: string): Map<string, PlatformType> {
  const found = new Map<string, PlatformType>();
  for (const block of text.split(/\n(?=\w)/)) {
    const [head = '', ...lines] = block.split('\n');
    const [, kind, name = '', superType = null, interfaces] =
      /^(class|interface|enum) ([\w.]+)(?: extends ([\w.]+))?(?: implements (.+))?$/.exec(head) ?? [];
    if (kind !== 'class' && kind !== 'interface' && kind !== 'enum') continue;
    found.set(name.toLowerCase(), {
      kind,
      name,
      extends: superType,
      implements: interfaces?.split(/, (?=\w+\.)/) ?? [],
      members: lines.filter(Boolean).map((line) => line.trim()),
    });
  }
  return found;
}

export function printPlatformTypes(printed: readonly PlatformType[]): string {
  const blocks = printed.map((type) => {
    const superType = type.extends === null ? '' : ` extends ${type.extends}`;
    const interfaces = type.implements.length ? ` implements ${type.implements.join(', ')}` : '';
    return [`${type.kind} ${type.name}${superType}${interfaces}`, ...type.members.map((each) => `  ${each}`)].join(
      '\n',
    );
  });
  return [HEAD, ...blocks, ''].join('\n');
}
