import { FirstSchema } from './0001-first-schema.js';
import { TransparencyLog } from './0002-transparency-log.js';
import { Review } from './0003-review.js';

/** Every change of the schema, in order. A landed one is never edited. */
export const MIGRATIONS = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-transparency-log', class: TransparencyLog },
  { name: '0003-review', class: Review },
];
