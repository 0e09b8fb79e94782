import type { FastifyReply } from 'fastify';
import { release } from '../../platform/crypto/release.js';
import { sendPieces, type RequestInHand } from '../../platform/http/index.js';
import { processMeasures } from '../../platform/measure/index.js';
import { byteRange, type ByteRange } from './byte-range.js';
import { piecesStream } from './pieces-stream.js';
import type { ServedAudio } from './served-audio.js';

type Described = Pick<ServedAudio, 'sizeBytes' | 'mediaType'>;

/** Answers with size and type alone. */
export function describeAudio(reply: FastifyReply, audio: Described): void {
  void neverStored(reply, audio).header('content-length', audio.sizeBytes).send();
}

/**
 * Answers with audio that nobody may store: the whole, or (206) the one range that was asked for. What goes wrong before the first
 * piece is thrown, what goes wrong later cuts the answer off. @throws DomainError `range-not-satisfiable`, and what `open` throws
 */
export async function sendAudio(
  request: RequestInHand,
  reply: FastifyReply,
  audio: Described,
  open: (range: ByteRange) => AsyncGenerator<Buffer, void>,
): Promise<void> {
  const asked = rangeOf(request, reply, audio.sizeBytes);
  const range = asked ?? { first: 0, last: audio.sizeBytes - 1 };
  const pieces = open(range);
  const first = await pieces.next();
  if (first.done === true) return;
  processMeasures.firstByteSeconds.observe(reply.elapsedTime / 1000);
  const length = range.last - range.first + 1;
  neverStored(reply, audio).header('content-length', length);
  if (asked) void reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${audio.sizeBytes}`);
  if (first.value.length === length) await sendWhole(reply, first.value, pieces);
  else sendPieces(reply, piecesStream(first.value, pieces));
}

async function sendWhole(reply: FastifyReply, bytes: Buffer, pieces: AsyncGenerator<Buffer, void>): Promise<void> {
  reply.raw.once('finish', () => {
    release(bytes);
  });
  void reply.send(bytes);
  await pieces.return(undefined);
}

function rangeOf(request: RequestInHand, reply: FastifyReply, sizeBytes: number): ByteRange | null {
  try {
    return byteRange(request.headers.range, sizeBytes);
  } catch (error) {
    void reply.header('content-range', `bytes */${sizeBytes}`);
    throw error;
  }
}

function neverStored(reply: FastifyReply, { mediaType }: Described): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no'); // a proxy that keeps ahead of its reader would go on after a stop
}
