import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { WatchedSocket } from './watched-socket.js';

const ALERT = record(21, 2);
const SEALED_ALERT = record(23, 19);
const DATA = record(23, 20);

describe('a connection whose records are watched', () => {
  let server: Server;
  let peer: Socket;
  let plain: Socket;
  let watched: WatchedSocket;

  beforeEach(async () => {
    server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    plain = connect((server.address() as AddressInfo).port, '127.0.0.1');
    watched = new WatchedSocket(plain);
    watched.on('error', () => undefined);
    [peer] = (await accepted) as [Socket];
    peer.on('error', () => undefined);
  });
  afterEach(async () => {
    peer.destroy();
    plain.destroy();
    server.close();
    await once(server, 'close');
  });

  /** Resolves with what was read when all `bytes` have come, in the pieces that are given. */
  async function come(...pieces: readonly Buffer[]): Promise<Buffer> {
    const wanted = pieces.reduce((sum, { length }) => sum + length, 0);
    const read: Buffer[] = [];
    let got = 0;
    watched.on('data', (bytes: Buffer) => {
      read.push(bytes);
      got += bytes.length;
    });
    for (const piece of pieces) {
      peer.write(piece);
      await wait(5); // so that they come one by one
    }
    while (got < wanted) await wait(1);
    watched.removeAllListeners('data');
    return Buffer.concat(read);
  }

  /** Resolves when it is over, also by an error. */
  function closing(): Promise<void> {
    return new Promise(resolve => watched.once('close', resolve));
  }

  it('hands on what comes and sends what is written, as it is', async () => {
    expect(await come(DATA, ALERT)).toEqual(Buffer.concat([DATA, ALERT]));
    watched.write('kirjoitettu');
    const [heard] = (await once(peer, 'data')) as [Buffer];
    expect(heard.toString()).toBe('kirjoitettu');
  });

  it.each([
    ['an alert in clear', [ALERT], true],
    ['a sealed one, which only its length tells', [SEALED_ALERT], true],
    ['one after data', [DATA, ALERT], true],
    ['data', [DATA], false],
    ['data after an alert', [ALERT, DATA], false],
    ['a sealed record of another length', [record(23, 18)], false],
    ['a record of another kind that is as long', [record(22, 19)], false],
    ['an alert of which a byte is missing', [ALERT.subarray(0, -1)], false],
    ['an alert of whose header a byte is missing', [ALERT.subarray(0, 4)], false],
    ['an alert and the first byte of a further record', [ALERT, DATA.subarray(0, 1)], false],
    ['a long record before an alert', [record(23, 0x1234), ALERT], true],
  ] as const)('tells whether the last record was an alert: %s', async (_what, records, isAlert) => {
    await come(Buffer.concat(records));
    expect(watched.lastWasAlert).toBe(isAlert);
  });

  it('sees an alert that comes byte by byte', async () => {
    const bytes = Buffer.concat([record(23, 3), ALERT]);
    await come(...Array.from(bytes, byte => Buffer.of(byte)));
    expect(watched.lastWasAlert).toBe(true);
  });

  it('says that nothing has come yet', () => {
    expect(watched.lastWasAlert).toBe(false);
  });

  it('is no confirmation when a reset follows on the alert', async () => {
    await come(ALERT);
    const over = closing();
    peer.resetAndDestroy();
    await over;
    expect([watched.lastWasAlert, watched.wasCut]).toEqual([true, true]);
  });

  it('was not cut when the other side ends after its alert', async () => {
    await come(ALERT);
    const ended = once(watched, 'end');
    watched.resume();
    peer.end();
    await ended;
    const over = closing();
    watched.destroy();
    await over;
    expect([watched.lastWasAlert, watched.wasCut]).toEqual([true, false]);
  });

  it('is over only when the other side has closed, which may reset until then', async () => {
    let isOver = false;
    watched.once('close', () => (isOver = true));
    watched.destroy();
    peer.resume();
    await once(peer, 'end');
    await wait(20);
    expect(isOver).toBe(false);
    const over = closing();
    peer.resetAndDestroy();
    await over;
    expect(watched.wasCut).toBe(true);
  });

  it('is cut by whoever waits no longer', async () => {
    const over = closing();
    watched.destroy();
    watched.cut();
    await over;
    expect([watched.wasCut, plain.destroyed]).toEqual([true, true]);
  });

  it('ends at once with an error of its user', async () => {
    const over = closing();
    watched.destroy(new Error('kesken'));
    await over;
    expect(plain.destroyed).toBe(true);
  });

  it('ends its writing when its user does', async () => {
    watched.end('viimeinen');
    const [heard] = (await once(peer, 'data')) as [Buffer];
    peer.resume();
    await once(peer, 'end');
    expect(heard.toString()).toBe('viimeinen');
  });

  it('lets the other side wait while nobody reads', async () => {
    const much = record(23, 0xffff);
    for (let one = 0; one < 200; one += 1) peer.write(much);
    while (!plain.isPaused()) await wait(1);
    let got = 0;
    watched.on('data', (bytes: Buffer) => (got += bytes.length));
    while (got < 200 * much.length) await wait(1);
    expect(got).toBe(200 * much.length);
  });
});

/** A record of TLS (RFC 8446 §5.1): its type, its version, the length of what follows. */
function record(type: number, length: number): Buffer {
  const header = Buffer.from([type, 3, 3, length >> 8, length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(length, 0x17)]);
}
