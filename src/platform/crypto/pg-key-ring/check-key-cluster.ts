import pg from 'pg';

import { DomainError } from '../../../kernel/errors.js';
import { connectionTo } from '../../database/connection.js';
import { firstRow } from '../../database/first-row.js';
import { whyUnreachable } from '../../database/unreachable.js';

/** What the cluster of the keys must be, besides durable. */
export interface KeyClusterTerms {
  /** `system_identifier` of the main database's cluster, which the keys must not share. */
  readonly mainSystem: string;
  /** Whether it is declared for how long archived WAL is kept (`TALLENNE_KEYS_ARCHIVE_DAYS`). */
  readonly archiveDeclared: boolean;
}

/**
 * Refuses a cluster in which keys could be lost, or could not be destroyed. Throws `key-cluster-refused` with one line for the
 * operator, `key-ring-unavailable`.
 */
export async function checkKeyCluster(url: string, terms: KeyClusterTerms): Promise<void> {
  const fault = keyClusterFault(await lookAt(url), terms);
  if (fault !== null) throw refused('key-cluster-refused', fault);
}

/** The oldest PostgreSQL that the tests run on. */
const OLDEST = 15;

/** What its role sees of a key cluster. */
export interface FoundKeyCluster {
  readonly major: number;
  readonly system: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly seesWal: boolean;
}

/** On a connection without settings of ours, so that it shows what the cluster itself would do. */
async function lookAt(url: string): Promise<FoundKeyCluster> {
  const client = new pg.Client({ ...connectionTo(url), connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect().catch((cause: unknown) => {
      throw refused('key-ring-unavailable', whyUnreachable(cause), cause);
    });
    const { rows } = await client.query<FoundKeyCluster>(LOOK);
    return firstRow(rows, "couldn't look at the key cluster");
  } finally {
    await client.end();
  }
}

const LOOK = `
  select current_setting('server_version_num')::int / 10000 as major,
         (select system_identifier::text from pg_control_system()) as system,
         has_function_privilege('pg_ls_waldir()', 'execute') as "seesWal",
         (select jsonb_object_agg(name, setting) from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_recycle', 'archive_mode')) as settings`;

/** What speaks against the cluster, as one line; null where nothing does. */
export function keyClusterFault(
  { major, system, settings, seesWal }: FoundKeyCluster,
  { mainSystem, archiveDeclared }: KeyClusterTerms,
): string | null {
  if (system === mainSystem) {
    return 'this is the cluster of the main database; a copy of one must be worthless without the other, so the keys need a cluster of their own';
  }
  if (major < OLDEST) return `PostgreSQL ${OLDEST} or newer is needed, and this is ${major}`;
  const off = ['fsync', 'full_page_writes', 'synchronous_commit'].find(name => settings[name] === 'off');
  if (off !== undefined)
    return `the cluster runs with ${off}=off, so a power cut could lose keys: turn it on and start again`;
  if (settings.wal_recycle !== 'off') {
    return 'the cluster must run with wal_recycle=off: a recycled WAL file keeps destroyed keys under another name';
  }
  if (settings.archive_mode !== 'off' && !archiveDeclared) {
    return 'the cluster archives its WAL, keys in it: turn archive_mode off, or say in TALLENNE_KEYS_ARCHIVE_DAYS for how long it is kept';
  }
  return seesWal ? null : 'the role cannot see which WAL files are left: grant pg_monitor to it';
}

function refused(code: string, fault: string, cause?: unknown): DomainError {
  return new DomainError('unavailable', code, `KEYS_DATABASE_URL: ${fault}`, {}, { cause });
}
