import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';

/** A `System.Version`. */
export class Version extends PlatformObject {
  protected readonly typeName = 'System.Version';

  constructor(
    readonly major: number,
    readonly minor: number,
    readonly patch: number | null = null,
  ) {
    super();
  }

  compareTo(other: Version): number {
    const difference =
      this.major - other.major ||
      this.minor - other.minor ||
      // A version without patch number is equal to all its patches.
      (this.patch === null || other.patch === null ? 0 : this.patch - other.patch);
    return Math.sign(difference);
  }
}

/** `System.Version`. */
export const versionClass = libraryClass(
  'System.Version',
  {
    'new(Integer major, Integer minor)': (major: number, minor: number) => new Version(major, minor),
    'new(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) =>
      new Version(major, minor, patch),
    'Integer compareTo(System.Version version)': (self: Version, other: Version) => self.compareTo(other),
    'Integer major()': (self: Version) => self.major,
    'Integer minor()': (self: Version) => self.minor,
    'Integer patch()': (self: Version) => self.patch,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Version.htm' },
);
