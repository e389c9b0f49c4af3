/** The standard library: every declaration of this folder's rooms, and what of the platform none of them carries. */
import type { LibraryDeclaration } from './declare';
import { LANGUAGE } from './language';
import { PLATFORM_LIBRARY } from './platform-library';
import { withWholePlatform } from './platform/complete';

/** What the local org carries. */
export const CARRIED: readonly LibraryDeclaration[] = [...LANGUAGE, ...PLATFORM_LIBRARY];

/** All that a program may name. */
export const LIBRARY: readonly LibraryDeclaration[] = withWholePlatform(CARRIED);
