/** Emits a program: a module for each top-level class, trigger and anonymous block. */
import type { AnonymousUnit, TriggerUnit } from '../ast';
import type { ProgramContext } from '../bind/context';
import type {
  DeclaredAnonymous,
  DeclaredBlock,
  DeclaredTrigger,
  DeclaredType,
  EffectiveSharing,
} from '../declare/model';
import { outermost, scopeOf } from '../resolve';
import type { ApexType } from '../../values/types';
import { emitBlockBody } from './body';
import { ClassEmitter, classLike, type ClassLike } from './class';
import { ModuleTables, type EmittedModule } from './module';
import { quote } from './text';

/** Emits everything declared; problems go where the context gathers them. */
export function emitProgram(program: ProgramContext): EmittedModule[] {
  const { declarations } = program;
  const classes = declarations.types.filter((each) => each.outer === null);
  return [
    ...classes.map((each) => emitClassModule(each, program)),
    ...declarations.triggers.map((each) => emitTrigger(each, program)),
    ...declarations.anonymous.map((each, index) => emitAnonymous(each, index, program)),
  ];
}

/** Name of the class of an anonymous block. */
export function anonymousClassName(blockName: string, index: number): string {
  return `${blockName} ${index} AnonymousBlock`;
}

function emitClassModule(declared: DeclaredType, program: ProgramContext): EmittedModule {
  const tables = new ModuleTables((type) => classKey(type, program));
  const all = [declared, ...declared.inner].filter((each) => each.type.kind === 'class');
  const definitions = all.map((each) => define(each, tables, program));
  const isTest = outermost(declared.type).isTest;
  return tables.finish(
    declared.type.displayName,
    declared.file,
    all.map((each) => each.type),
    definitions.join(',\n'),
    !isTest,
  );
}

function define(declared: DeclaredType, tables: ModuleTables, program: ProgramContext): string {
  return `${quote(classKey(declared.type, program))}:${new ClassEmitter(program, tables, classLike(declared)).emit()}`;
}

function emitTrigger(declared: DeclaredTrigger, program: ProgramContext): EmittedModule {
  const label = `Trigger.${declared.unit.name}`;
  // Triggers run without sharing unless the access is the user's.
  return emitBlockModule(declared, label, `trigger ${declared.unit.name}`, declared.sobjectType, 'without', program);
}

function emitAnonymous(declared: DeclaredAnonymous, index: number, program: ProgramContext): EmittedModule {
  return emitBlockModule(declared, 'AnonymousBlock', `${program.blockName} ${index}`, null, 'with', program);
}

interface BlockUnit {
  readonly unit: TriggerUnit | AnonymousUnit;
  readonly file: string;
  readonly apiVersion: number;
  readonly members: DeclaredBlock;
}

function emitBlockModule(
  { unit, file, apiVersion, members }: BlockUnit,
  label: string,
  name: string,
  triggerObject: ApexType | null,
  sharing: EffectiveSharing,
  program: ProgramContext,
): EmittedModule {
  const tables = new ModuleTables((type) => classKey(type, program));
  const source: ClassLike = {
    ...members,
    file,
    apiVersion,
    sharing,
    constructors: [],
    bridges: [],
    label,
    triggerObject,
  };
  const init = {
    scope: scopeOf(members.type, file),
    isStatic: false,
    returnType: program.types.void,
    assignsFinals: [],
    apiVersion,
    sharing,
    triggerObject,
  };
  const run = `$run${emitBlockBody({ program, tables, init, name: label, at: unit.at }, unit.body)}`;
  const inner = members.inner.filter((each) => each.type.kind === 'class');
  const definitions = [
    `${quote(classKey(members.type, program))}:${new ClassEmitter(program, tables, source).emit(run)}`,
    ...inner.map((each) => define(each, tables, program)),
  ];
  const defines = [members.type, ...inner.map((each) => each.type)];
  return tables.finish(name, file, defines, definitions.join(',\n'), unit.kind === 'triggerUnit');
}

/** A trigger may have the name of a class: the members of triggers and anonymous blocks are kept apart. */
function classKey(type: ApexType, program: ProgramContext): string {
  const top = outermost(type);
  if (program.declarations.of(top)) return type.displayName;
  const { triggers, anonymous } = program.declarations;
  const trigger = triggers.find((each) => each.members.type === top);
  const prefix = trigger
    ? 'trigger'
    : `${program.blockName} ${anonymous.findIndex((each) => each.members.type === top)}`;
  return `${prefix} ${type.displayName}`;
}
