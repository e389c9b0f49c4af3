/**
 * What the org makes of a new ContentVersion: its document, and the link to where it is first published.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentversion.htm
 */
import { ApexBlob } from '../../values/blob';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';

/** What files need of the store. */
export interface FileRows {
  insertRow(object: string, values: Readonly<Record<string, Value>>): string;
  updateRow(object: string, id: string, values: Readonly<Record<string, Value>>): void;
  rowsWhere(object: string, where: Readonly<Record<string, Value>>): SObjectValue[];
}

/** What a new version must have, though its describe does not say so: public suites that pass on an org rely on it. */
export function missingOfFile(version: SObjectValue): string[] {
  const isElsewhere = version.rawField('ContentUrl') !== null || version.rawField('ContentLocation') === 'E';
  if (version.object.name !== 'ContentVersion' || isElsewhere) return [];
  return ['PathOnClient', 'VersionData'].filter((name) => isBlank(version.rawField(name)));
}

function isBlank(value: Value): boolean {
  return value === null || value === '' || (value instanceof ApexBlob && value.bytes.length === 0);
}

/** Fills a version that is about to be stored. A version without a document begins one. */
export function prepareFile(version: SObjectValue, rows: FileRows): void {
  const data = version.rawField('VersionData');
  const size = data instanceof ApexBlob ? data.bytes.length : 0;
  const path = version.rawField('PathOnClient');
  const extension = typeof path === 'string' && path.includes('.') ? path.slice(path.lastIndexOf('.') + 1) : null;
  const document = version.rawField('ContentDocumentId');
  const earlier = typeof document === 'string' ? rows.rowsWhere('ContentVersion', { ContentDocumentId: document }) : [];
  for (const each of earlier) rows.updateRow('ContentVersion', each.id!, { IsLatest: false });
  set(version, 'IsLatest', true);
  set(version, 'VersionNumber', String(earlier.length + 1));
  set(version, 'ContentSize', size);
  set(version, 'FileExtension', extension);
  set(version, 'FileType', fileType(extension));
  if (version.rawField('Title') === null) set(version, 'Title', path);
  if (typeof document !== 'string') set(version, 'ContentDocumentId', newDocument(version, extension, rows));
}

/**
 * Fills a distribution of a file: the links under which people without a login find it.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentdistribution.htm
 */
export function prepareDistribution(distribution: SObjectValue): void {
  const link = `https://local.org/sfc/p/${distribution.id ?? ''}`;
  set(distribution, 'DistributionPublicUrl', link);
  set(distribution, 'ContentDownloadUrl', `${link}/download`);
}

/** Extensions whose file type has a name of its own; others are their own, in capitals. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  doc: 'WORD',
  docx: 'WORD_X',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  txt: 'TEXT',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
};

function fileType(extension: string | null): string {
  if (extension === null) return 'UNKNOWN';
  return FILE_TYPES[extension.toLowerCase()] ?? extension.toUpperCase();
}

/** Links the document of a stored version. */
export function publishFile(version: SObjectValue, rows: FileRows): void {
  const documentId = version.rawField('ContentDocumentId');
  if (typeof documentId !== 'string') return;
  rows.updateRow('ContentDocument', documentId, { LatestPublishedVersionId: version.id });
  if (version.rawField('VersionNumber') !== '1') return;
  const link = (to: Value, shareType: string): void =>
    void rows.insertRow('ContentDocumentLink', {
      ContentDocumentId: documentId,
      LinkedEntityId: to,
      ShareType: shareType,
      Visibility: 'AllUsers',
    });
  // It stands among the files of its owner, with the permission that this implies.
  link(version.rawField('OwnerId'), 'I');
  const location = version.rawField('FirstPublishLocationId');
  if (typeof location === 'string' && location !== version.rawField('OwnerId')) link(location, 'V');
}

function newDocument(version: SObjectValue, extension: string | null, rows: FileRows): string {
  return rows.insertRow('ContentDocument', {
    Title: version.rawField('Title'),
    FileExtension: extension,
    FileType: version.rawField('FileType'),
    ContentSize: version.rawField('ContentSize'),
    OwnerId: version.rawField('OwnerId'),
    CreatedById: version.rawField('CreatedById'),
    CreatedDate: version.rawField('CreatedDate'),
  });
}

function set(record: SObjectValue, field: string, value: Value): void {
  if (record.object.fields.has(field.toLowerCase())) record.store(field, value);
}
