import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Reconcile } from '../../src/retention/index.js';
import type { TestServer } from './server.js';

/**
 * Lets `byMs` pass and reconciles: by then what broke off before belongs to nothing. Blobs in a folder bear the machine's
 * time, which is not the test's, and reconciliation leaves what is young by either; so they get the test's first.
 */
export async function reconcileLater(server: TestServer, byMs: number): Promise<void> {
  const { folders, clock, app } = server;
  for (const file of await readdir(folders.blobs, { recursive: true, withFileTypes: true }))
    if (file.isFile()) await utimes(join(file.parentPath, file.name), clock.now(), clock.now());
  clock.advance(byMs);
  await app.get(Reconcile).execute(null);
}
