import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { ClientBase, Submittable } from 'pg';

/** Signature, no flags, no extension (https://www.postgresql.org/docs/18/sql-copy.html, "Binary Format"). */
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

/** What of `pg`'s connection a COPY needs. */
interface CopyConnection {
  readonly stream: Socket;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** One COPY into a table in PostgreSQL's binary format. The methods from `submit` on are those that `pg` calls. */
export class CopyIn implements Submittable {
  readonly #statement: string;
  readonly #begun = Promise.withResolvers<CopyConnection>();
  readonly #done = Promise.withResolvers<undefined>();

  private constructor(statement: string) {
    this.#statement = statement;
    for (const { promise } of [this.#begun, this.#done]) promise.catch(() => undefined); // whoever writes or ends hears of it
  }

  /** Begins on `client`, which does nothing else until {@link end}. */
  static begin(client: ClientBase, table: string, columns: readonly string[]): CopyIn {
    const copy = new CopyIn(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`);
    client.query(copy);
    return copy;
  }

  /** Sends whole tuples; resolves when there is room for more. */
  async write(tuples: Buffer): Promise<void> {
    const connection = await this.#connection();
    connection.sendCopyFromChunk(tuples);
    if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), this.#done.promise]);
  }

  /** Resolves when every tuple is in the table. Throws what PostgreSQL says. */
  async end(): Promise<void> {
    const connection = await this.#connection();
    connection.sendCopyFromChunk(TRAILER);
    connection.endCopyFrom();
    await this.#done.promise;
  }

  async #connection(): Promise<CopyConnection> {
    const connection = await Promise.race([this.#begun.promise, this.#done.promise]);
    if (!connection) throw new Error('the COPY is over');
    return connection;
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(HEADER);
    this.#begun.resolve(connection);
  }

  handleError(error: Error): void {
    this.#done.reject(error);
  }

  handleReadyForQuery(): void {
    this.#done.resolve(undefined);
  }

  handleCommandComplete(): void {
    // The tuples are there; the connection is ready when it says so.
  }
}
