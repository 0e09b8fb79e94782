import pg from 'pg';

/**
 * Writes down, as the owner of the database, how many months the events of the log are kept: the application's role can
 * read it and not change it.
 */
export async function applyKeptMonths(ownerUrl: string, keptMonths: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('update audit_retention set kept_months = $1 where kept_months <> $1', [keptMonths]);
  } finally {
    await client.end();
  }
}
