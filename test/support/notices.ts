import type { TestServer } from './server.js';

/** A way by which people are told of alarms; nobody listens at its end. */
export const TOLD_BY_WEBHOOK = {
  TALLENNE_ALARM_WEBHOOK_URL: 'http://127.0.0.1:9/alarms',
  TALLENNE_ALARM_WEBHOOK_SECRET: 'a-secret-for-tests-only-a-secret-for-tests',
  TALLENNE_ALARM_WEBHOOK_COUNTRY: 'FI',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};

/** What people were told of a source, in order: kind and state of each message. */
export async function toldOf(server: TestServer, source: string): Promise<string[]> {
  const rows = await server.sql<{ told: string }>(
    `select facts->>'kind' || ' ' || (facts->>'state') as told from notice
     where facts->>'source' = $1 order by created_at, id`,
    [source],
  );
  return rows.map(({ told }) => told);
}
