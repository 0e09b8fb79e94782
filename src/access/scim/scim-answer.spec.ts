import { fastify, type FastifyReply } from 'fastify';
import { describe, expect, it } from '@jest/globals';
import type { Config } from '../../platform/config/index.js';
import { notModified, originOf, tagged } from './scim-answer.js';

/** The answer of a route that does `answer`, over a real Fastify. */
async function answered(answer: (reply: FastifyReply) => unknown) {
  const server = fastify();
  server.get('/', (_, reply) => reply.send(answer(reply)));
  const { statusCode, headers, body } = await server.inject('/');
  await server.close();
  return { statusCode, etag: headers.etag, location: headers.location, body };
}

describe('an answer about one resource', () => {
  it('has the tag of its version, and its address where one is named', async () => {
    const location = 'https://tallenne.example.org/scim/v2/Users/x';
    const body = { id: 'x' };
    const told = { statusCode: 200, etag: 'W/"3"', body: '{"id":"x"}' };
    expect(await answered(reply => tagged(reply, 3, body, location))).toEqual({ ...told, location });
    expect(await answered(reply => tagged(reply, 3, body))).toEqual({ ...told, location: undefined });
    expect(await answered(reply => tagged(reply, 3, body, { not: 'an address' }))).toEqual({
      ...told,
      location: undefined,
    });
  });

  it('is empty for who has this version already (RFC 7644 §3.14)', async () => {
    const unmodified = await answered(reply => {
      notModified(reply, 3);
    });
    expect(unmodified).toEqual({
      ...{ statusCode: 304, etag: 'W/"3"', location: undefined, body: '' },
    });
  });
});

describe('where the client reaches the server', () => {
  it('is as it is set, or else as it was asked', async () => {
    const origins: string[] = [];
    const server = fastify();
    server.get('/', request => {
      for (const publicOrigin of ['https://tallenne.example.org', null])
        origins.push(originOf({ publicOrigin } as Config, request)); // of its one setting
      return '';
    });
    await server.inject({ url: '/', headers: { host: 'localhost:8443' } });
    await server.close();
    expect(origins).toEqual(['https://tallenne.example.org', 'http://localhost:8443']);
  });
});
