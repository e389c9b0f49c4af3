/** Holds a metadata file against its type: names, values, and how often an element stands there. */
import type { XmlElement } from '../../local-org/schema/xml';
import type { Finding } from '../finding';
import type { MetadataSchema } from './schema';

/** Markup of its own, which the declarations call a string (LWC Developer Guide, XML Configuration File Elements). */
const MARKUP = new Set(['targetConfigs']);

/** What is wrong with `element`, taken for the type `typeName`, all its descendants included. */
export function shapeFindings(file: string, element: XmlElement, typeName: string, schema: MetadataSchema): Finding[] {
  const findings: Finding[] = [];
  // A list of what is left to do instead of recursion: nesting may be deeper than the stack.
  const open: [XmlElement, string][] = [[element, typeName]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [parent, type] = next;
    const elements = schema.types[type];
    if (!elements) continue;
    const seen = new Set<string>();
    const typed = Object.hasOwn(parent.attributes, 'xsi:nil');
    for (const child of parent.children) {
      const rule = Object.hasOwn(elements, child.name) ? elements[child.name] : undefined;
      if (!rule) {
        findings.push(
          at(file, child, 'unknown-element', `Element {${child.name}} invalid at this location in type ${type}.`, {
            remedy: similar(child.name, Object.keys(elements)),
          }),
        );
        continue;
      }
      if (seen.has(child.name) && !rule.isList) {
        findings.push(
          at(file, child, 'repeated-element', `Element ${child.name} is duplicated in type ${type}.`, {
            remedy: 'Keep one of them.',
          }),
        );
      }
      seen.add(child.name);
      if (schema.types[rule.type]) open.push([child, rule.type]);
      else findings.push(...valueFindings(file, child, rule.type, schema));
    }
    for (const [name, rule] of Object.entries(elements)) {
      if (!rule.isRequired || seen.has(name) || typed) continue;
      findings.push(
        at(file, parent, 'missing-element', `Required field is missing: ${name} of ${type}.`, {
          remedy: `Add <${name}>.`,
        }),
      );
    }
  }
  return findings;
}

function valueFindings(file: string, element: XmlElement, type: string, schema: MetadataSchema): Finding[] {
  if (type === 'any' || MARKUP.has(element.name) || Object.hasOwn(element.attributes, 'xsi:nil')) return [];
  const [inner] = element.children;
  if (inner) {
    return [
      at(file, inner, 'unknown-element', `Element {${inner.name}} invalid at this location in ${element.name}.`, {
        remedy: `<${element.name}> holds a value, no elements.`,
      }),
    ];
  }
  const text = element.text.trim();
  const values = schema.enums[type];
  if (values && !values.includes(text)) {
    return [
      at(file, element, 'unknown-value', `'${shortened(text)}' is not a valid value for the enum '${type}'.`, {
        remedy: similar(text, values),
      }),
    ];
  }
  // XML Schema Part 2: Datatypes, 3.2.2 boolean and 3.2.3 decimal.
  if (type === 'boolean' && !/^(?:true|false|1|0)$/.test(text)) {
    return [
      at(file, element, 'no-boolean', `'${shortened(text)}' is not a valid value for the type xsd:boolean.`, {
        remedy: `Write true or false in <${element.name}>.`,
      }),
    ];
  }
  if (type === 'number' && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) {
    return [
      at(file, element, 'no-number', `'${shortened(text)}' is not a valid value for the type xsd:double.`, {
        remedy: `Write a number in <${element.name}>.`,
      }),
    ];
  }
  return [];
}

/** A finding at an element. */
export function at(
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  rule: string,
  message: string,
  { remedy }: { readonly remedy: string },
): Finding {
  return { file, line, column, rule: `metadata/${rule}`, message, remedy };
}

function similar(wrong: string, right: readonly string[]): string {
  const same = right.find((each) => each.toLowerCase() === wrong.toLowerCase());
  if (same !== undefined) return `Write ${same}.`;
  if (right.length <= 12) return `Use one of ${[...right].sort().join(', ')}.`;
  return 'See the type in the Metadata API Developer Guide.';
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
