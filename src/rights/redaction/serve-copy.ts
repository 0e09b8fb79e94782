import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { DossierFiles, piecesOf, type ByteRange } from '../../recordings/index.js';
import type { ListeningInHand } from './find-listening.js';
import type { LookAgain } from './watch-listening.js';

/** No piece that is given away, and so counted as served, is larger: a few seconds of sound. */
const PIECE_BYTES = 64 * 1024;

/** Serves the bytes of a copy, and notes which of them were given to the listener. */
@Injectable()
export class ServeCopy {
  constructor(
    private readonly files: DossierFiles,
    private readonly database: Database,
  ) {}

  /**
   * What is served of `range`, in clear. Before each further extent `lookAgain` must still allow it. A piece counts as served when
   * the one after it is asked for, the last one when it is given: a listener who hears the end may approve at once. What an
   * answer that breaks off, or a crash, leaves unnoted was not heard.
   * @throws DomainError `key-destroyed`, `decryption-failed`, `blob-missing`, and what `lookAgain` throws
   */
  async *execute(listening: ListeningInHand, range: ByteRange, lookAgain: LookAgain): AsyncGenerator<Buffer, void> {
    const file = await this.files.open(listening.file);
    let servedUpTo = range.first;
    try {
      for (const { first, last } of piecesOf(range)) {
        if (first !== range.first) await lookAgain();
        const extent = await listening.audio.read(first, last, (from, to) => file.read(from, to));
        for (let at = 0; at < extent.length; at += PIECE_BYTES) {
          const piece = extent.subarray(at, at + PIECE_BYTES);
          if (first + at + piece.length > range.last)
            servedUpTo = await this.#note(listening, range.first, range.last + 1);
          yield piece;
          servedUpTo = first + at + piece.length;
        }
      }
    } finally {
      await file.close();
      if (servedUpTo > range.first && servedUpTo <= range.last) await this.#note(listening, range.first, servedUpTo);
    }
  }

  /** @returns `to`, which is not served itself */
  async #note({ id }: ListeningInHand, from: number, to: number): Promise<number> {
    await this.database.query(NOTE, [id, from, to]);
    return to;
  }
}

const NOTE: Statement = {
  name: 'rights-listening-served',
  text: `update rights_listening set served = served + int8multirange(int8range($2, $3)) where id = $1`,
};
