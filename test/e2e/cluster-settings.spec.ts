import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { assertDurable, CLUSTER_SETTINGS, DURABLE_SESSION_SQL } from '../../src/platform/database/cluster-settings.js';
import { connected, startPostmaster, useFolder } from '../support/embedded-fixture.js';

describe('a cluster', () => {
  const at = useFolder();

  it('writes no statement, parameter or value of a session into its log', async () => {
    const { url, postmaster } = await startPostmaster(at.dataDir, CLUSTER_SETTINGS);
    const marker = 'Meikalainen'; // ASCII: the details of a crash show other letters as ?
    await connected(url, async client => {
      await client.query('CREATE TABLE person (name text PRIMARY KEY, born date)');
      await client.query('INSERT INTO person VALUES ($1)', [marker]);
      await expect(client.query('INSERT INTO person VALUES ($1)', [marker])).rejects.toThrow('duplicate key');
      await expect(client.query('SELECT $1::uuid', [marker])).rejects.toThrow(marker);
      await expect(client.query(`SELEC '${marker}'`)).rejects.toThrow('syntax error');
      await expect(client.query(`DO $$ BEGIN RAISE WARNING '${marker}'; END $$`)).resolves.toBeDefined();
    });
    await killBackendWhile(url, `SELECT pg_sleep(60), '${marker}'`);
    await postmaster.stop();
    expect(postmaster.lastLines).toContainEqual(expect.stringContaining('was terminated by signal 9'));
    expect(postmaster.lastLines.join('\n')).not.toContain(marker);
  });

  it.each(['fsync', 'full_page_writes'])('is refused with %s off', async setting => {
    const { url } = await startPostmaster(at.dataDir, { ...CLUSTER_SETTINGS, [setting]: 'off' });
    await connected(url, client => expect(assertDurable(client)).rejects.toThrow(`${setting}=off`));
  });

  it('is refused while a session commits asynchronously, unless the session sets it itself', async () => {
    const { url } = await startPostmaster(at.dataDir, { ...CLUSTER_SETTINGS, synchronous_commit: 'off' });
    await connected(url, async client => {
      await expect(assertDurable(client)).rejects.toThrow('synchronous_commit=off');
      await client.query(DURABLE_SESSION_SQL);
      await assertDurable(client);
    });
  });
});

/** Runs a statement that takes long, and kills the server process that runs it. */
async function killBackendWhile(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const failed = expect(client.query(sql)).rejects.toThrow();
  setTimeout(() => process.kill(rows[0]?.pid ?? 0, 'SIGKILL'), 200);
  await failed;
}
