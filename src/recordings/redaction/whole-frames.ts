import { ByteQueue } from '../audio/byte-queue.js';

/** No piece that is worked on or given away is larger. */
export const PIECE_BYTES = 256 * 1024;

/** The same bytes in pieces of whole frames and at most {@link PIECE_BYTES}; what is left of a frame at the end is dropped. */
export async function* wholeFrames(bytes: AsyncIterable<Buffer>, frameBytes: number): AsyncGenerator<Buffer> {
  const waiting = new ByteQueue();
  const most = PIECE_BYTES - (PIECE_BYTES % frameBytes);
  for await (const piece of bytes) {
    waiting.add(piece);
    while (waiting.length >= frameBytes) {
      yield waiting.take(Math.min(most, waiting.length - (waiting.length % frameBytes)));
    }
  }
}
