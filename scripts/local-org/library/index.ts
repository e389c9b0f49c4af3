/** The standard library the local org carries: every declaration, folder by folder. */
import type { LibraryDeclaration } from './declare';
import { LANGUAGE } from './language';
import { PLATFORM_LIBRARY } from './platform-library';

export const LIBRARY: readonly LibraryDeclaration[] = [...LANGUAGE, ...PLATFORM_LIBRARY];
