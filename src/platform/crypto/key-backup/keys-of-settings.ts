import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';

import type { Config } from '../../config/index.js';
import type { Database } from '../../database/index.js';
import { exists } from '../../files/durable.js';
import { OutsideFolder } from '../../files/outside-folder.js';
import { openKeysFolder } from '../keys-folder.js';
import { systemOf } from '../open-key-ring.js';
import { withCopyOfCluster, type ClusterPlace } from '../pg-key-ring/cluster-copy.js';
import { restoreCluster } from '../pg-key-ring/restore-cluster.js';
import { copyOfFolder } from './folder-copy.js';
import type { KeyCopy, RingCopy } from './key-copy.js';
import { restoreFolder } from './restore-folder.js';
import type { Restoration, RestoredKeys } from './restored-days.js';

/** Gives all that is in the key ring of the settings, and the keys of the log, to `use`; servers go on using them. */
export async function withKeyCopy<T>(
  config: Config,
  database: Database,
  use: (copy: KeyCopy) => Promise<T>,
): Promise<T> {
  const { keysDatabaseUrl: url, keysDir, dataDir } = config;
  const { dir, base } = parse(config.logKeyFile);
  const logKeys = await new OutsideFolder(dir).read(base);
  const useAll = (copy: RingCopy): Promise<T> => use({ ...copy, logKeys });
  if (url !== null) return withCopyOfCluster(await placeOf(url, config, database), useAll);
  return useAll(copyOfFolder(await openKeysFolder(keysDir, dataDir)));
}

/** Brings a backup back to where the settings say that the key ring is. Throws as `restoreFolder` and `restoreCluster` do. */
export async function restoreKeyRing(config: Config, database: Database, what: Restoration): Promise<RestoredKeys> {
  const { keysDatabaseUrl: url, keysDir, dataDir, logKeyFile } = config;
  const withLogKeys: Restoration = {
    ...what,
    onReady: async restored => {
      await putLogKeys(logKeyFile, what.backup.logKeys);
      await what.onReady(restored);
    },
  };
  if (url !== null) return restoreCluster(await placeOf(url, config, database), withLogKeys);
  return restoreFolder(keysDir, dataDir, withLogKeys);
}

/** What is there stays: it may be newer. */
async function putLogKeys(path: string, logKeys: Buffer | null): Promise<void> {
  const { dir, base } = parse(path);
  if (logKeys !== null && !(await exists(path))) await new OutsideFolder(dir).write({ name: base, bytes: logKeys });
}

async function placeOf(url: string, config: Config, database: Database): Promise<ClusterPlace> {
  const terms = { mainSystem: await systemOf(database), archiveDeclared: config.keysArchiveDays !== null };
  return { url, folder: config.keysDir, outsideOf: config.dataDir, terms };
}

/** An empty folder that stands in for the key ring while there is none, and goes with what was put into it. */
export async function standInFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-no-keys-'));
  return {
    path: join(folder, 'keys'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
