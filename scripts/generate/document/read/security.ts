/** Security schemes and servers of a document. */
import type { SecurityScheme, Server } from '../../model/model';
import { child, isObject, listOf, own, textOf, wordOf } from '../json';
import { described, type Place, type ReadContext } from './context';

export function securitySchemesOf(context: ReadContext): SecurityScheme[] {
  const components = context.inside({ path: '#', value: context.document }, 'components');
  return components ? context.entries(components, 'securitySchemes').map(([name, place]) => schemeOf(name, place)) : [];
}

function schemeOf(name: string, { value }: Place): SecurityScheme {
  const description = described(value);
  const type = textOf(own(value, 'type'));
  const scheme = textOf(own(value, 'scheme')).toLowerCase();
  if (type === 'http' && scheme === 'basic') return { kind: 'basic', name, description };
  if (type === 'http' && scheme === 'bearer') {
    return { kind: 'bearer', name, description, format: textOf(own(value, 'bearerFormat')) };
  }
  const where = textOf(own(value, 'in'));
  if (type === 'apiKey' && (where === 'header' || where === 'query' || where === 'cookie')) {
    return { kind: 'apiKey', name, description, in: where, key: textOf(own(value, 'name')) };
  }
  const flows = own(value, 'flows');
  for (const flow of ['clientCredentials', 'authorizationCode', 'password', 'implicit'] as const) {
    const found = own(flows, flow);
    if (type === 'oauth2' && isObject(found)) {
      return {
        kind: 'oauth2',
        name,
        description,
        flow,
        authorizationUrl: textOf(own(found, 'authorizationUrl')),
        tokenUrl: textOf(own(found, 'tokenUrl')),
        scopes: Object.keys(own(found, 'scopes') ?? {}),
      };
    }
  }
  return { kind: 'other', name, description };
}

export function serversOf(context: ReadContext): Server[] {
  const servers = own(context.document, 'servers');
  if (servers !== undefined && !Array.isArray(servers)) context.problem('#/servers', 'servers is a list.');
  return listOf(servers)
    .filter((server, index) => isServer(context, server, child('#/servers', index)))
    .map((server) => {
      const variables = own(server, 'variables');
      return {
        url: textOf(own(server, 'url')),
        description: textOf(own(server, 'description')).trim(),
        variables: Object.fromEntries(
          Object.entries(isObject(variables) ? variables : {}).map(([name, each]) => [
            name,
            wordOf(own(each, 'default')),
          ]),
        ),
      };
    });
}

function isServer(context: ReadContext, server: unknown, path: string): boolean {
  const url = own(server, 'url');
  if (typeof url === 'string') return true;
  context.problem(
    isObject(server) && url !== undefined ? child(path, 'url') : path,
    'A server has an address, its url: left out.',
  );
  return false;
}
