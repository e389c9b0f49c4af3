/** Who in a project uses what changes: the project is compiled with what the old document generates, and each use is noted. */
import { basename, join } from 'node:path';
import { compile, type UseListener } from '../../local-org/compiler';
import { parseFiles } from '../../local-org/compiler/parse';
import type { CompileProblem } from '../../local-org/compiler/problems';
import { LIBRARY } from '../../local-org/library';
import { cacheFolder } from '../../local-org/project/cache-folder';
import { readProject, type ApexSource, type Project } from '../../local-org/project/project';
import { loadSchema } from '../../local-org/schema';
import type { ApexType } from '../../local-org/values/types';
import { generate } from '../generate';
import type { ApiModel, JsonPath, Operation, TypeRef } from '../model/model';
import type { NameLock } from '../names/lock';
import { manifestOf } from '../output/write';
import { success } from '../apex/clients';
import type { Subject } from './change';
import { outsideApex } from './outside-apex';
import { withoutBodies } from './without-bodies';

/** The toolchain's own project: its classes stand in where a project has Courier installed, not in its folders. */
const THIS_PROJECT = join(__dirname, '..', '..', '..');
/** A class of Courier that all generated requests extend. */
const BASE_CLASS = 'CourierApiRequest';
const API_VERSION = 67;

export interface Wanted {
  /** Folder of the sfdx-project.json. */
  readonly root: string;
  /** The API as the project uses it. */
  readonly model: ApiModel;
  readonly lock: NameLock;
  /** Where the lock lies with what was generated beside it. */
  readonly folder: string;
}

export class Callers {
  /** `file:line` of the uses of something, in lower case: `shopmodel.order`, `shopmodel.order.limit_x`. */
  private readonly uses = new Map<string, Set<string>>();

  private constructor(
    private readonly lock: NameLock,
    private readonly model: ApiModel,
    /** Files in which nobody is found: they cannot be parsed. */
    readonly unread: readonly CompileProblem[],
  ) {}

  static in({ root, model, lock, folder }: Wanted): Callers {
    const project = readProject(root);
    const isFlowAction = ({ path }: Operation): boolean => lock.operations[path]?.flow !== undefined;
    const { files, names: given } = generate(model, { prefix: lock.prefix, endpoint: lock.prefix, lock, isFlowAction });
    const generated = files.filter(({ path }) => path.endsWith('.cls') && !path.endsWith('Test.cls'));
    const names = new Set([...generated.map(({ path }) => path), ...manifestOf(folder)].map(className));
    const own = project.sources.filter(({ file }) => !names.has(className(file)));
    const beside = [
      ...generated.map(({ path, text }) => ({ file: `${lock.prefix}:${path}`, text, apiVersion: API_VERSION })),
      ...packageFor(own),
    ];
    const callers = Callers.among(own, beside, project, given.lock, model);
    for (const { name, place } of outsideApex(project)) callers.add(name, place);
    return callers;
  }

  private static among(
    own: readonly ApexSource[],
    beside: readonly ApexSource[],
    { packageFolders, ignores }: Project,
    lock: NameLock,
    model: ApiModel,
  ): Callers {
    const cache = cacheFolder();
    const { units, problems } = parseFiles([...own, ...beside], join(cache, 'units'));
    const versions = new Map([...own, ...beside].map(({ file, apiVersion }) => [file, apiVersion]));
    const files = new Set(own.map(({ file }) => file));
    const callers = new Callers(lock, model, problems);
    const onUse: UseListener = (what, file, { line }, receiver = null) => {
      if (!files.has(file)) return;
      callers.note(what, `${file}:${line}`);
      // Whoever calls what a type has inherited uses the type.
      const owner = 'owner' in what ? what.owner : null;
      for (let type = receiver; type && type !== owner; type = type.superType)
        callers.add(type.displayName, `${file}:${line}`);
    };
    const { program } = compile({
      units: units.map(({ file, unit }) => ({
        file,
        unit: files.has(file) ? unit : withoutBodies(unit),
        apiVersion: versions.get(file) ?? API_VERSION,
      })),
      schema: loadSchema(packageFolders, { cacheFolder: cache, ignores }).schema,
      library: LIBRARY,
      onUse,
    });
    for (const { file, methods } of program.declarations.types) {
      if (!files.has(file)) continue;
      // What overrides a method breaks with it.
      for (const { member, declaration } of methods) callers.note(member, `${file}:${declaration.nameAt.line}`);
    }
    return callers;
  }

  private note(what: Parameters<UseListener>[0], place: string): void {
    if (!('owner' in what)) {
      for (const each of what.typeArguments) this.note(each, place);
      return this.add(what.displayName, place);
    }
    // Whoever uses a member uses what it is a member of, and what it overrides.
    for (let owner: ApexType | null = what.owner; owner; owner = owner.superType) {
      this.add(owner.displayName, place);
      this.add(`${owner.displayName}.${what.name}`, place);
    }
  }

  private add(name: string, place: string): void {
    const key = name.toLowerCase();
    const places = this.uses.get(key) ?? new Set();
    this.uses.set(key, places.add(place));
  }

  /** @returns `file:line` of each line that uses it, by file and line */
  of(subject: Subject): string[] {
    const found = this.namesOf(subject).flatMap((each) => [...(this.uses.get(each.toLowerCase()) ?? [])]);
    return [...new Set(found)].sort(byPlace);
  }

  private namesOf({ kind, path, member }: Subject): string[] {
    if (kind === 'operation') {
      const names = this.lock.operations[path];
      if (!names) return [];
      const setter = member === undefined ? undefined : names.members[member];
      // What stands in the path is an argument of the method that begins the request.
      if (setter !== undefined && !member?.startsWith('path ')) {
        const input = member === undefined ? undefined : names.flow?.inputs[member];
        return [
          `${names.client}.${names.request}.${setter}`,
          ...(names.flow && input !== undefined ? [`${names.flow.action}.in.${input}`] : []),
        ];
      }
      return [
        `${names.client}.${names.method}`,
        `${names.client}.${names.request}`,
        ...(names.flow ? [names.flow.action] : []),
      ];
    }
    const names = kind === 'type' ? this.lock.types[path] : undefined;
    if (!names) return [];
    if (member === undefined) return [names.name, ...this.variablesOf(path)];
    // A variant is known by its type.
    const isVariant = member.startsWith('as ');
    const key = isVariant ? member.replace(/#[^>]*/, (type) => this.lock.types[type]?.name ?? type) : member;
    const field = names.members[key];
    if (field === undefined) return [];
    return [
      ...(isVariant ? ['is', 'as'] : ['']).map((before) => `${names.name}.${before}${field}`),
      ...this.variablesOf(path, member),
    ];
  }

  /** The variables of Flow actions that carry a property of a type, or any of them. */
  private variablesOf(path: JsonPath, property?: string): string[] {
    const isIt = (type: TypeRef | undefined): boolean => type?.kind === 'named' && type.path === path;
    return this.model.operations.flatMap((operation) => {
      const flow = this.lock.operations[operation.path]?.flow;
      if (!flow) return [];
      const isWanted = ([key]: [string, string]): boolean => property === undefined || key === property;
      const inputs = isIt(operation.body?.type)
        ? Object.entries(flow.inputs).filter(([key, name]) => key.startsWith('body ') && isWanted([key.slice(5), name]))
        : [];
      const outputs = isIt(success(operation).content?.type) ? Object.entries(flow.outputs).filter(isWanted) : [];
      return [
        ...inputs.map(([, name]) => `${flow.action}.in.${name}`),
        ...outputs.map(([, name]) => `${flow.action}.out.${name}`),
      ];
    });
  }
}

function packageFor(own: readonly ApexSource[]): readonly ApexSource[] {
  if (own.some(({ file }) => className(file) === BASE_CLASS.toLowerCase())) return [];
  const known = new Set(own.map(({ file }) => className(file)));
  const { sources } = readProject(THIS_PROJECT, [join('force-app', 'main')]);
  return sources
    .filter(({ file }) => file.endsWith('.cls') && !known.has(className(file)))
    .map((each) => ({ ...each, file: `Courier:${each.file}` }));
}

function className(file: string): string {
  return basename(file.replaceAll('\\', '/'))
    .replace(/\.\w+$/, '')
    .toLowerCase();
}

function byPlace(a: string, b: string): number {
  const [one, other] = [a, b].map((each) => /^(.*):(\d+)$/.exec(each));
  const [first = '', second = ''] = [one?.[1], other?.[1]];
  return first === second ? Number(one?.[2]) - Number(other?.[2]) : first < second ? -1 : 1;
}
