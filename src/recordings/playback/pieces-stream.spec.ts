import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { piecesStream } from './pieces-stream.js';

/** Gives pieces `1`, `2`, ... up to `last`, and tells how many it was asked for and whether it was let go of. */
function counted(last: number) {
  const seen = { asked: 0, released: false };
  async function* pieces(): AsyncGenerator<Buffer, void> {
    try {
      for (let piece = 1; piece <= last; piece += 1) {
        seen.asked = piece;
        yield await Promise.resolve(Buffer.from(`${piece}`));
      }
    } finally {
      seen.released = true;
    }
  }
  return { seen, pieces: pieces() };
}

/** Takes a piece and is done with it when `go` is called. */
function slow() {
  const taken: string[] = [];
  let go = (): void => undefined;
  const writable = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString());
      go = done;
    },
  });
  return {
    writable,
    taken,
    go: () => {
      go();
    },
  };
}

describe('pieces as a stream', () => {
  it('come whole and in order, and are let go of', async () => {
    const { seen, pieces } = counted(4);
    const first = (await pieces.next()).value as Buffer;
    const taken: string[] = [];
    const stream = piecesStream(first, pieces);
    for await (const piece of stream) taken.push(String(piece));
    expect([taken.join(''), seen.released]).toEqual(['1234', true]);
  });

  it('are asked for one at a time: none waits while the one before has not left', async () => {
    const { seen, pieces } = counted(4);
    const first = (await pieces.next()).value as Buffer;
    const sink = slow();
    void pipeline(piecesStream(first, pieces), sink.writable).catch(() => undefined);
    await wait(20);
    expect([sink.taken, seen.asked]).toEqual([['1'], 1]);
    sink.go();
    await wait(20);
    expect([sink.taken, seen.asked]).toEqual([['1', '2'], 2]);
    sink.writable.destroy();
  });

  it('are let go of when the stream is destroyed while a piece waits', async () => {
    const { seen, pieces } = counted(4);
    const stream = piecesStream((await pieces.next()).value as Buffer, pieces);
    const sink = slow();
    stream.pipe(sink.writable);
    await wait(20);
    stream.destroy();
    await once(stream, 'close');
    expect(seen.released).toBe(true);
  });

  it('are let go of also where nobody has read anything', async () => {
    const { seen, pieces } = counted(4);
    const stream = piecesStream((await pieces.next()).value as Buffer, pieces);
    stream.destroy();
    await once(stream, 'close');
    expect([seen.asked, seen.released]).toEqual([1, true]);
  });

  it('end with an error where a piece cannot be had', async () => {
    async function* failing(): AsyncGenerator<Buffer, void> {
      yield await Promise.resolve(Buffer.from('1'));
      throw new Error('no longer');
    }
    const pieces = failing();
    const stream = piecesStream((await pieces.next()).value as Buffer, pieces);
    stream.resume();
    const [error] = (await once(stream, 'error')) as [Error];
    expect(error.message).toBe('no longer');
  });
});
