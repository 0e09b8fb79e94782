import { ingest, ingestByFour } from './ingest-2mib.js';
import { LIST_ROWS } from './list-50.js';
import { playbackReserved, playbackReservedByFour } from './playback-1mib-reserved.js';
import { playbackFirstByte, playbackGranted, playbackNewExtent } from './playback-first-byte.js';
import type { Row } from './row.js';

/** Every row, in the order in which they are run and shown. */
export const ROWS: readonly Row[] = [
  playbackFirstByte,
  playbackNewExtent,
  playbackGranted,
  playbackReserved,
  playbackReservedByFour,
  ...LIST_ROWS,
  ingest,
  ingestByFour,
];
