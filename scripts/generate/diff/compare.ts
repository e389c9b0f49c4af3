/** Compares two versions of an API, as what is sent and what is received. */
import type { Answer, ApiModel, Body, Operation, Parameter, SecurityScheme } from '../model/model';
import { paired, SEVERITIES, textChange, type Change, type Note, type Subject } from './change';
import { TypeComparison } from './types';

/** @returns every change once, breaking ones first */
export function compareModels(before: ApiModel, after: ApiModel): Change[] {
  return new Comparison(before, after).compare();
}

class Comparison {
  private readonly changes = new Map<string, Change>();
  private readonly types: TypeComparison;

  constructor(
    private readonly before: ApiModel,
    private readonly after: ApiModel,
  ) {
    this.types = new TypeComparison(before.types, after.types, (path, where) =>
      this.noting({ kind: 'type', path }, where),
    );
  }

  compare(): Change[] {
    const note = this.noting({ kind: 'api', path: '#' }, 'API');
    this.compareServers(note);
    compareSchemes(this.before.securitySchemes, this.after.securitySchemes, note);
    const operations = paired(this.before.operations, this.after.operations, ({ path }) => path);
    for (const [old, now] of operations) this.compareOperations(old, now);
    const all = [...this.changes.values()];
    return SEVERITIES.flatMap((severity) => all.filter((each) => each.severity === severity));
  }

  private noting(subject: Subject, where: string): Note {
    return (severity, member, message) => {
      const change = { severity, subject: member === undefined ? subject : { ...subject, member }, where, message };
      this.changes.set(JSON.stringify(change), change);
    };
  }

  private compareServers(note: Note): void {
    const urls = new Set(this.after.servers.map(({ url }) => url));
    const [first] = this.before.servers;
    if (first && !urls.has(first.url)) note('breaking', undefined, `the server ${first.url} is gone`);
    textChange('description', this.before.description, this.after.description, note);
    if (this.before.version !== this.after.version)
      note('cosmetic', undefined, `version ${this.before.version} is ${this.after.version} now`);
  }

  private compareOperations(old: Operation | undefined, now: Operation | undefined): void {
    const any = now ?? old;
    if (!any) return;
    const note = this.noting({ kind: 'operation', path: any.path }, `${any.method} ${any.template}`);
    if (!old) return note('additive', undefined, 'is new');
    if (!now) return note('breaking', undefined, 'is gone');
    for (const [parameter, next] of paired(old.parameters, now.parameters, parameterKey))
      this.compareParameters(parameter, next, note);
    this.compareBodies(old.body, now.body, note);
    for (const [answer, next] of paired(old.answers, now.answers, ({ status }) => status))
      this.compareAnswers(answer, next, note);
    comparePagination(old, now, note);
    compareSecurity(old, now, note);
    if (!old.deprecated && now.deprecated) note('additive', undefined, 'is deprecated now');
    textChange('operation id', old.operationId ?? '', now.operationId ?? '', note);
    textChange('tag', old.tag, now.tag, note);
    textChange('summary', old.summary, now.summary, note);
    textChange('description', old.description, now.description, note);
  }

  private compareParameters(old: Parameter | undefined, now: Parameter | undefined, note: Note): void {
    const any = now ?? old;
    if (!any) return;
    const key = parameterKey(any);
    const what = `${any.in} parameter ${any.wireName}`;
    if (!now) return note('breaking', key, `${what} is gone`);
    if (!old)
      return note(now.required ? 'breaking' : 'additive', key, `${what} is new${now.required ? ' and required' : ''}`);
    if (old.required !== now.required)
      note(now.required ? 'breaking' : 'additive', key, `${what} is ${now.required ? 'required' : 'optional'} now`);
    if (now.isSecret && !old.isSecret)
      note(
        'breaking',
        key,
        `${what} is a key now: requests that carry it are sent at once, and cannot be stored as messages`,
      );
    if (old.isSecret && !now.isSecret)
      note('breaking', key, `${what} is no key any more: it is stored with messages, and shown in errors`);
    if (JSON.stringify(old.style) !== JSON.stringify(now.style))
      note('breaking', key, `${what} is written in another style`);
    this.types.compare(old.type, now.type, 'sent', (severity, _member, message) =>
      note(severity, key, `${what} ${message}`),
    );
    textChange(`description of ${what}`, old.description, now.description, note);
  }

  private compareBodies(old: Body | null, now: Body | null, note: Note): void {
    if (!now) return old ? note('breaking', undefined, 'takes no body any more') : undefined;
    if (!old)
      return note(
        now.required ? 'breaking' : 'additive',
        undefined,
        `takes a body now${now.required ? ', and requires it' : ''}`,
      );
    if (old.mediaType !== now.mediaType)
      note('breaking', undefined, `the body is ${now.mediaType} now, not ${old.mediaType}`);
    if (old.required !== now.required)
      note(
        now.required ? 'breaking' : 'additive',
        undefined,
        `the body is ${now.required ? 'required' : 'optional'} now`,
      );
    this.types.compare(old.type, now.type, 'sent', (severity, _member, message) =>
      note(severity, undefined, `the body ${message}`),
    );
    textChange('description of the body', old.description, now.description, note);
  }

  private compareAnswers(old: Answer | undefined, now: Answer | undefined, note: Note): void {
    const any = now ?? old;
    if (!any) return;
    const what = `answer ${any.status}`;
    if (!now) return note(any.status.startsWith('2') ? 'breaking' : 'additive', undefined, `${what} is gone`);
    if (!old) return note('additive', undefined, `${what} is new`);
    textChange(`description of ${what}`, old.description, now.description, note);
    if (!now.content) return old.content ? note('breaking', undefined, `${what} has no content any more`) : undefined;
    if (!old.content) return note('additive', undefined, `${what} has content now`);
    if (old.content.encoding !== now.content.encoding)
      note('breaking', undefined, `${what} is ${now.content.mediaType} now, not ${old.content.mediaType}`);
    this.types.compare(old.content.type, now.content.type, 'received', (severity, _member, message) =>
      note(severity, undefined, `${what} ${message}`),
    );
  }
}

function comparePagination(old: Operation, now: Operation, note: Note): void {
  if (JSON.stringify(old.pagination) === JSON.stringify(now.pagination)) return;
  if (!old.pagination) note('additive', undefined, 'has pages now');
  else note('breaking', undefined, now.pagination ? 'has pages of another kind' : 'has no pages any more');
}

/** What was enough to be allowed must be enough still. */
function compareSecurity(old: Operation, now: Operation, note: Note): void {
  const ways = ({ security }: Operation): string[] => security.map((each) => [...each].sort().join(' and '));
  const remaining = new Set(ways(now));
  const gone = ways(old).filter((each) => !remaining.has(each));
  if (now.security.length > 0 && old.security.length === 0) note('breaking', undefined, 'needs credentials now');
  else if (gone.length > 0 && now.security.length > 0)
    note('breaking', undefined, `${gone.map((each) => each || 'no credential').join(', ')} is not enough any more`);
  else if (remaining.size !== ways(old).length) note('additive', undefined, 'may be called in other ways, too');
}

function compareSchemes(before: readonly SecurityScheme[], after: readonly SecurityScheme[], note: Note): void {
  for (const [old, now] of paired(before, after, ({ name }) => name)) {
    const what = `security scheme ${(now ?? old)?.name}`;
    if (!now) note('breaking', undefined, `${what} is gone`);
    else if (!old) note('additive', undefined, `${what} is new`);
    else if (withoutDescription(old) !== withoutDescription(now)) note('breaking', undefined, `${what} is another now`);
  }
}

function withoutDescription(scheme: SecurityScheme): string {
  return JSON.stringify({ ...scheme, description: '' });
}

function parameterKey({ in: place, wireName }: Parameter): string {
  return `${place} ${wireName}`;
}
