import { Readable } from 'node:stream';

/**
 * `first` and what `rest` gives after it, as a stream. The next piece is asked for only when the one before has gone to
 * the kernel, so that no more than one waits in the process; `rest` is let go of however the stream ends, also where
 * nobody ever reads from it.
 */
export function piecesStream(first: Buffer, rest: AsyncGenerator<Buffer, void>): Readable {
  let held: Buffer | null = first;
  return new Readable({
    highWaterMark: 0,
    read() {
      const piece = held ? Promise.resolve({ done: false, value: held } as const) : rest.next();
      held = null;
      piece.then(
        ({ done, value }) => this.push(done === true ? null : value),
        (error: unknown) => this.destroy(error as Error), // what a generator throws is an Error here
      );
    },
    destroy(error, done) {
      rest.return().then(
        () => {
          done(error);
        },
        (failure: unknown) => {
          done(error ?? (failure as Error));
        },
      );
    },
  });
}
