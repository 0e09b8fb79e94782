import pg from 'pg';
import { connectionTo } from './connection.js';
import { StartRefused } from './embedded-start-refused.js';

const UNDEFINED_TABLE = '42P01';
const NO_RIGHT = '42501';

/**
 * Makes sure, as the application, that the schema is as this program needs it. One that is ahead will do: the next version's
 * migrations run before its instances take over one by one.
 * @param names of every migration that this program knows
 * @throws StartRefused with one line for the operator
 */
export async function checkSchema(applicationUrl: string, names: readonly string[]): Promise<void> {
  const applied = await appliedIn(applicationUrl);
  const missing = names.filter(name => !applied.has(name));
  if (missing.length === 0) return;
  throw new StartRefused(
    `The schema of the database lacks ${missing.length} of ${names.length} migrations, the first of them ${missing[0] ?? ''}: run "tallenne migrate" with DATABASE_OWNER_URL.`,
  );
}

async function appliedIn(url: string): Promise<ReadonlySet<string>> {
  const client = new pg.Client(connectionTo(url));
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from mikro_orm_migrations');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    // Before the first migration there is no table, and before the first "tallenne migrate" no right to read it.
    if (error instanceof pg.DatabaseError && [UNDEFINED_TABLE, NO_RIGHT].includes(error.code ?? '')) return new Set();
    throw error;
  } finally {
    await client.end();
  }
}
