import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { DomainError } from '../../kernel/errors.js';
import { sendPieces } from './send-pieces.js';

const CANARY = '240688U9367';

/** A first piece, and then what breaks it off. */
async function* brokenOffBy(error: Error): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from('first'));
  throw error;
}

describe('an answer in pieces', () => {
  let server: FastifyInstance;
  let failure: Error;
  let url: string;
  const noted = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

  beforeEach(async () => {
    noted.mockClear();
    server = fastify();
    server.get('/pieces/:id', (_request, reply) => {
      sendPieces(reply, Readable.from(brokenOffBy(failure), { highWaterMark: 1 }));
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });

  afterEach(() => server.close());

  const heard = async () => (await fetch(`${url}/pieces/${CANARY}`)).text();

  it('is cut off where it fails, and the failure is noted by its route and nothing that anybody said', async () => {
    failure = Object.assign(new Error(CANARY), { code: 'EIO' });
    await expect(heard()).rejects.toThrow();
    expect(noted.mock.calls).toEqual([
      [expect.stringMatching(/^GET \/pieces\/:id broke off with internal-error: Error EIO /)],
    ]);
    expect(JSON.stringify(noted.mock.calls)).not.toContain(CANARY);
  });

  it('is cut off and no failure where it is broken off on purpose', async () => {
    failure = new DomainError('forbidden', 'playback-no-longer-allowed', 'It is over.');
    await expect(heard()).rejects.toThrow();
    expect(noted).not.toHaveBeenCalled();
  });
});
