import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from '../platform/http/index.js';

const STATUS_OF: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** What the framework refuses before it looks for a route: an address that cannot be read, or is too long. It is not repeated. */
export function refuseUnreadable(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, problemOf(error));
}

/** What never becomes a request: no HTTP, headers that are too large, or one that does not come to its end. The connection is closed. */
export function refuseUnparsed(error: Unparsed, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerOf(STATUS_OF[error.code ?? ''] ?? 400, asksForHead(error)));
  socket.destroy(error);
}

/** What Node says of it; `rawPacket` are the bytes that the parser gave up on. */
interface Unparsed extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

/** Bytes after the head of an answer to HEAD are the beginning of another answer for whoever reads them (RFC 9110 §9.3.2). */
function asksForHead({ rawPacket }: Unparsed): boolean {
  return Buffer.isBuffer(rawPacket) && rawPacket.toString('latin1', 0, 5) === 'HEAD ';
}

/** As `sendProblem` answers, where there is nothing yet to answer by. */
function answerOf(status: number, isHead: boolean): string {
  const body = JSON.stringify(problemOf(Object.assign(new Error(), { statusCode: status })));
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'cache-control: no-store',
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${isHead ? '' : body}`;
}
