import { FirstSchema } from './0001-first-schema.js';

/** Every change of the schema, in order. A landed one is never edited. */
export const MIGRATIONS = [{ name: '0001-first-schema', class: FirstSchema }];
