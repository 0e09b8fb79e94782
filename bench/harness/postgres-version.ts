import pg from 'pg';
import { SMALL, type Site } from './site.js';

/** Name and version of the PostgreSQL that is measured, such as `PostgreSQL 18.0`. */
export async function postgresVersion(site: Site): Promise<string> {
  const { applicationUrl } = await site.installation(SMALL);
  const client = new pg.Client({ connectionString: applicationUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return `PostgreSQL ${rows[0]?.server_version ?? 'unknown'}`;
  } finally {
    await client.end();
  }
}
