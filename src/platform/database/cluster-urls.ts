import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { APPLICATION_ROLE, DATABASE_NAME, OWNER_ROLE } from './cluster-creation.js';
import { readPostmasterFile } from './cluster-leftovers.js';
import { type ClusterPasswords, readPasswords } from './cluster-passwords.js';

/** How `pg` reaches a cluster: as the owner (migrations) and as the application. They hold passwords: never log them. */
export interface ClusterUrls {
  ownerUrl: string;
  applicationUrl: string;
}

export function clusterUrls(port: number, passwords: ClusterPasswords, database = DATABASE_NAME): ClusterUrls {
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    ownerUrl: url(OWNER_ROLE, passwords.owner),
    applicationUrl: url(APPLICATION_ROLE, passwords.application),
  };
}

/** Whether a server has begun an embedded cluster in this data folder. */
export function hasCluster(dataDir: string): Promise<boolean> {
  return access(join(dataDir, 'postgres')).then(
    () => true,
    () => false,
  );
}

/** The embedded cluster that another process runs on this data folder, for commands beside a running server; or null. */
export async function runningCluster(dataDir: string): Promise<ClusterUrls | null> {
  const postmaster = await readPostmasterFile(join(dataDir, 'postgres'));
  const passwords = await readPasswords(dataDir);
  return postmaster?.ready && passwords ? clusterUrls(postmaster.port, passwords) : null;
}
