import { DomainError } from '../../kernel/errors.js';
import { isId } from '../../kernel/ids.js';
import type { Page } from '../../platform/http/index.js';

/** The id after which a page continues: names do not belong into a URL. @throws DomainError `invalid-cursor` */
export function cursorId(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (isId(cursor)) return cursor;
  throw new DomainError('invalid', 'invalid-cursor', 'The cursor is not one that this list gave.');
}

/** The page out of `limit + 1` rows, whose cursor is the id of the last of them. */
export function pageById<Row, Item>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  itemOf: (row: Row) => Item | null,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(itemOf).filter(item => item !== null);
  return { items, nextCursor: rows.length > limit && last !== undefined ? idOf(last) : null };
}
