/** Modifiers and annotations as members carry them. */
import type { Annotation, Modifiers } from '../ast';
import type { AnnotationMember, Visibility } from '../../values/types';
import type { DeclaredMethod } from './model';

/** The visibility the modifiers give; members without one are private, or what the place says. */
export function visibilityOf(modifiers: Modifiers, otherwise: Visibility = 'private'): Visibility {
  for (const keyword of modifiers.keywords) {
    if (keyword === 'webservice') return 'global';
    if (keyword === 'global' || keyword === 'public' || keyword === 'protected' || keyword === 'private')
      return keyword;
  }
  return otherwise;
}

export function has(modifiers: Modifiers, keyword: string): boolean {
  return modifiers.keywords.includes(keyword);
}

/** The annotation of a name given in lower case. */
export function annotation(modifiers: Modifiers, name: string): Annotation | undefined {
  return modifiers.annotations.find((each) => each.name.toLowerCase() === name);
}

/** Annotations with their names in lower case; the keyword `testMethod` counts as `@IsTest`. */
export function annotationsOf(modifiers: Modifiers): readonly AnnotationMember[] {
  const written = modifiers.annotations.map((each): AnnotationMember => {
    const parameters: Record<string, string | number | boolean> = {};
    for (const [name, value] of Object.entries(each.parameters)) parameters[name.toLowerCase()] = value;
    return { name: each.name.toLowerCase(), parameters };
  });
  const isTestMethod = has(modifiers, 'testmethod') && !written.some((each) => each.name === 'istest');
  return isTestMethod ? [...written, { name: 'istest', parameters: {} }] : written;
}

/** The methods with an annotation, whose name is given in lower case. */
export function annotated(methods: readonly DeclaredMethod[], name: string): readonly DeclaredMethod[] {
  return methods.filter(({ declaration }) => annotation(declaration.modifiers, name) !== undefined);
}
