import { z } from 'zod';
import { DomainError } from '../../kernel/errors.js';

/** Most rows that one page of a list holds. */
export const MAX_PAGE = 200;

/** `cursor` and `limit` of a list (api.md): opaque keyset position, and how many rows. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

/** `{ items, nextCursor }` around `item`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Where a keyset page continues: after this instant and id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** Instants that the database and the calendar know, as wherever one is read. */
const [EARLIEST_MS, LATEST_MS] = [Date.UTC(1900, 0, 1), Date.UTC(10_000, 0, 1) - 1];
const position = z.tuple([z.number().int().min(EARLIEST_MS).max(LATEST_MS), z.uuid()]);

/** Makes the page out of `limit + 1` rows. */
export function pageFrom<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null };
}

function writeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');
}

/**
 * Reads a cursor that {@link pageFrom} wrote.
 * @throws DomainError `invalid-cursor`
 */
export function readCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new DomainError('invalid', 'invalid-cursor', 'The cursor is not one that this list gave.', {}, { cause });
  }
}
