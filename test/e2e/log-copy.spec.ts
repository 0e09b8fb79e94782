import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcceptRestore, AuditTrail, LogGate, THE_SYSTEM } from '../../src/audit/index.js';
import { ContinuationGuard } from '../../src/audit/copy/continuation-guard.js';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { VerifyLog } from '../../src/audit/watch/verify-log.js';
import { NoteKeyFile } from '../../src/platform/crypto/note-key-file.js';
import { loggedEvents } from '../support/log.js';
import { entriesOf, leafHash, rootOf } from '../support/reference-tree.js';
import { lookAnew } from '../support/looks.js';
import { startTestServer, type TestServer } from '../support/server.js';

describe('the copy of the log', () => {
  let server: TestServer;
  let folder: string;
  beforeEach(async () => {
    server = await startTestServer();
    folder = `${server.folders.data}-log-copy`;
  });
  afterEach(() => server.stop());

  it('holds every entry, tile and checkpoint outside the database, in files of c2sp.org/tlog-tiles', async () => {
    await grow(600);
    const { checkpoint, size } = await head();
    expect(await text('checkpoint')).toBe(checkpoint);
    const bundles = await Promise.all(names(size).map(name => readFile(join(folder, 'tile/entries', name))));
    const hashes = await Promise.all(names(size).map(name => readFile(join(folder, 'tile/0', name))));
    expect(Buffer.concat(bundles.flatMap(entriesOf).map(leafHash))).toEqual(Buffer.concat(hashes));
    expect(Buffer.concat(hashes)).toHaveLength(size * 32);
    expect((await readFile(join(folder, 'tile/1/000.p/2'))).length).toBe(64);
    expect(await text('verifier-keys')).toMatch(/^tallenne\.local\/[0-9a-f]{16}\+[0-9a-f]{8}\+\S{44}\n$/);
    expect(await text('hourly/2026-11-24T07.checkpoint')).toMatch(/^tallenne\.local/);
  });

  it('leaves no partial tile behind once the full one is there', async () => {
    await grow(10);
    await grow(300);
    expect(await readdir(join(folder, 'tile/0'))).toEqual(expect.arrayContaining(['000', '001.p']));
    expect(await readdir(join(folder, 'tile/0'))).not.toContain('000.p');
    expect(await readdir(join(folder, 'tile/entries'))).not.toContain('000.p');
  });

  it('keeps the checkpoint of an hour as it was', async () => {
    await grow(1);
    const before = await text('hourly/2026-11-24T07.checkpoint');
    await grow(1);
    expect(await text('hourly/2026-11-24T07.checkpoint')).toBe(before);
    server.clock.moveTo(new Date('2026-11-24T08:00:00Z'));
    await grow(1);
    expect(await text('hourly/2026-11-24T08.checkpoint')).toBe((await head()).checkpoint);
  });

  it('is made by one of two instances, whichever comes', async () => {
    const other = await server.beside();
    await record(50);
    await server.app.get(IntegrateEvents).execute();
    await Promise.all([server.app.get(CopyJob).look(), other.app.get(CopyJob).look()]);
    await lookAnew(server.app.get(CopyJob));
    expect(await text('checkpoint')).toBe((await head()).checkpoint);
    await other.stop();
  });

  it('closes playback and stops the tree when the database has gone back behind it', async () => {
    await grow(20);
    await cp(folder, `${folder}-ahead`, { recursive: true });
    await putBack(5);
    expect(await server.app.get(ContinuationGuard).look()).toBe(false);
    expect(server.app.get(LogGate).reasons()).toContain('not-continued');
    const { size } = await head();
    await record(3);
    expect(await server.app.get(IntegrateEvents).execute()).toBe(0);
    await lookAnew(server.app.get(CopyJob));
    expect((await head()).size).toBe(size);
    expect(await text('checkpoint')).toBe(await readFile(`${folder}-ahead/checkpoint`, 'utf8'));
  });

  it('closes playback when another log of the same size lies in the database', async () => {
    await grow(20);
    await server.sql(`do $$ begin set local session_replication_role = replica;
      update audit_leaf set hash = sha256('forged') where index = 3; end $$`);
    expect(await server.app.get(ContinuationGuard).look()).toBe(false);
  });

  it('is not taken for ours when another key has signed it', async () => {
    await grow(20);
    const note = await text('checkpoint');
    await writeFile(join(folder, 'checkpoint'), note.replace(/— (\S+) (\S{8})\S{8}/, '— $1 $2AAAAAAAA'));
    expect(await server.app.get(ContinuationGuard).look()).toBe(false);
  });

  it('is still ours when the key that has signed it is retired, at once and after the next start', async () => {
    await grow(20);
    const file = new NoteKeyFile(join(server.folders.keys, 'log-signing-keys'));
    const [old] = (await file.read()) ?? [];
    await file.addKey();
    await file.retireKey(old?.verifier.id.toString('hex') ?? '');
    expect(await server.app.get(ContinuationGuard).look()).toBe(true);
    const restarted = await server.beside();
    expect(restarted.app.get(LogGate).reasons()).toEqual([]);
    expect(await restarted.app.get(VerifyLog).execute()).toBe(true);
    expect(await server.sql('select outcome from audit_verification')).toEqual([{ outcome: 'verified' }]);
    await restarted.stop();
    await grow(1);
    expect((await text('verifier-keys')).split('\n')).toContain(old?.verifier.toString());
    expect((await head()).checkpoint.split('\n').filter(line => line.startsWith('— '))).toHaveLength(1);
    expect(server.app.get(LogGate).reasons()).toEqual([]);
  });

  it('has it on record, once, that other keys sign from here on, whoever changed the file', async () => {
    await grow(1);
    const before = (await loggedEvents(server, 'log-keys.changed')).length;
    const file = new NoteKeyFile(join(server.folders.keys, 'log-signing-keys'));
    const [old] = (await file.read()) ?? [];
    const oldId = old?.verifier.id.toString('hex') ?? '';
    const addedId = (await file.addKey()).verifier.id.toString('hex');
    for (let time = 0; time < 3; time += 1) await grow(1);
    await file.retireKey(oldId);
    for (let time = 0; time < 3; time += 1) await grow(1);
    const told = (await loggedEvents(server, 'log-keys.changed')).slice(before);
    expect(told.map(({ actor, facts }) => [actor.kind, facts])).toEqual([
      ['system', { keys: [addedId, oldId], began: [addedId], ended: [] }],
      ['system', { keys: [addedId], began: [], ended: [oldId] }],
    ]);
  });

  it('closes playback when it is gone, and opens it when it is back', async () => {
    await grow(20);
    await cp(folder, `${folder}-aside`, { recursive: true });
    await rm(folder, { recursive: true });
    await lookAnew(server.app.get(CopyJob));
    expect(server.app.get(LogGate).reasons()).toEqual(['copy-missing']);
    expect(await readdir(join(folder, '..'))).not.toContain('data-log-copy');
    await cp(`${folder}-aside`, folder, { recursive: true });
    await lookAnew(server.app.get(CopyJob));
    expect(server.app.get(LogGate).reasons()).toEqual([]);
  });

  it('is begun anew when somebody answers for its loss, and not beside one that is there', async () => {
    await grow(20);
    await expect(server.app.get(AcceptRestore).beginCopyAnew('Levy hajosi.')).rejects.toMatchObject({
      code: 'copy-present',
    });
    await rm(folder, { recursive: true });
    await lookAnew(server.app.get(CopyJob));
    await server.app.get(AcceptRestore).beginCopyAnew('Levy hajosi.');
    await lookAnew(server.app.get(CopyJob));
    expect(server.app.get(LogGate).reasons()).toEqual([]);
    await grow(1);
    expect(await text('checkpoint')).toBe((await head()).checkpoint);
  });

  it('is compared at the start already: a server on a database that was put back plays nothing', async () => {
    await grow(20);
    await putBack(5);
    const restarted = await server.beside();
    expect(restarted.app.get(LogGate).reasons()).toContain('not-continued');
    await restarted.stop();
  });

  it('stops a start in one line when its folder cannot be read', async () => {
    await grow(1);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file in its place');
    await expect(server.beside()).rejects.toThrow(
      'TALLENNE_LOG_COPY_URL: the copy of the log cannot be read (ENOTDIR).',
    );
    await rm(folder);
  });

  it('is tried again and again while its folder cannot be written, and playback goes on', async () => {
    await grow(1);
    await rm(folder, { recursive: true });
    await server.sql('delete from audit_copy');
    await writeFile(folder, 'a file in its place');
    await grow(1);
    expect(server.app.get(LogGate).isClosed('late')).toBe(false);
    await rm(folder);
    await grow(1);
    expect(await text('checkpoint')).toBe((await head()).checkpoint);
  });

  /** As a restored backup would leave it: a log that was valid some events ago. */
  async function putBack(events: number): Promise<void> {
    const [{ size } = { size: 0 }] = await server.sql<{ size: number }>('select size from audit_head');
    const earlier = size - events;
    const leaves = await server.sql<{ hash: Buffer }>('select hash from audit_leaf where index < $1 order by index', [
      earlier,
    ]);
    const root = rootOf(leaves.map(({ hash }) => hash)).toString('hex');
    await server.sql(`do $$ begin set local session_replication_role = replica;
      delete from audit_event where id in (select event_id from audit_leaf where index >= ${earlier});
      delete from audit_leaf where index >= ${earlier};
      update audit_head set size = ${earlier}, root = '\\x${root}';
    end $$`);
  }

  async function grow(events: number): Promise<void> {
    await record(events);
    await server.app.get(IntegrateEvents).execute();
    await lookAnew(server.app.get(CopyJob));
  }

  async function record(events: number): Promise<void> {
    const trail = server.app.get(AuditTrail);
    await Promise.all(
      Array.from({ length: events }, () => trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM })),
    );
  }

  async function head(): Promise<{ checkpoint: string; size: number }> {
    const [row] = await server.sql<{ checkpoint: string; size: number }>('select checkpoint, size from audit_head');
    return row ?? { checkpoint: '', size: 0 };
  }

  function text(name: string): Promise<string> {
    return readFile(join(folder, name), 'utf8');
  }
});

function names(size: number): string[] {
  return Array.from({ length: Math.ceil(size / 256) }, (_, tile) => {
    const width = Math.min(256, size - tile * 256);
    return `${String(tile).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
  });
}
