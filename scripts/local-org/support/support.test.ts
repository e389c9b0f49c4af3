import { readFileSync } from 'node:fs';
import { execute } from '../library/testing';
import { CARRIED, LIBRARY } from '../library';
import { compare } from '../library/platform/compare';
import { libraryMember } from '../library/platform/member-signature';
import { platformTypes } from '../library/platform/types';
import { BEYOND } from './beyond';
import { SUPPORT_PAGE, printedSupportPage, usedByBehaviours } from './generate';
import { unusedMembers } from './page';

/** What no reason is given for, of everything the library declares and the platform's list has not. */
function flattery(): string[] {
  return CARRIED.flatMap((declaration) => {
    const type = declaration.qualifiedName;
    const platform = platformTypes().get(type.toLowerCase());
    const reasons = BEYOND.flatMap(({ members }) => members[type] ?? []);
    if (reasons.includes('*')) return [];
    if (!platform) return [type];
    const allowed = new Set(reasons);
    return compare(declaration, platform)
      .beyond.filter((text) => !allowed.has(/(\w+)(?:\(.*\))?$/.exec(text)?.[1] ?? text))
      .map((text) => `${type}: ${text}`);
  });
}

describe('what the local org supports', () => {
  const used = usedByBehaviours();

  it('is told by a page that is fresh: `npm run support` writes it', () => {
    expect(readFileSync(SUPPORT_PAGE, 'utf8')).toBe(printedSupportPage(used));
  });

  it('has a behaviour test member by member: what no page tells, and so no test can state, stops by name', () => {
    expect(unusedMembers(CARRIED, used)).toBe('0 members work and are used by no behaviour test.');
  });

  it('is nothing that the platform has not, but for what a reason is given for', () => {
    expect(flattery()).toEqual([]);
  });

  it('gives no reason for what is not there', () => {
    const names = new Map(
      CARRIED.map((each) => [
        each.qualifiedName,
        [...each.constants, ...each.members.map((member) => libraryMember(member).name)],
      ]),
    );
    const unknown = BEYOND.flatMap(({ members }) =>
      Object.entries(members).flatMap(([type, listed]) =>
        listed === '*'
          ? names.has(type)
            ? []
            : [type]
          : listed.filter((name) => !names.get(type)?.includes(name)).map((name) => `${type}.${name}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('covers every type of the platform, be it only to stop by name', () => {
    const named = new Set(LIBRARY.map((each) => each.qualifiedName.toLowerCase()));
    expect([...platformTypes().keys()].filter((key) => !named.has(key))).toEqual([]);
  });

  it('stops by the Apex name at a member of a class it carries', () => {
    expect(() => execute('return Site.getMasterLabel();')).toThrow(
      'not supported by the local org: Site.getMasterLabel',
    );
  });

  it('stops by the Apex name at a class it does not carry', () => {
    expect(() => execute('return Reports.ReportManager.describeReport(null);')).toThrow(
      'not supported by the local org: Reports.ReportManager.describeReport',
    );
  });

  it('lets a class extend a class it does not carry, whose members stop', () => {
    const declarations = 'class Source extends Process.PluginResult { }';
    expect(() => execute('return new Source().outputParameters;', {}, declarations)).toThrow('Process.PluginResult');
  });
});
