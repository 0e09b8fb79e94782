import type { IncomingMessage } from 'node:http';

/** How long the rest of a refused body is still taken in, so that the sender comes to read why. */
const LINGER_MS = 2_000;

/**
 * Lets go of a body that nobody reads to its end, once the answer is out: the rest is read and forgotten for a moment,
 * then the connection is cut. Otherwise it would go on, or stay open, for as long as the sender likes.
 */
export function letGoOfUnreadBody(request: IncomingMessage): void {
  if (request.complete) return;
  request.unpipe();
  request.resume();
  const cut = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, LINGER_MS).unref();
  request.once('end', () => {
    clearTimeout(cut);
  });
}
