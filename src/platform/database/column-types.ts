import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';

const INT8 = 20;
const DATE = 1082;

/** How prepared statements read columns: instants as Date, days as the text `YYYY-MM-DD`, bigint as number. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid);
  },
};

/** An instant as MikroORM's raw results give it (text) or as a Date. */
export function asDate(value: string | Date): Date {
  return value instanceof Date ? value : new Date(value);
}

