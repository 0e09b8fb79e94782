import { createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { LogHead } from '../../src/audit/integration/log-head.js';
import { TileMissing } from '../../src/audit/integration/log-tiles.js';
import { LogEntries } from '../../src/audit/serving/log-entries.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring, leafOf, loggedEvents } from '../support/log.js';
import { entriesOf, leafHash, nodeHash, rootOf } from '../support/reference-tree.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Checks what the server serves with this file's own arithmetic: an auditor's tool knows nothing of ours. */
describe('following the log', () => {
  let server: TestServer;
  let auditor: Client;
  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
    const trail = server.app.get(AuditTrail);
    const events = Array.from({ length: 700 }, () =>
      trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM }),
    );
    await Promise.all(events);
    await server.app.get(IntegrateEvents).execute();
  });
  afterEach(() => checkCustody(server));
  afterAll(() => server.stop());

  it('gives a checkpoint that the verifier key has signed', async () => {
    const { body } = await auditor.get('/audit/log');
    const { status, bytes, headers } = await auditor.get('/audit/log/checkpoint');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const note = bytes.toString('utf8');
    expect(isSigned(note, String((body.verifierKeys as string[])[0]))).toBe(true);
    expect(isSigned(note.replace(/^tallenne/, 'callenne'), String((body.verifierKeys as string[])[0]))).toBe(false);
    expect(checkpointOf(note).origin).toBe(body.origin);
  });

  it('gives tiles and entries whose hashes make the root of the checkpoint', async () => {
    const { size, root } = checkpointOf(await note());
    const hashes: Buffer[] = [];
    for (let tile = 0; tile * 256 < size; tile += 1) {
      const width = Math.min(256, size - tile * 256);
      const path = `${String(tile).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
      const { bytes } = await auditor.get(`/audit/log/tile/0/${path}`);
      const entries = await auditor.get(`/audit/log/tile/entries/${path}`);
      expect(entries.headers.get('content-type')).toBe('application/octet-stream');
      expect(bytes).toEqual(Buffer.concat(entriesOf(entries.bytes).map(leafHash)));
      for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.subarray(at, at + 32));
    }
    expect(hashes).toHaveLength(size);
    expect(rootOf(hashes)).toEqual(root);
    expect((await auditor.get('/audit/log/tile/1/000.p/2')).bytes).toEqual(
      Buffer.concat([rootOf(hashes.slice(0, 256)), rootOf(hashes.slice(256, 512))]),
    );
  });

  it('has every event committed before it was asked to grow, whoever else was integrating at that moment', async () => {
    const integrate = server.app.get(IntegrateEvents);
    await integrate.execute();
    const other = new pg.Client({ connectionString: server.database.superuserUrl });
    await other.connect();
    await other.query('begin; select from audit_head for update');
    const id = await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM });
    expect(await integrate.unlessUnderWay()).toBe(0);
    const grown = integrate.execute();
    await other.query('commit');
    await other.end();
    await grown;
    expect(await server.sql('select from audit_leaf where event_id = $1', [id])).toHaveLength(1);
  });

  it('waits no longer than 20 s for a process that stands still while it makes the log grow', async () => {
    const database = server.app.get(Database);
    const text = 'show idle_in_transaction_session_timeout';
    expect(await database.statements(run => run({ name: 'limit', text }))).toEqual([
      { idle_in_transaction_session_timeout: '20s' },
    ]);
  });

  it('is kept by nobody on the way', async () => {
    for (const path of ['/audit/log', '/audit/log/checkpoint', '/audit/log/tile/entries/000', '/audit/events']) {
      expect((await auditor.get(path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each(['0/001.p/0', '0/999', '9/000', '0/1', '0/001.p/256', 'entries/x000/999', '..%2Fcheckpoint'])(
    'has no tile %s',
    async path => {
      expect((await auditor.get(`/audit/log/tile/${path}`)).status).toBe(404);
    },
  );

  it('has no bundle of events of which some are not there', async () => {
    const { size } = await server.app.get(LogHead).read();
    await expect(server.app.get(LogEntries).read(size - 1, 2)).rejects.toThrow(TileMissing);
  });

  it('proves that an event is in the log', async () => {
    for (const event of (await loggedEvents(server)).slice(0, 700).filter((_, place) => place % 97 === 0)) {
      const { status, body } = await auditor.get(`/audit/events/${event.id}/proof`);
      expect(status).toBe(200);
      const leaf = Buffer.from(String(body.leaf), 'base64');
      expect(leafOf(leaf)).toEqual(event);
      const { size, root } = checkpointOf(String(body.checkpoint));
      const hashes = (body.hashes as string[]).map(hash => Buffer.from(hash, 'base64'));
      expect(climbed(Number(body.index), size, leafHash(leaf), hashes)).toEqual(root);
      expect(body.proof).toBe(
        `c2sp.org/tlog-proof@v1\nindex ${String(body.index)}\n${(body.hashes as string[]).join('\n')}\n\n${String(body.checkpoint)}`,
      );
    }
  });

  it('proves an event of this very moment', async () => {
    const id = await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM });
    expect((await auditor.get(`/audit/events/${id}/proof`)).status).toBe(200);
  });

  it('records each proof that somebody asks for', async () => {
    const [event] = await loggedEvents(server, 'retention.viewed');
    const added = await eventsDuring(server, () => auditor.get(`/audit/events/${event?.id ?? ''}/proof`));
    expect(added.map(({ action, object }) => [action, object?.id])).toEqual([['audit.event-proved', event?.id]]);
  });

  it('has no proof of what is not there', async () => {
    expect((await auditor.get('/audit/events/00000000-0000-7000-8000-000000000000/proof')).status).toBe(404);
  });

  it('proves that the log of now begins with the one of before', async () => {
    const earlier = checkpointOf(await note());
    await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM });
    await server.app.get(IntegrateEvents).execute();
    const { body } = await auditor.get(`/audit/log/consistency?from=${earlier.size}`);
    const hashes = (body.hashes as string[]).map(hash => Buffer.from(hash, 'base64'));
    const now = checkpointOf(String(body.checkpoint));
    expect([body.from, body.to]).toEqual([earlier.size, now.size]);
    expect(rootsOf(earlier.size, now.size, hashes, earlier.root)).toEqual([earlier.root, now.root]);
    expect((await auditor.get('/audit/log/consistency?from=999999')).status).toBe(404);
  });

  it('is one event a session and hour, whatever is fetched', async () => {
    const other = await server.as('aila.auditoija');
    const fetching = async () => {
      for (const path of ['', '/checkpoint', '/tile/0/000', '/consistency?from=1'])
        await other.get(`/audit/log${path}`);
    };
    expect((await eventsDuring(server, fetching)).map(({ action }) => action)).toEqual(['log.followed']);
    expect(await eventsDuring(server, fetching)).toEqual([]);
    server.clock.moveTo(new Date(server.clock.now().getTime() + 3_600_000));
    const anHourLater = await server.as('aila.auditoija');
    await anHourLater.get('/audit/log/checkpoint');
    expect(await loggedEvents(server, 'log.followed')).toHaveLength(3);
  });

  async function note(): Promise<string> {
    return (await auditor.get('/audit/log/checkpoint')).bytes.toString('utf8');
  }
});

function checkpointOf(note: string): { origin: string; size: number; root: Buffer } {
  const [origin = '', size, root = ''] = note.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** c2sp.org/signed-note with Ed25519: an identifier of four bytes, then the signature of everything up to the empty line. */
function isSigned(note: string, verifierKey: string): boolean {
  const [text = '', signatures = ''] = note.split('\n\n');
  const key = Buffer.from(verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  const signature = Buffer.from(signatures.split('\n')[0]?.split(' ')[2] ?? '', 'base64').subarray(4);
  return verify(null, Buffer.from(`${text}\n`), createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** RFC 6962 §2.1.1, from the top: the last hash of the path is the other half of the tree. */
function climbed(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer {
  const other = path.at(-1);
  if (!other) return leaf;
  let k = 1;
  while (k * 2 < size) k *= 2;
  const rest = path.slice(0, -1);
  return index < k
    ? nodeHash(climbed(index, k, leaf, rest), other)
    : nodeHash(other, climbed(index - k, size - k, leaf, rest));
}

/** The earlier and the later root that a proof leads to (RFC 6962 §2.1.2, SUBPROOF read backwards). */
function rootsOf(earlier: number, size: number, path: readonly Buffer[], known: Buffer | null): [Buffer, Buffer] {
  if (earlier === size) {
    const whole = known ?? path[0] ?? Buffer.alloc(0);
    return [whole, whole];
  }
  let k = 1;
  while (k * 2 < size) k *= 2;
  const [rest, other] = [path.slice(0, -1), path.at(-1) ?? Buffer.alloc(0)];
  if (earlier <= k) {
    const [old, now] = rootsOf(earlier, k, rest, known);
    return [old, nodeHash(now, other)];
  }
  const [old, now] = rootsOf(earlier - k, size - k, rest, null);
  return [nodeHash(other, old), nodeHash(other, now)];
}
