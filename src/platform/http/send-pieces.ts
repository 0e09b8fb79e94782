import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { cutOff } from './cut-off.js';
import { noteUnexpected } from './problem.filter.js';

/**
 * Answers with bytes as they come. An answer that has begun cannot say any more that it failed: what goes wrong cuts it off, and is noted
 * where nobody expected it.
 */
export function sendPieces(reply: FastifyReply, pieces: Readable): void {
  pieces.once('error', error => {
    noteUnexpected(error, reply.request, 'broke off with');
    cutOff(reply.raw);
  });
  void reply.send(pieces);
}
