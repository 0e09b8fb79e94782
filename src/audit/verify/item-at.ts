/** What stands at a place. @throws RangeError where nothing does: that is never taken for a zero */
export function itemAt<Item>(items: ArrayLike<Item>, place: number): Item {
  const item = items[place];
  if (item === undefined) throw new RangeError('There is no such place.');
  return item;
}
