/** Gathers what the files of a project say about each object, whichever layout they use. */

import type { ParsedFile, ProblemList } from './problems';
import { children, textOf, type XmlElement } from './xml';

/** A part of an object and the file it stands in. */
export interface DraftPart {
  readonly name: string;
  readonly element: XmlElement;
  readonly file: string;
}

/** All the files say about one object. */
export interface ObjectDraft {
  readonly name: string;
  /** The `CustomObject` element; null where only parts of the object are in the project. */
  definition: DraftPart | null;
  readonly fields: DraftPart[];
  readonly recordTypes: DraftPart[];
  readonly validationRules: DraftPart[];
  readonly fieldSets: DraftPart[];
  readonly sharingReasons: DraftPart[];
}

type PartKind = 'fields' | 'recordTypes' | 'validationRules' | 'fieldSets' | 'sharingReasons';

const PART_KINDS: readonly PartKind[] = ['fields', 'recordTypes', 'validationRules', 'fieldSets', 'sharingReasons'];
const PART_OF_FILE = {
  field: 'fields',
  recordType: 'recordTypes',
  validationRule: 'validationRules',
  fieldSet: 'fieldSets',
  sharingReason: 'sharingReasons',
} as const;
const PART_WORDS: Readonly<Record<PartKind, string>> = {
  fields: 'Field',
  recordTypes: 'Record type',
  validationRules: 'Validation rule',
  fieldSets: 'Field set',
  sharingReasons: 'Sharing reason',
};

/** The draft of an object, made empty where there is none yet. */
export function ensureDraft(drafts: Map<string, ObjectDraft>, name: string): ObjectDraft {
  const key = name.toLowerCase();
  let draft = drafts.get(key);
  if (!draft) {
    draft = {
      name,
      definition: null,
      fields: [],
      recordTypes: [],
      validationRules: [],
      fieldSets: [],
      sharingReasons: [],
    };
    drafts.set(key, draft);
  }
  return draft;
}

/** One draft an object, keyed by lower-case name; what is declared twice is a problem and counts once. */
export function gatherDrafts(files: readonly ParsedFile[], problems: ProblemList): Map<string, ObjectDraft> {
  const drafts = new Map<string, ObjectDraft>();
  const draftOf = (name: string): ObjectDraft => ensureDraft(drafts, name);
  const addPart = (draft: ObjectDraft, kind: PartKind, part: DraftPart): void => {
    const earlier = draft[kind].find((each) => each.name.toLowerCase() === part.name.toLowerCase());
    if (earlier)
      problems.add(
        part.file,
        part.element,
        `${PART_WORDS[kind]} ${draft.name}.${part.name} is declared twice: also in ${earlier.file}.`,
      );
    else draft[kind].push(part);
  };

  for (const file of files) {
    if (file.kind === 'object') {
      const draft = draftOf(file.name);
      const part = { name: file.name, element: file.root, file: file.path };
      // A standard object's own file holds settings only; several packages may each bring one.
      if (draft.definition && /__\w+$/.test(file.name))
        problems.add(file.path, file.root, `Object ${file.name} is declared twice: also in ${draft.definition.file}.`);
      else draft.definition ??= part;
      for (const kind of PART_KINDS)
        for (const element of children(file.root, kind)) {
          const name = textOf(element, 'fullName');
          if (name) addPart(draft, kind, { name, element, file: file.path });
          else problems.add(file.path, element, `${PART_WORDS[kind]} of ${file.name} has no <fullName>.`);
        }
    } else if (file.object !== null && file.kind in PART_OF_FILE) {
      const kind = PART_OF_FILE[file.kind as keyof typeof PART_OF_FILE];
      const name = textOf(file.root, 'fullName') ?? file.name;
      addPart(draftOf(file.object), kind, { name, element: file.root, file: file.path });
    }
  }
  return drafts;
}
