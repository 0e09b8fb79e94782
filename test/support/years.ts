import type { TestServer } from './server.js';

/** Lets machines deliver and people's grants work for as many years as a test moves the clock on. */
export async function letServeForYears(server: TestServer): Promise<void> {
  await server.sql(`update service_token set expires_at = '2099-01-01'`);
  await server.sql(`update access_grant set until_on = '2099-12-31'`);
}
