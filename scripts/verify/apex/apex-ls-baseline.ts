/**
 * What apex-ls reports although an org accepts it. Everything else it reports is a finding, and so is an entry here that no
 * longer matches anything.
 */

export interface BaselineEntry {
  /** What it reports, as far as it tells the mistake apart. */
  readonly message: RegExp;
  /** Where it may report it: a path from the project's folder. */
  readonly file: RegExp;
  /** Why it is wrong, and who says so. */
  readonly reason: string;
}

/** Of this project. */
export const BASELINE: readonly BaselineEntry[] = [
  {
    message: /^No matching method found for 'publishWithAccessLevel' on 'System\.EventBus'/,
    file: /^force-app\/main\/.*\/Courier\w+Store\.cls$/,
    reason:
      'apex-ls knows API 65. EventBus.publishWithAccessLevel(event or events, System.AccessLevel) is of API 67: ' +
      'Apex Reference Guide, EventBus Class, publishWithAccessLevel.',
  },
  {
    message: /^isTest classes can not be abstract or virtual/,
    file: /^force-app\/main\/api\/classes\/CourierApiMock\.cls$/,
    reason:
      'A class with @IsTest may be no interface and no enum, and has to be a top-level one; nothing else is forbidden: ' +
      'Apex Developer Guide, IsTest Annotation. Generated mocks extend this one.',
  },
];
