/** Streams a query without parameters and gives each record to `onRecord`, which must not keep it. */
export type Copy = (select: string, onRecord: (record: Buffer) => void) => Promise<void>;

/**
 * Runs one statement with `$1`, `$2`, ... on the one connection of a transaction and returns its rows, with `bytea` as
 * Buffer, `float8` as number and `text` as string: what `pg` makes of them by itself.
 */
export interface Query {
  <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** The same connection's COPY. Where there is none, rows are read as any others, which takes twice as long. */
  readonly copy?: Copy;
}
