import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

/** Name and version of the PostgreSQL that is measured, such as `PostgreSQL 18.0`: of an empty one, made for this alone. */
export async function postgresVersion(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-version-'));
  await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
  const cluster = await EmbeddedPostgres.start({ dataDir: join(folder, 'data'), onNotice: () => undefined });
  try {
    return await versionAt(cluster.applicationUrl);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function versionAt(applicationUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: applicationUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return `PostgreSQL ${rows[0]?.server_version ?? 'unknown'}`;
  } finally {
    await client.end();
  }
}
