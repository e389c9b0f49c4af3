/**
 * What a `courier.config.ts` says. The file is read, never run: its values are literals and constants of the file itself.
 *
 * ```ts
 * import { defineConfig } from './scripts/generate/config/define';
 *
 * export default defineConfig({
 *   apis: [{ document: 'api/erp.yaml', prefix: 'Erp', endpoint: 'ERP', include: { tags: ['Orders'] } }],
 * });
 * ```
 */
import type { Filter } from '../filter/filter';

export interface CourierConfig {
  readonly apis: readonly ApiConfig[];
}

/** One API to generate. Paths are relative to the configuration's folder. */
export interface ApiConfig extends Filter {
  /** File or URL of the OpenAPI document, or a TypeScript file of interfaces. */
  readonly document: string;
  /** What the names of generated classes begin with, up to 12 letters and digits: `Erp`. */
  readonly prefix: string;
  /** Courier Endpoint that requests go through; without it the prefix. */
  readonly endpoint?: string;
  /** Folder for what is generated; without it `force-app/main/` and the prefix in lower case. */
  readonly output?: string;
  /** Folder for TypeScript types of the API; without it there are none. */
  readonly types?: string;
  /** Overlay files (OpenAPI Overlay 1.0), applied in this order before anything is selected. */
  readonly overlays?: readonly string[];
  /** Operations that become Flow actions: ids, or `GET /orders/{id}`, with wildcards. */
  readonly flow?: readonly string[];
  /** Folders and beginnings of URLs that the document's references may lead to, besides the project's files. */
  readonly allowRefs?: readonly string[];
}

/** Says what type the configuration has, so that the editor can help. */
export function defineConfig(config: CourierConfig): CourierConfig {
  return config;
}
