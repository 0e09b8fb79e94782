import { TypeOverrides, types } from 'pg';

const { INT8, DATE, TIMESTAMPTZ } = types.builtins;

/** How prepared statements read columns: instants as Date, days as the text `YYYY-MM-DD`, bigint as number. */
export const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(INT8, Number);
columnTypes.setTypeParser(DATE, text => text);
columnTypes.setTypeParser(TIMESTAMPTZ, readInstant);

/** An instant as MikroORM's raw results give it (text) or as a Date. */
export function asDate(value: string | Date): Date {
  return value instanceof Date ? value : new Date(value);
}

const otherwise = types.getTypeParser(TIMESTAMPTZ) as unknown as (text: string) => Date;

/**
 * An instant as PostgreSQL writes it in a session in UTC: `2026-11-24 07:00:00.329+00`. Read place by place: a list has hundreds of them,
 * and a pattern makes a dozen strings of each. Whatever else there may be, years before 1000 and `infinity` too, is read as `pg` does.
 */
function readInstant(text: string): Date {
  if (text.charCodeAt(10) !== SPACE || !text.endsWith('+00') || text.charCodeAt(0) === ZERO) return otherwise(text);
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  return new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds, millisecondsOf(text)));
}

/** Whole milliseconds: what is finer is left out, as Date leaves it out. */
function millisecondsOf(text: string): number {
  const end = Math.min(text.length - UTC_LENGTH, 23);
  if (end <= 20) return 0;
  return digits(text, 20, end) * 10 ** (23 - end);
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + text.charCodeAt(place) - ZERO;
  return number;
}

const SPACE = 32;
const ZERO = 48;
const UTC_LENGTH = '+00'.length;
