import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { assertDurable } from '../../src/platform/database/cluster-settings.js';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import { runnableBinaries } from '../../src/platform/database/embedded-binaries.js';
import {
  connected,
  copyOfBinaries,
  endAfterwards,
  end,
  isRoot,
  NOBODY,
  postmasterPid,
  query,
  start,
  startInChild,
  useFolder,
} from '../support/embedded-fixture.js';

describe('the first start of the embedded PostgreSQL', () => {
  const at = useFolder();

  it('starts in an empty folder, durable, and both URLs reach it', async () => {
    const { ownerUrl, applicationUrl } = await start(at.dataDir);
    await query(ownerUrl, 'CREATE TABLE kept (word text)', 'GRANT SELECT, INSERT ON kept TO tallenne_app');
    await query(applicationUrl, "INSERT INTO kept VALUES ('first')");
    expect(await query(applicationUrl, 'SELECT word, current_user AS who FROM kept')).toEqual([
      { word: 'first', who: 'tallenne_app' },
    ]);
    await connected(applicationUrl, client => assertDurable(client));
    expect(await query(applicationUrl, 'SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
  });

  it('lets exactly one of two simultaneous first starts through', async () => {
    const results = await Promise.all([startInChild(at.dataDir), startInChild(at.dataDir)]);
    expect(results.filter(({ ownerUrl }) => ownerUrl)).toHaveLength(1);
    expect(results.filter(({ refused }) => refused.includes('Another Tallenne'))).toHaveLength(1);
  });

  it('overwrites neither a folder of something else nor a cluster of another version', async () => {
    mkdirSync(join(at.dataDir, 'postgres'));
    if (isRoot) chownSync(join(at.dataDir, 'postgres'), NOBODY, NOBODY);
    chmodSync(at.dataDir, 0o755);
    writeFileSync(join(at.dataDir, 'postgres', 'letter.txt'), 'precious');
    await expect(start(at.dataDir)).rejects.toThrow('is no PostgreSQL cluster');
    writeFileSync(join(at.dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(start(at.dataDir)).rejects.toThrow(
      'was made by PostgreSQL 17, and this Tallenne carries PostgreSQL 18',
    );
    expect(readFileSync(join(at.dataDir, 'postgres', 'letter.txt'), 'utf8')).toBe('precious');
  });

  it('makes the links itself that the install script did not', async () => {
    const folder = copyOfBinaries(at.dataDir);
    unlinkSync(join(folder, 'lib', 'libicuuc.so.60'));
    const { folder: used } = await runnableBinaries(at.dataDir, null, { folder, version: '18.0.0' });
    expect(used).toBe(folder);
    expect(existsSync(join(folder, 'lib', 'libicuuc.so.60'))).toBe(true);
  });
});

describe('the embedded PostgreSQL', () => {
  const at = useFolder({ withCluster: true });

  it('gives the application role no table, no temporary table, no schema and no other database', async () => {
    const { ownerUrl, applicationUrl } = await start(at.dataDir);
    await query(ownerUrl, 'CREATE TABLE owned (word text)');
    for (const sql of [
      'CREATE TABLE own (word text)',
      'CREATE TEMPORARY TABLE own (word text)',
      'CREATE SCHEMA own',
      'CREATE DATABASE own',
      'SELECT * FROM owned',
      'DROP TABLE owned',
    ]) {
      await expect(query(applicationUrl, sql)).rejects.toThrow(/permission denied|must be owner/);
    }
    await expect(query(applicationUrl.replace(/tallenne$/, 'postgres'), 'SELECT 1')).rejects.toThrow(
      'no pg_hba.conf entry',
    );
  });

  it('lets nobody in as superuser, without a password or with a wrong one', async () => {
    const { applicationUrl } = await start(at.dataDir);
    const as = (credentials: string) => applicationUrl.replace(/\/\/[^@]*@/, `//${credentials}@`);
    await expect(query(as('postgres:x'), 'SELECT 1')).rejects.toThrow('no pg_hba.conf entry');
    await expect(query(as('tallenne_app:wrong'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(at.dataDir, 'secrets', 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(at.dataDir, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('keeps data, passwords and port over restarts', async () => {
    const first = await start(at.dataDir);
    await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 'still here' AS word");
    await first.stop();
    const second = await start(at.dataDir);
    expect(second.applicationUrl).toBe(first.applicationUrl);
    expect(await query(second.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
  });

  it('starts in less than 2 s, measured as the best of at most ten on a machine that may be busy', async () => {
    let bestMs = Infinity;
    for (let attempt = 0; attempt < 10 && bestMs >= 2000; attempt += 1) {
      const startedAtMs = performance.now();
      const cluster = await start(at.dataDir);
      bestMs = Math.min(bestMs, performance.now() - startedAtMs);
      await cluster.stop();
    }
    expect(bestMs).toBeLessThan(2000);
  });

  it('takes another port when the last one is in use', async () => {
    const first = await start(at.dataDir);
    await first.stop();
    const rival = createServer().listen(Number(new URL(first.ownerUrl).port), '127.0.0.1');
    await once(rival, 'listening');
    const second = await start(at.dataDir);
    rival.close();
    expect(second.ownerUrl).not.toBe(first.ownerUrl);
    await query(second.ownerUrl, 'SELECT 1');
  });

  it('sets new passwords when the old ones are lost, and keeps the data', async () => {
    const first = await start(at.dataDir);
    await query(first.ownerUrl, 'CREATE TABLE kept ()');
    await first.stop();
    rmSync(join(at.dataDir, 'secrets'), { recursive: true });
    const second = await start(at.dataDir);
    await query(second.ownerUrl, 'SELECT * FROM kept');
    await expect(query(first.ownerUrl, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('refuses a second start on the same folder while the first lives, and the first goes on', async () => {
    const first = await start(at.dataDir);
    await expect(start(at.dataDir)).rejects.toThrow(`Another Tallenne is running on ${at.dataDir}`);
    expect((await startInChild(at.dataDir)).refused).toContain('Another Tallenne');
    await query(first.ownerUrl, 'SELECT 1');
    expect(await runningCluster(at.dataDir)).toEqual({
      ownerUrl: first.ownerUrl,
      applicationUrl: first.applicationUrl,
    });
  });

  it('replaces a postmaster that outlived its killed parent, and loses nothing', async () => {
    const { ownerUrl, child } = await startInChild(at.dataDir);
    const open = new pg.Client(ownerUrl);
    open.on('error', () => undefined);
    await open.connect();
    await open.query("CREATE TABLE kept AS SELECT 'acknowledged' AS word");
    const orphan = postmasterPid(at.dataDir);
    await end(child, 'SIGKILL');
    await open.query('SELECT 1'); // the postmaster lives on, with a session
    const second = await start(at.dataDir);
    expect(postmasterPid(at.dataDir)).not.toBe(orphan);
    await expect(open.query('SELECT 1')).rejects.toThrow();
    expect(await query(second.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'acknowledged' }]);
  });

  it('recovers after parent and postmaster were killed at once', async () => {
    const { ownerUrl, child } = await startInChild(at.dataDir);
    await query(ownerUrl, "CREATE TABLE kept AS SELECT 'acknowledged' AS word");
    process.kill(postmasterPid(at.dataDir), 'SIGKILL');
    await end(child, 'SIGKILL');
    const second = await start(at.dataDir);
    expect(await query(second.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'acknowledged' }]);
  });

  it.each(['of a dead process', 'of a living process that is not PostgreSQL', 'that is empty'])(
    'starts over a stale postmaster.pid %s',
    async kind => {
      await (await start(at.dataDir)).stop();
      const { uid, gid } = statSync(join(at.dataDir, 'postgres'));
      const stranger = spawn('sleep', ['60'], { uid, gid, cwd: join(at.dataDir, 'postgres') });
      endAfterwards(stranger);
      if (kind === 'of a dead process') await end(stranger, 'SIGKILL');
      const text = `${stranger.pid}\n${join(at.dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready\n`;
      const path = join(at.dataDir, 'postgres', 'postmaster.pid');
      writeFileSync(path, kind === 'that is empty' ? '' : text, { mode: 0o600 });
      chownSync(path, uid, gid);
      await query((await start(at.dataDir)).ownerUrl, 'SELECT 1');
      if (kind === 'of a living process that is not PostgreSQL')
        expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    },
  );

  it('says in one line when PostgreSQL ends while it is needed', async () => {
    const ended = Promise.withResolvers<string>();
    await start(at.dataDir, ended.resolve);
    process.kill(postmasterPid(at.dataDir), 'SIGKILL');
    expect(await ended.promise).toMatch(/^PostgreSQL ended while it was needed\.[^\n]*$/);
  });

  it('says nothing of the kind after stop, and stop can be called twice', async () => {
    const lines: string[] = [];
    const cluster = await start(at.dataDir, line => lines.push(line));
    await Promise.all([cluster.stop(), cluster.stop()]);
    expect(lines).toEqual([]);
    expect(existsSync(join(at.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
