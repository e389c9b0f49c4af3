/** Local variables and parameters: Apex lets no local shadow another, so one name is one variable at any point. */
import type { ApexType } from '../../values/types';

export interface Local {
  readonly name: string;
  readonly js: string;
  readonly type: ApexType;
  /** Only values that cannot be null are ever assigned to it. */
  readonly nonNull: boolean;
}

/** JavaScript name of a local. No Apex identifier ends in an underscore, so nothing else has such a name. */
export function localName(name: string): string {
  return `${name.toLowerCase()}_`;
}

export class Locals {
  private readonly scopes: Map<string, Local>[] = [new Map<string, Local>()];

  enter(): void {
    this.scopes.push(new Map());
  }

  leave(): void {
    this.scopes.pop();
  }

  find(name: string): Local | null {
    const key = name.toLowerCase();
    for (let index = this.scopes.length - 1; index >= 0; index--) {
      const found = this.scopes[index]?.get(key);
      if (found) return found;
    }
    return null;
  }

  /** Adds a variable to the innermost scope; the caller has reported duplicates. */
  declare(local: Local): void {
    this.scopes.at(-1)?.set(local.name.toLowerCase(), local);
  }

  /** Everything in scope, for variables that dynamic queries name. */
  visible(): readonly Local[] {
    return this.scopes.flatMap((scope) => [...scope.values()]);
  }
}
