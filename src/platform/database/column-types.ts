import { TypeOverrides } from 'pg';

const INT8 = 20;
const DATE = 1082;

/** How prepared statements read columns: instants as Date, days as the text `YYYY-MM-DD`, bigint as number. */
export const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(INT8, Number);
columnTypes.setTypeParser(DATE, text => text);

/** An instant as MikroORM's raw results give it (text) or as a Date. */
export function asDate(value: string | Date): Date {
  return value instanceof Date ? value : new Date(value);
}
