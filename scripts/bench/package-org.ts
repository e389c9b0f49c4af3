/** The package in an org whose receivers answer 201 at once: for figures about Courier alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEndpoints, type Endpoint } from '../chaos/endpoints';
import { createOrg, type LocalOrg } from '../local-org/org';
import type { CalloutTransport } from '../local-org/platform/callouts/transport';
import type { PlatformOptions } from '../local-org/platform/options';

const PROJECT = join(__dirname, '..', '..');

const OBLIGING: CalloutTransport = {
  exchange: () => ({ answer: { statusCode: 201, status: 'Created', headers: [], body: Buffer.alloc(0) } }),
};

/** Deploys the package with these endpoints, runs the body and clears up. */
export function withPackageOrg<T>(
  endpoints: readonly Endpoint[],
  body: (org: LocalOrg) => T,
  transport: CalloutTransport = OBLIGING,
  options: Partial<PlatformOptions> = {},
): T {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  try {
    writeEndpoints(folder, endpoints);
    const org = createOrg({
      projectFolders: [join(PROJECT, 'force-app', 'main'), join(PROJECT, 'config', 'chaos'), folder],
      transport,
      options,
    });
    try {
      return body(org);
    } finally {
      org.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Stores messages in one transaction, as business code would. `key` names the ordering key of each; null is none. */
export function store(
  org: LocalOrg,
  messages: readonly { readonly endpoint: string; readonly reference: string; readonly key: string | null }[],
): void {
  const orders = messages.map((each) => ({ ...each, isRejected: false, delayMinutes: 0 }));
  org.callStatic('ChaosActions', 'accept', [JSON.stringify(orders), false]);
}
