/** The language-level part of the `System` namespace: primitives, collections, exceptions. */
import type { LibraryDeclaration } from '../declare';

export const LANGUAGE: readonly LibraryDeclaration[] = [];
