/** Who in a project uses Apex without being Apex: flows that call actions, components that import methods. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath, type Project } from '../../local-org/project/project';

export interface Use {
  /** A class, `Class.method`, or a variable of an action: `Class.in.name`, `Class.out.name`. */
  readonly name: string;
  /** `file:line`. */
  readonly place: string;
}

const FLOW = /\.flow(?:-meta\.xml)?$/;
/** A component's own modules, not its tests. */
const COMPONENT = /[\\/]lwc[\\/][^\\/]+[\\/][^\\/]+\.[jt]s$/;

export function outsideApex({ root, packageFolders, ignores }: Project): Use[] {
  const files = packageFolders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((each) => join(folder, each)))
    .filter((file) => !/[\\/]node_modules[\\/]/.test(file) && (FLOW.test(file) || COMPONENT.test(file)))
    .filter((file) => !ignores(file, false));
  return files.sort().flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = FLOW.test(file) ? usesOfFlow(text) : usesOfComponent(text);
    return found.map(({ name, index }) => ({ name, place: `${projectPath(root, file)}:${lineAt(text, index)}` }));
  });
}

interface Found {
  readonly name: string;
  readonly index: number;
}

function usesOfComponent(text: string): Found[] {
  return [...text.matchAll(/(['"])@salesforce\/apex(?:Continuation)?\/(\w+)\.(\w+)\1/g)].flatMap(
    ({ index, 2: owner = '', 3: method = '' }) => [
      { name: owner, index },
      { name: `${owner}.${method}`, index },
    ],
  );
}

/** A flow's calls of Apex actions, with what they give them and take from them. */
function usesOfFlow(text: string): Found[] {
  return [...text.matchAll(/<actionCalls>[^]*?<\/actionCalls>/g)].flatMap(({ 0: call, index: start }) => {
    const action = /<actionName>\s*(\w+)\s*<\/actionName>/.exec(call);
    if (!action || !/<actionType>\s*apex\s*<\/actionType>/.test(call)) return [];
    const [, name = ''] = action;
    const variables = [...call.matchAll(/<(input|output)Parameters>[^]*?<name>\s*(\w+)\s*<\/name>/g)].map(
      ({ 0: whole, 1: way, 2: variable = '', index }) => ({
        name: `${name}.${way === 'input' ? 'in' : 'out'}.${variable}`,
        index: start + index + whole.lastIndexOf('<name>'),
      }),
    );
    return [{ name, index: start + action.index }, ...variables];
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
