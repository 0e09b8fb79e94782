const NONE = 'a statement that always gives a row has given none';

/**
 * The first row of a statement that always gives one, such as one that counts.
 * @throws Error where it has given none, which says `otherwise`
 */
export function firstRow<Row extends object>([row]: readonly Row[], otherwise = NONE): Row {
  if (!row) throw new Error(otherwise);
  return row;
}
