/** The row of a statement that always has one. Throws an Error that says `otherwise` where it has none. */
export function onlyRow<Row>(rows: readonly Row[], otherwise: string): Row {
  const [row] = rows;
  if (row === undefined) throw new Error(otherwise);
  return row;
}
