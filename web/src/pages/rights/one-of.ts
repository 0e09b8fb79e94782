/** One of a closed list, or its first. */
export function oneOf<T extends string>(list: readonly [T, ...T[]], value: string): T {
  return list.find(one => one === value) ?? list[0];
}
