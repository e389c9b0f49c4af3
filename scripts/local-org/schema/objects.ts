/** Builds the project's objects from their drafts: custom ones whole, standard ones extended. */

import { readCustomField } from './custom-field';
import { fieldMap, makeField, makeObject } from './make';
import type {
  FieldSchema,
  FieldSetSchema,
  ObjectKind,
  ObjectSchema,
  RecordTypeSchema,
  ValidationRuleSchema,
} from './model';
import type { DraftPart, ObjectDraft } from './object-draft';
import type { ProblemList } from './problems';
import type { StandardObjects } from './standard';
import {
  customMetadataFields,
  customObjectFields,
  customSettingFields,
  historyFields,
  platformEventFields,
  RECORD_TYPE_FIELD,
  shareFields,
} from './system-fields';
import type { PicklistSource } from './value-sets';
import { child, children, flag, textOf, type XmlElement } from './xml';

export interface ObjectContext {
  readonly problems: ProblemList;
  readonly standard: StandardObjects;
  readonly picklists: PicklistSource;
}

/** An object of the project, and where it is declared. */
export interface BuiltObject {
  readonly object: ObjectSchema;
  /** File and place of each custom field, by lower-case name. */
  readonly origins: ReadonlyMap<string, DraftPart>;
}

const SHARING_MODELS: Readonly<Record<string, ObjectSchema['sharingModel']>> = {
  Private: 'private',
  Read: 'read',
  ReadSelect: 'read',
  ReadWrite: 'readWrite',
  ReadWriteTransfer: 'readWrite',
  FullAccess: 'readWrite',
  ControlledByParent: 'controlledByParent',
  ControlledByLeadOrContact: 'controlledByParent',
  ControlledByCampaign: 'controlledByParent',
};

/** What the ending of a custom object's name says about its kind; the endings not listed are not supported. */
const KIND_BY_SUFFIX: Readonly<Record<string, ObjectKind>> = {
  __c: 'custom',
  __mdt: 'customMetadata',
  __e: 'platformEvent',
};

/**
 * Builds the objects a draft comes to: itself and, where they exist, its share and history objects. `Activity` extends
 * Task and Event.
 */
export function buildObjects(draft: ObjectDraft, context: ObjectContext): BuiltObject[] {
  const suffix = /__[A-Za-z]+$/.exec(draft.name)?.[0] ?? null;
  if (suffix === null) return extendStandard(draft, context);
  const kind = KIND_BY_SUFFIX[suffix];
  const place = draft.definition ?? draft.fields[0];
  if (!kind) {
    context.problems.add(
      place?.file ?? '',
      place?.element ?? null,
      `not supported by the local org: object ${draft.name}`,
    );
    return [];
  }
  if (!draft.definition) {
    for (const part of [...draft.fields, ...draft.recordTypes, ...draft.validationRules, ...draft.fieldSets])
      context.problems.add(
        part.file,
        part.element,
        `${part.name} belongs to object ${draft.name}, which no ${draft.name}.object-meta.xml of the project declares.`,
      );
    return [];
  }
  return buildCustom(draft, draft.definition, kind, context);
}

function buildCustom(
  draft: ObjectDraft,
  definition: DraftPart,
  suffixKind: ObjectKind,
  context: ObjectContext,
): BuiltObject[] {
  const root = definition.element;
  const { fields: custom, origins } = customFields(draft, context);
  const settingsType = textOf(root, 'customSettingsType');
  const kind: ObjectKind = settingsType ? 'customSetting' : suffixKind;
  const isDetail = custom.some((field) => field.isMasterDetail);
  const recordTypes = draft.recordTypes.map(readRecordType);
  const label = textOf(root, 'label') ?? draft.name.replace(/__\w+$/, '').replace(/_/g, ' ');
  const sharing = textOf(root, 'sharingModel');
  const object = makeObject(draft.name, {
    kind,
    label,
    pluralLabel: textOf(root, 'pluralLabel') ?? label,
    fields: fieldMap([
      ...ownFields(kind, definition, isDetail, settingsType === 'List'),
      ...(recordTypes.length ? [RECORD_TYPE_FIELD] : []),
      ...custom,
    ]),
    recordTypes,
    validationRules: readValidationRules(draft),
    fieldSets: draft.fieldSets.map(readFieldSet),
    sharingModel: sharing ? (SHARING_MODELS[sharing] ?? 'readWrite') : isDetail ? 'controlledByParent' : 'readWrite',
    publishBehavior:
      kind !== 'platformEvent'
        ? null
        : textOf(root, 'publishBehavior') === 'PublishAfterCommit'
          ? 'afterCommit'
          : 'immediately',
    customSettingsType: settingsType ? (settingsType === 'List' ? 'list' : 'hierarchy') : null,
    isCreateable: kind !== 'customMetadata',
    isUpdateable: kind !== 'customMetadata' && kind !== 'platformEvent',
    isDeletable: kind !== 'customMetadata' && kind !== 'platformEvent',
    isQueryable: kind !== 'platformEvent',
    isFeedEnabled: flag(root, 'enableFeeds'),
    description: textOf(root, 'description'),
  });
  const built: BuiltObject[] = [{ object, origins }];
  if (kind === 'custom') built.push(...companions(object, draft, flag(root, 'enableHistory')));
  return built;
}

/** `X__Share` where not everyone may edit everything; `X__History` where changes are tracked. */
function companions(object: ObjectSchema, draft: ObjectDraft, hasHistory: boolean): BuiltObject[] {
  const stem = object.name.slice(0, -'__c'.length);
  const found: BuiltObject[] = [];
  if (object.sharingModel === 'private' || object.sharingModel === 'read') {
    const reasons = draft.sharingReasons.map((reason) => `${reason.name.replace(/__c$/, '')}__c`);
    const share = makeObject(`${stem}__Share`, {
      kind: 'share',
      label: `Share: ${object.label}`,
      fields: fieldMap(shareFields(object.name, reasons)),
      keyPrefix: '02c',
    });
    found.push({ object: share, origins: new Map() });
  }
  if (hasHistory) {
    const history = makeObject(`${stem}__History`, {
      kind: 'history',
      label: `History: ${object.label}`,
      fields: fieldMap(historyFields(object.name)),
      keyPrefix: '017',
      isCreateable: false,
      isUpdateable: false,
      isDeletable: false,
    });
    found.push({ object: history, origins: new Map() });
  }
  return found;
}

function ownFields(kind: ObjectKind, definition: DraftPart, isDetail: boolean, isList: boolean): FieldSchema[] {
  if (kind === 'customMetadata') return customMetadataFields();
  if (kind === 'platformEvent') return platformEventFields();
  if (kind === 'customSetting') return customSettingFields(isList);
  return customObjectFields(nameField(definition), isDetail, flag(definition.element, 'enableActivities'));
}

function nameField(definition: DraftPart): FieldSchema {
  const element = child(definition.element, 'nameField');
  const isAutoNumber = element !== null && textOf(element, 'type') === 'AutoNumber';
  return makeField('Name', 'string', {
    label: (element && textOf(element, 'label')) ?? 'Name',
    length: 80,
    isNameField: true,
    isAutoNumber,
    displayFormat: isAutoNumber ? (textOf(element, 'displayFormat') ?? '{0}') : null,
    isCreateable: !isAutoNumber,
    isUpdateable: !isAutoNumber,
  });
}

function extendStandard(draft: ObjectDraft, context: ObjectContext): BuiltObject[] {
  const targets = draft.name === 'Activity' ? ['Task', 'Event'] : [draft.name];
  const { fields: custom, origins } = customFields(draft, context);
  const definition = draft.definition?.element ?? null;
  return targets.flatMap((target) => {
    const standard = context.standard.object(target);
    if (!standard) {
      const place = draft.definition ?? draft.fields[0] ?? draft.recordTypes[0] ?? draft.fieldSets[0];
      if (custom.length > 0)
        context.problems.add(
          place?.file ?? '',
          place?.element ?? null,
          `not supported by the local org: standard object ${target}`,
        );
      return [];
    }
    const recordTypes = draft.recordTypes.map(readRecordType);
    const sharing = definition && textOf(definition, 'sharingModel');
    const object: ObjectSchema = {
      ...standard,
      fields: fieldMap([
        ...[...standard.fields.values()].map((field) => withStandardValues(field, target, context)),
        ...(recordTypes.length ? [RECORD_TYPE_FIELD] : []),
        ...custom,
      ]),
      recordTypes,
      validationRules: readValidationRules(draft),
      fieldSets: draft.fieldSets.map(readFieldSet),
      sharingModel: (sharing ? SHARING_MODELS[sharing] : undefined) ?? standard.sharingModel,
      ...(definition && child(definition, 'enableFeeds') ? { isFeedEnabled: flag(definition, 'enableFeeds') } : {}),
    };
    return [{ object, origins }];
  });
}

function withStandardValues(field: FieldSchema, object: string, context: ObjectContext): FieldSchema {
  const values = context.picklists.standardValues(object, field.name);
  return values ? { ...field, picklistValues: values } : field;
}

/** The custom fields of a draft; what a project says about standard fields (history tracking and the like) changes nothing here. */
function customFields(
  draft: ObjectDraft,
  context: ObjectContext,
): { fields: FieldSchema[]; origins: Map<string, DraftPart> } {
  const fields: FieldSchema[] = [];
  const origins = new Map<string, DraftPart>();
  for (const part of draft.fields) {
    if (!/__[cs]$/.test(part.name)) continue;
    const read = readCustomField(part.element, part.name, {
      file: part.file,
      object: draft.name,
      problems: context.problems,
      valueSet: (name) => context.picklists.valueSet(name),
    });
    for (const field of read) {
      fields.push(field);
      origins.set(field.name.toLowerCase(), part);
    }
  }
  return { fields, origins };
}

function readRecordType(part: DraftPart): RecordTypeSchema {
  return {
    name: part.name,
    label: textOf(part.element, 'label') ?? part.name,
    isActive: flag(part.element, 'active', true),
    description: textOf(part.element, 'description'),
    picklists: children(part.element, 'picklistValues').map((each) => {
      const values = children(each, 'values');
      // Signs that are special in XML or in addresses are written as in addresses.
      const nameOf = (value: XmlElement): string => decodeURIComponent(textOf(value, 'fullName') ?? '');
      const chosen = values.find((value) => flag(value, 'default'));
      return {
        field: textOf(each, 'picklist') ?? '',
        values: values.map(nameOf),
        defaultValue: chosen ? nameOf(chosen) : null,
      };
    }),
  };
}

/** Active rules only: the others never run. */
function readValidationRules(draft: ObjectDraft): ValidationRuleSchema[] {
  return draft.validationRules
    .filter((part) => flag(part.element, 'active'))
    .map((part) => ({
      name: part.name,
      formula: textOf(part.element, 'errorConditionFormula') ?? 'FALSE',
      message: textOf(part.element, 'errorMessage') ?? '',
      field: textOf(part.element, 'errorDisplayField'),
    }));
}

function readFieldSet(part: DraftPart): FieldSetSchema {
  return {
    name: part.name,
    label: textOf(part.element, 'label') ?? part.name,
    description: textOf(part.element, 'description'),
    fields: children(part.element, 'displayedFields').map((each) => ({
      path: textOf(each, 'field') ?? '',
      isRequired: flag(each, 'isRequired'),
    })),
  };
}
