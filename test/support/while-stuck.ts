import type { TestServer } from './server.js';

/** What cannot be written: rows of a table that do not pass a check; by default none of them. */
export interface Stuck {
  readonly table: string;
  readonly check?: string;
}

/** Does `act` while writes fail, whoever tries. */
export async function whileStuck<T>(
  server: TestServer,
  { table, check = 'false' }: Stuck,
  act: () => Promise<T>,
): Promise<T> {
  await server.sql(`alter table ${table} add constraint test_stuck check (${check}) not valid`);
  try {
    return await act();
  } finally {
    await server.sql(`alter table ${table} drop constraint test_stuck`);
  }
}
