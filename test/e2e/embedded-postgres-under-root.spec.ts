import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createCluster } from '../../src/platform/database/cluster-creation.js';
import { newPasswords } from '../../src/platform/database/cluster-passwords.js';
import { clusterAccount, makeReachable } from '../../src/platform/database/embedded-account.js';
import { runnableBinaries } from '../../src/platform/database/embedded-binaries.js';
import { StartRefused } from '../../src/platform/database/embedded-start-refused.js';
import {
  copyOfBinaries,
  end,
  fillUp,
  isOpenToNobody,
  isRoot,
  NOBODY,
  query,
  smallDisk,
  start,
  startInChild,
  useFolder,
} from '../support/embedded-fixture.js';
import { skipOrFail } from '../support/optional-tool.js';

const itAsRoot = isRoot ? it : it.skip;
if (!isRoot) skipOrFail('what the embedded PostgreSQL does under root can only be shown as root');

describe('the embedded PostgreSQL under root', () => {
  const at = useFolder();

  itAsRoot('names the folder that the postgres user cannot pass, and changes nothing', async () => {
    const closed = join(at.dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    await expect(start(join(closed, 'data'))).rejects.toThrow(
      `who cannot pass through ${closed}: set TALLENNE_DATA_DIR`,
    );
    expect(existsSync(join(closed, 'data'))).toBe(false);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
  });

  itAsRoot('lets the postgres user through a data folder of its own and shows it nothing else', async () => {
    chmodSync(at.dataDir, 0o700);
    await query((await start(at.dataDir)).ownerUrl, 'SELECT 1');
    expect(statSync(at.dataDir).mode & 0o777).toBe(0o710);
    expect(statSync(join(at.dataDir, 'postgres')).uid).not.toBe(0);
  });

  itAsRoot('copies binaries that the postgres user cannot reach into the data folder', async () => {
    const account = await clusterAccount(join(at.dataDir, 'postgres'));
    await makeReachable(at.dataDir, account);
    const folder = copyOfBinaries(at.dataDir);
    execFileSync('chmod', ['-R', 'go=', join(folder, '..')]); // as under a strict umask
    const { folder: used } = await runnableBinaries(at.dataDir, account, { folder, version: '18.0.0' });
    expect(used).toBe(join(at.dataDir, 'postgres-binaries-18.0.0'));
    await createCluster(
      { clusterDir: join(at.dataDir, 'postgres'), account, binaries: { folder: used, majorVersion: '18' } },
      newPasswords(),
    );
  });

  itAsRoot('works for a user without any rights, who is refused a cluster of somebody else', async () => {
    if (!isOpenToNobody()) {
      process.stderr.write('This checkout lies where only root can read it: the user without rights is not tried.\n');
      return;
    }
    chownSync(at.dataDir, NOBODY, NOBODY);
    const { ownerUrl, child } = await startInChild(at.dataDir, NOBODY);
    await query(ownerUrl, 'SELECT 1');
    expect(statSync(join(at.dataDir, 'postgres')).uid).toBe(NOBODY);
    await end(child, 'SIGTERM');
    execFileSync('chown', ['-R', 'postgres', join(at.dataDir, 'postgres')]);
    expect(await startInChild(at.dataDir, NOBODY)).toMatchObject({
      refused: expect.stringMatching(/belongs to the user with id \d+: start Tallenne as that user or as root/),
    });
  });

  itAsRoot('ends in one line on a disk that is full at the first start, and leaves no half cluster', async () => {
    const disk = smallDisk(at.dataDir, '25m');
    await expect(start(disk)).rejects.toThrow(`The disk that holds ${disk} is full: free some space there`);
    expect(readdirSync(disk).filter(name => !['postgres.lock', 'secrets'].includes(name))).toEqual([]);
  });

  itAsRoot(
    'starts or ends in one line on a disk that filled up since, and starts when there is room again',
    async () => {
      const disk = smallDisk(at.dataDir, '170m');
      const first = await start(disk);
      await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 'acknowledged' AS word");
      await first.stop();
      fillUp(disk);
      await start(disk).then(
        cluster => cluster.stop(),
        (error: unknown) => {
          expect(error).toBeInstanceOf(StartRefused);
          expect(String(error)).toContain(`The disk that holds ${disk} is full`);
        },
      );
      rmSync(join(disk, 'filler'));
      expect(await query((await start(disk)).ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'acknowledged' }]);
    },
  );

  itAsRoot('says so in one line when the disk fills up while it serves, and loses nothing', async () => {
    const disk = smallDisk(at.dataDir, '170m');
    const ended = Promise.withResolvers<string>();
    const cluster = await start(disk, ended.resolve);
    await query(
      cluster.ownerUrl,
      "CREATE TABLE kept AS SELECT 'acknowledged' AS word",
      'CREATE TABLE filler (word text)',
    );
    fillUp(disk);
    const insert = "INSERT INTO filler SELECT repeat('x', 500) FROM generate_series(1, 20000)";
    await expect(query(cluster.ownerUrl, ...Array<string>(10).fill(insert))).rejects.toThrow();
    const line = await Promise.race([
      ended.promise,
      query(cluster.ownerUrl, 'SELECT 1').then(
        () => null,
        () => ended.promise,
      ),
    ]);
    if (line !== null) expect(line).toContain(`The disk that holds ${disk} is full`);
    await cluster.stop();
    rmSync(join(disk, 'filler'));
    expect(await query((await start(disk)).ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'acknowledged' }]);
  });
});

describe('a cluster under root', () => {
  const at = useFolder({ withCluster: true });

  itAsRoot('runs a cluster as the user who owns it, whoever that is', async () => {
    await (await start(at.dataDir)).stop();
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, join(at.dataDir, 'postgres')]);
    chmodSync(at.dataDir, 0o711);
    await query((await start(at.dataDir)).ownerUrl, 'SELECT 1');
    expect(statSync(join(at.dataDir, 'postgres', 'postmaster.pid')).uid).toBe(NOBODY);
  });

  itAsRoot('is refused for a cluster that belongs to root', async () => {
    await (await start(at.dataDir)).stop();
    execFileSync('chown', ['-R', '0:0', join(at.dataDir, 'postgres')]);
    await expect(start(at.dataDir)).rejects.toThrow('belongs to root, and PostgreSQL refuses to run as root: chown');
  });
});
