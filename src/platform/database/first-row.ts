/**
 * The first row of a statement that always gives one, such as one that counts.
 * @throws Error where it has given none
 */
export function firstRow<Row extends object>([row]: readonly Row[]): Row {
  if (!row) throw new Error('a statement that always gives a row has given none');
  return row;
}
