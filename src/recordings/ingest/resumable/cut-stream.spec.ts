import { describe, expect, it } from '@jest/globals';
import { CutStream } from './cut-stream.js';

async function* stream(...pieces: (string | Error)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    await Promise.resolve();
    if (piece instanceof Error) throw piece;
    yield Buffer.from(piece);
  }
}

async function cut(source: AsyncIterable<Buffer>): Promise<{ pieces: string[]; broken: unknown }> {
  const bytes = new CutStream(source, 4);
  const pieces: string[] = [];
  while (await bytes.isMore()) {
    let piece = '';
    for await (const part of bytes.piece()) piece += part.toString();
    pieces.push(piece);
  }
  return { pieces, broken: bytes.broken };
}

describe('a stream that is cut', () => {
  it('comes in pieces of the size asked for, the last one shorter', async () => {
    expect(await cut(stream('abcdef', 'g', '', 'hij'))).toEqual({ pieces: ['abcd', 'efgh', 'ij'], broken: undefined });
  });

  it('has no piece where it has no bytes', async () => {
    expect(await cut(stream(''))).toEqual({ pieces: [], broken: undefined });
  });

  it('keeps what came before it broke, and says what broke it', async () => {
    const broken = new Error('connection lost');
    expect(await cut(stream('abcdef', broken))).toEqual({ pieces: ['abcd', 'ef'], broken });
  });
});
