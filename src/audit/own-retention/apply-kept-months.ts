import pg from 'pg';
import { connectionTo } from '../../platform/database/connection.js';
import { StartRefused } from '../../platform/database/embedded-start-refused.js';

/**
 * Writes down, as the owner of the database, how many months the events of the log are kept: the application's role can
 * read it and not change it.
 */
export async function applyKeptMonths(ownerUrl: string, keptMonths: number): Promise<void> {
  await connected(ownerUrl, client =>
    client.query('update audit_retention set kept_months = $1 where kept_months <> $1', [keptMonths]),
  );
}

/**
 * Makes sure, as the application, that the database has written down the same.
 * @throws StartRefused with one line for the operator
 */
export async function checkKeptMonths(applicationUrl: string, keptMonths: number): Promise<void> {
  const { rows } = await connected(applicationUrl, client =>
    client.query<{ kept: number }>('select kept_months as kept from audit_retention'),
  );
  const kept = rows[0]?.kept;
  if (kept === keptMonths) return;
  throw new StartRefused(
    `TALLENNE_LOG_KEPT_MONTHS: the owner has set ${kept ?? 'nothing'} in the database, and only the owner can change it: run "tallenne migrate" with this setting, or leave it as it was.`,
  );
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionTo(url));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
