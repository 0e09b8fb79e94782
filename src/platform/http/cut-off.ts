import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Breaks an answer off where it stands. The connection is reset, so that the kernel forgets what it has not sent yet, and
 * the other end learns of an error instead of taking the rest for short.
 */
export function cutOff(answer: ServerResponse): void {
  const { socket } = answer;
  if (socket instanceof Socket && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  answer.destroy();
}
