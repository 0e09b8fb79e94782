import type { ClientBase, Submittable } from 'pg';
import type { Copy, Query } from './query.js';

/** Statements on `client`, with its COPY. */
export function queryOn(client: ClientBase): Query {
  const query = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    (await client.query<Row>(text, [...values])).rows;
  const copy: Copy = (select, onRecord) => {
    const out = new CopyOut(`copy (${select}) to stdout (format binary)`, onRecord);
    client.query(out);
    return out.done;
  };
  return Object.assign(query, { copy });
}

/** Signature, flags and length of the header's extension. */
const HEADER_BYTES = 19;
/** The number of columns, and the length of the only one. */
const TUPLE_BYTES = 2 + 4;

/** One COPY in PostgreSQL's binary format, each tuple a single `bytea`. The methods are those that `pg` calls. */
class CopyOut implements Submittable {
  readonly done: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #failure: { readonly error: unknown } | null = null;
  #isFirst = true;

  constructor(
    private readonly statement: string,
    private readonly onRecord: (record: Buffer) => void,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.statement);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    const tuple = this.#isFirst ? chunk.subarray(HEADER_BYTES) : chunk;
    this.#isFirst = false;
    if (this.#failure || tuple.length <= TUPLE_BYTES) return;
    try {
      this.onRecord(tuple.subarray(TUPLE_BYTES));
    } catch (error) {
      this.#failure = { error };
    }
  }

  handleError(error: Error): void {
    this.#failure ??= { error };
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.#reject(this.#failure.error);
    else this.#resolve();
  }

  handleCommandComplete(): void {
    // The end of the rows; the connection is ready when it says so.
  }
}
