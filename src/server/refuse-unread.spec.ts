import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuseUnparsed } from './refuse-unread.js';

describe('refuseUnparsed', () => {
  let server: Server;

  beforeEach(async () => {
    server = createServer((_request, answer) => answer.end());
    server.on('clientError', refuseUnparsed);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    server.close();
  });

  it.each([
    ['is no HTTP', 'canary\r\n\r\n', '400 Bad Request', 'invalid-request'],
    [
      'has too many headers',
      `GET / HTTP/1.1\r\ncanary: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'headers-too-large',
    ],
  ])('answers what %s with a problem that repeats nothing and that nobody keeps', async (_, sent, status, code) => {
    const answer = await exchanged(sent);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual(
      expect.arrayContaining([`HTTP/1.1 ${status}`, 'cache-control: no-store', 'connection: close']),
    );
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ code, status: Number(status.slice(0, 3)) });
    expect(answer).not.toContain('canary');
  });

  it('answers HEAD with no more than the head, also where its address is too long to be read', async () => {
    const answer = await exchanged(`HEAD /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 [^]+\r\n\r\n$/);
    expect(answer.split('\r\n\r\n')).toHaveLength(2);
  });

  /** All that comes back until the connection is closed. */
  function exchanged(sent: string): Promise<string> {
    const { port } = server.address() as AddressInfo; // it listens on TCP
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(sent));
      socket.on('data', piece => pieces.push(piece));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(Buffer.concat(pieces).toString());
      });
    });
  }
});
