/** Two versions of a small API, and `generate diff` over them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import type { TemporaryProject } from '../../local-org/runner/project.test.helper';
import type { JsonObject } from '../document/json';
import { diffCommand } from './command';

export interface Parts {
  readonly parameters?: readonly unknown[];
  /** Properties of what is sent, and of what is received. */
  readonly sent?: object;
  readonly received?: object;
  readonly requiredSent?: readonly string[];
  readonly requiredReceived?: readonly string[];
  readonly operation?: object;
  readonly paths?: object;
  readonly schemas?: object;
}

/** A small API with some parts replaced. */
export function api(parts: Parts = {}): JsonObject {
  const json = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example.com' }],
    paths: {
      '/orders': {
        post: {
          operationId: 'createOrder',
          tags: ['Orders'],
          parameters: parts.parameters ?? [],
          requestBody: { required: true, ...json('NewOrder') },
          responses: { 201: { description: '', ...json('Order') } },
          ...parts.operation,
        },
      },
      ...parts.paths,
    },
    components: {
      schemas: {
        NewOrder: {
          type: 'object',
          required: parts.requiredSent ?? [],
          properties: parts.sent ?? { sku: { type: 'string' } },
        },
        Order: {
          type: 'object',
          required: parts.requiredReceived ?? [],
          properties: parts.received ?? { id: { type: 'string' } },
        },
        ...parts.schemas,
      },
    },
  };
}

/** Runs the command over two versions. @returns what it ends with */
export async function diff(
  before: JsonObject,
  after: JsonObject,
  own: TemporaryProject,
  ...more: string[]
): Promise<ExitCode> {
  for (const [name, document] of Object.entries({ before, after }))
    writeFileSync(join(own.folder, `${name}.json`), JSON.stringify(document));
  const files = ['before', 'after'].map((name) => join(own.folder, `${name}.json`));
  try {
    await diffCommand()
      .exitOverride()
      .parseAsync([...files, '--project', own.folder, ...more], { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

export const text = { type: 'string' };
export const limit = { name: 'limit', in: 'query', schema: { type: 'integer', format: 'int32' } };
