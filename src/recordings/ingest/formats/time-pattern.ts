/** The parts of a written time, as settings name them. */
export const TOKEN = /YYYY|MM|DD|HH|mm|ss|M|D|H/g;

/** Whether each part of a time stands in `pattern` once at most. */
export function isTimePattern(pattern: string): boolean {
  const parts = (pattern.match(TOKEN) ?? []).map(token => token[0]);
  return new Set(parts).size === parts.length && ['Y', 'M', 'D', 'H'].every(part => parts.includes(part));
}
