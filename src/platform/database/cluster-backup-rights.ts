import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_NAME, OWNER_ROLE, runSql, type ClusterPlace } from './cluster-creation.js';
import { codeOf } from './embedded-error-facts.js';

/** Says in the cluster's folder that its owner has the rights; it goes into backups with the cluster. */
const MARK = 'tallenne-backup-rights';

/**
 * What the owner needs to copy the running cluster: to begin and end a backup, and to hold the WAL of that time, which takes a
 * role that may have replication slots. `pg_hba.conf` lets nobody in for replication itself.
 */
const RIGHTS = [
  `ALTER ROLE ${OWNER_ROLE} REPLICATION`,
  `GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean) TO ${OWNER_ROLE}`,
  `GRANT EXECUTE ON FUNCTION pg_backup_stop(boolean) TO ${OWNER_ROLE}`,
];

/** Gives the owner the rights to back the cluster up, once; on a cluster that is not running. */
export async function keepBackupRights(place: ClusterPlace): Promise<void> {
  const mark = join(place.clusterDir, MARK);
  if (await isThere(mark)) return;
  await runSql(place, DATABASE_NAME, RIGHTS);
  // A crash here leaves the rights without their mark; the next start gives them once more.
  await using file = await open(mark, 'w', 0o600);
  if (place.account) await file.chown(place.account.uid, place.account.gid);
  await file.sync();
}

async function isThere(path: string): Promise<boolean> {
  try {
    await using file = await open(path, 'r');
    return file.fd >= 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
