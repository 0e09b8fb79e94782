/** A JSON value as one text, with names in order, whatever prototype its objects have. */
export function plainOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${plainOf(one)}`).join(',')}}`;
}
