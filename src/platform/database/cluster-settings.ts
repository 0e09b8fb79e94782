import { StartRefused } from './embedded-start-refused.js';

/**
 * Statements, parameters and the details of errors can hold personal data, so none of them reaches PostgreSQL's log: errors of
 * sessions are not logged at all (`log_min_messages=log`), and what is logged comes without detail, statement or parameters.
 */
export const SILENT_LOG: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_lock_waits: 'off',
};

/** What the embedded cluster runs with, whatever its `postgresql.conf` says. */
export const CLUSTER_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '',
  ...SILENT_LOG,
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
};

/** Sent by the pool on every new connection, so that a database or role default cannot weaken commits. */
export const DURABLE_SESSION_SQL = 'SET synchronous_commit = on';

/** A connection as `pg` has it. */
export interface QueryClient {
  query(sql: string): Promise<{ rows: readonly unknown[] }>;
}

/**
 * Refuses a database on which an acknowledged change could be lost or torn by a power cut: throws `StartRefused` when
 * `fsync` or `full_page_writes` is off, or when `synchronous_commit` is off in this very session (send
 * `DURABLE_SESSION_SQL` first).
 */
export async function assertDurable(client: QueryClient): Promise<void> {
  const { rows } = await client.query(
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
  );
  const settings = rows as readonly { name: string; setting: string }[]; // shape fixed by the query above
  if (settings.length !== 3) throw new StartRefused('The database does not say whether its commits are durable.');
  const off = settings.filter(({ setting }) => setting === 'off').map(({ name }) => `${name}=off`);
  if (off.length === 0) return;
  throw new StartRefused(
    `The database runs with ${off.join(' and ')}, so a power cut could lose what was acknowledged: turn it on and start again.`,
  );
}
