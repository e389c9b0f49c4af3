/**
 * Modifiers, annotations and declared names.
 */
import type { AnnotationContext, ElementValueContext, IdContext, ModifierContext } from '@apexdevtools/apex-parser';
import type { Annotation, Modifiers } from '../ast';
import { type Build, present, word } from './build';
import { literal } from './expressions';
import { checkDeclaredName } from './names';

export function modifiers(build: Build, contexts: readonly ModifierContext[]): Modifiers {
  const annotations: Annotation[] = [];
  const keywords: string[] = [];
  for (const context of contexts) {
    const written = context.annotation();
    if (present(written)) annotations.push(annotation(build, written));
    else keywords.push((context.children ?? []).map((token) => token.getText().toLowerCase()).join(' '));
  }
  return { annotations, keywords };
}

function annotation(build: Build, context: AnnotationContext): Annotation {
  const parameters: Record<string, string | number | boolean> = {};
  const pairs = context.elementValuePairs();
  if (present(pairs)) {
    // Commas between them are the mistake everybody makes who knows Java.
    if (pairs.COMMA_list().length > 0) build.unexpected(build.at(context), '@');
    for (const pair of pairs.elementValuePair_list()) {
      parameters[word(pair.id()).toLowerCase()] = annotationValue(build, pair.elementValue());
    }
  }
  if (present(context.elementValue())) parameters.value = annotationValue(build, context.elementValue());
  return { at: build.at(context), name: word(context.id()), parameters };
}

function annotationValue(build: Build, context: ElementValueContext): string | number | boolean {
  const value = literal(build, context.literal());
  if (value.kind !== 'literal') throw new Error('an annotation value that is no literal');
  const { literal: held } = value;
  switch (held.type) {
    case 'string':
    case 'boolean':
      return held.value;
    case 'null':
      return 'null';
    default:
      return Number(held.text);
  }
}

/** The name of a type, variable, parameter or property being declared. */
export function declaredName(build: Build, context: IdContext): string {
  return checked(build, context, false);
}

/** The name of a method being declared: reserved words will do. */
export function methodName(build: Build, context: IdContext): string {
  return checked(build, context, true);
}

function checked(build: Build, context: IdContext, reservedAllowed: boolean): string {
  const name = word(context);
  const message = checkDeclaredName(name, reservedAllowed);
  if (message !== null) build.problem(build.at(context), message);
  return name;
}
