import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { machineTokenOf } from '../../identity/index.js';
import { problemOf, sendProblem, type RequestLimits } from '../../platform/http/index.js';

/** Whoever asks whether the process lives would end it for a flood that it withstands. */
export const UNCOUNTED = '/healthz';

/** Has every request counted by its address, before its body is read and before anybody is asked for. */
export function countAddresses(server: Pick<FastifyInstance, 'addHook'>, limits: RequestLimits): void {
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url === UNCOUNTED) return;
    try {
      await limits.countAddress(request, machineTokenOf(request));
    } catch (refusal) {
      sendProblem(reply, problemOf(refusal));
      return reply;
    }
  });
}
