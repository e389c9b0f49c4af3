/** Permission sets and their groups, credentials and sites: who may do what, and where callouts go. */

import type {
  EventSubscriberSchema,
  ExternalCredentialSchema,
  NamedCredentialSchema,
  NamedMetadata,
  PermissionSetGroupSchema,
  PermissionSetSchema,
  PublicGroupSchema,
  QueueSchema,
  RemoteSiteSchema,
  RoleSchema,
} from './model';
import type { ParsedFile, ProblemList } from './problems';
import { required } from './problems';
import { child, children, flag, textOf, type XmlElement } from './xml';

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm */
export function readPermissionSet(file: ParsedFile, problems: ProblemList): PermissionSetSchema {
  const root = file.root;
  const enabled = (element: string, name: string, switchedOn = 'enabled'): string[] =>
    children(root, element).flatMap((each) => {
      const text = required(problems, file.path, each, name, `${element} of permission set ${file.name}`);
      return text && flag(each, switchedOn, true) ? [text] : [];
    });
  return {
    name: file.name,
    label: textOf(root, 'label') ?? file.name,
    description: textOf(root, 'description'),
    objectPermissions: children(root, 'objectPermissions').flatMap((each) => {
      const object = required(problems, file.path, each, 'object', `objectPermissions of permission set ${file.name}`);
      if (!object) return [];
      return [
        {
          object,
          create: flag(each, 'allowCreate'),
          read: flag(each, 'allowRead'),
          edit: flag(each, 'allowEdit'),
          delete: flag(each, 'allowDelete'),
          viewAll: flag(each, 'viewAllRecords'),
          modifyAll: flag(each, 'modifyAllRecords'),
        },
      ];
    }),
    fieldPermissions: children(root, 'fieldPermissions').flatMap((each) => {
      const path = required(problems, file.path, each, 'field', `fieldPermissions of permission set ${file.name}`);
      const dot = path?.indexOf('.') ?? -1;
      if (!path || dot < 0) {
        if (path) problems.add(file.path, child(each, 'field'), `Field permission '${path}' must read Object.Field.`);
        return [];
      }
      return [
        {
          object: path.slice(0, dot),
          field: path.slice(dot + 1),
          readable: flag(each, 'readable'),
          editable: flag(each, 'editable'),
        },
      ];
    }),
    classAccesses: enabled('classAccesses', 'apexClass'),
    customPermissions: enabled('customPermissions', 'name'),
    customMetadataTypeAccesses: enabled('customMetadataTypeAccesses', 'name'),
    customSettingAccesses: enabled('customSettingAccesses', 'name'),
    userPermissions: enabled('userPermissions', 'name'),
    externalCredentialPrincipals: enabled('externalCredentialPrincipalAccesses', 'externalCredentialPrincipal'),
    recordTypes: enabled('recordTypeVisibilities', 'recordType', 'visible'),
  };
}

/** Places in a permission set that name objects and fields, to be checked once all objects are known. */
export function permissionTargets(
  root: XmlElement,
): { readonly element: XmlElement; readonly object: string; readonly field: string | null }[] {
  const objects = children(root, 'objectPermissions').flatMap((each) => {
    const object = textOf(each, 'object');
    return object ? [{ element: child(each, 'object') ?? each, object, field: null }] : [];
  });
  const fields = children(root, 'fieldPermissions').flatMap((each) => {
    const [object, field] = (textOf(each, 'field') ?? '').split('.');
    return object && field ? [{ element: child(each, 'field') ?? each, object, field }] : [];
  });
  return [...objects, ...fields];
}

export function readPermissionSetGroup(file: ParsedFile): PermissionSetGroupSchema {
  return {
    name: file.name,
    label: textOf(file.root, 'label') ?? file.name,
    description: textOf(file.root, 'description'),
    permissionSets: children(file.root, 'permissionSets').map((each) => each.text.trim()),
    mutingPermissionSets: children(file.root, 'mutingPermissionSets').map((each) => each.text.trim()),
  };
}

/**
 * Both shapes: `SecuredEndpoint` with parameters, and the legacy one with `endpoint`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_namedcredential.htm
 */
export function readNamedCredential(file: ParsedFile, problems: ProblemList): NamedCredentialSchema {
  const parameters = children(file.root, 'namedCredentialParameters');
  const parameter = (type: string): XmlElement | undefined =>
    parameters.find((each) => textOf(each, 'parameterType') === type);
  const urlParameter = parameter('Url');
  const url = urlParameter ? textOf(urlParameter, 'parameterValue') : textOf(file.root, 'endpoint');
  if (!url)
    problems.add(
      file.path,
      urlParameter ?? file.root,
      `Named credential ${file.name} has no URL: it needs a namedCredentialParameters element of type Url.`,
    );
  const authentication = parameter('Authentication');
  return {
    name: file.name,
    url: url ?? '',
    externalCredential: authentication ? textOf(authentication, 'externalCredential') : null,
    isEnabled: textOf(file.root, 'calloutStatus') !== 'Disabled',
  };
}

const PRINCIPAL_TYPES = new Set(['NamedPrincipal', 'PerUserPrincipal', 'AwsStsPrincipal']);

export function readExternalCredential(file: ParsedFile): ExternalCredentialSchema {
  return {
    name: file.name,
    label: textOf(file.root, 'label') ?? file.name,
    protocol: textOf(file.root, 'authenticationProtocol') ?? 'Custom',
    principals: children(file.root, 'externalCredentialParameters')
      .filter((each) => PRINCIPAL_TYPES.has(textOf(each, 'parameterType') ?? ''))
      .map((each) => `${file.name}-${textOf(each, 'parameterName') ?? textOf(each, 'parameterGroup') ?? ''}`),
  };
}

export function readRemoteSite(file: ParsedFile, problems: ProblemList): RemoteSiteSchema {
  return {
    name: file.name,
    url: required(problems, file.path, file.root, 'url', `Remote site ${file.name}`) ?? '',
    isActive: flag(file.root, 'isActive'),
  };
}

export function readEventSubscriber(file: ParsedFile, problems: ProblemList): EventSubscriberSchema {
  const owner = `Platform event subscriber configuration ${file.name}`;
  const batchSize = textOf(file.root, 'batchSize');
  const size = batchSize === null ? null : Number(batchSize);
  if (size !== null && !(Number.isInteger(size) && size >= 1 && size <= 2000))
    problems.add(file.path, child(file.root, 'batchSize'), `${owner}: batchSize must be a number from 1 to 2000.`);
  return {
    name: file.name,
    trigger: required(problems, file.path, file.root, 'platformEventConsumer', owner) ?? '',
    batchSize: size,
    user: textOf(file.root, 'user'),
  };
}

export function readQueue(file: ParsedFile): QueueSchema {
  return {
    ...readNamed(file),
    email: textOf(file.root, 'email'),
    objects: children(file.root, 'queueSobject').flatMap((each) => textOf(each, 'sobjectType') ?? []),
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_group.htm */
export function readGroup(file: ParsedFile): PublicGroupSchema {
  return { ...readNamed(file), includesBosses: flag(file.root, 'doesIncludeBosses') };
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_role.htm */
export function readRole(file: ParsedFile): RoleSchema {
  const level = (name: string): string | null => textOf(file.root, `${name}AccessLevel`);
  return {
    ...readNamed(file),
    parent: textOf(file.root, 'parentRole'),
    ofOwnAccounts: { case: level('case'), contact: level('contact'), opportunity: level('opportunity') },
  };
}

/**
 * The object a restriction rule that is active takes records away from; null for scoping rules, which only what asks for
 * them heeds.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_restrictionrule.htm
 */
export function restrictedObject({ root }: ParsedFile): string | null {
  return flag(root, 'active') && textOf(root, 'enforcementType') !== 'Scoping' ? textOf(root, 'targetEntity') : null;
}

/** Files without a rule are common: they come with every retrieval. */
export function hasSharingRules(file: ParsedFile): boolean {
  return file.root.children.some((each) => /^sharing\w+Rules$/.test(each.name));
}

/** Name and label of metadata of which no more matters. */
export function readNamed(file: ParsedFile): NamedMetadata {
  const label = textOf(file.root, 'masterLabel') ?? textOf(file.root, 'label') ?? textOf(file.root, 'name');
  return { name: file.name, label: label ?? file.name };
}
