import { listAmongMany, rulesOfARequest } from './access.js';
import { dailyFigures } from './daily-figures.js';
import { dueCalendarRows } from './due-calendar.js';
import { grownTo } from '../harness/size.js';
import { holdOne } from './hold-one.js';
import { collectFifty } from './collect-50.js';
import { folderScanned } from './folder-100k.js';
import { ingest, ingestByEight, ingestByFour } from './ingest-2mib.js';
import { grownListRows, LIST_ROWS } from './list-50.js';
import { LOG_APPEND_ROWS } from './log-append.js';
import { logIntegrationTime } from './log-integration-time.js';
import { logIntegrationGrowth } from './log-integration.js';
import { logVerification, logVerificationGrowth } from './log-verification.js';
import { packOfTwoGibibytes } from './pack-2gb.js';
import { peaksOf10Minutes } from './peaks-10min.js';
import { playbackFirstByte, playbackGranted, playbackNewExtent } from './playback-first-byte.js';
import { playbackNewExtents, RESERVED_ROWS } from './playback-ranges.js';
import { grownPurgeRows, purgeAmongMany } from './purge-among.js';
import { reclaim } from './reclaim.js';
import { redactTenMinutes } from './redact-10min.js';
import type { Row } from './row.js';
import { searchByPhoneRows } from './search-by-phone.js';
import { studyOfAYear } from './study-year.js';
import { unreadable } from './unreadable.js';
import { uploadOfTwoGibibytes } from './upload-2gb.js';

/** Rows that are measured on the same installations, which are made once for them and let go of behind the last. */
export interface RowGroup {
  readonly name: string;
  readonly rows: readonly Row[];
}

/**
 * Every row, in the order in which they are run and shown.
 * @param grown how many recordings the grown installation has
 */
export function rowGroups(grown: number): readonly RowGroup[] {
  return [
    { name: 'served', rows: SERVED },
    // The rows of the log and of the purge run in this process and would slow down those of a server beside them.
    { name: 'log', rows: LOG },
    { name: 'custody', rows: [unreadable, reclaim, purgeAmongMany] },
    { name: 'grown', rows: grownRows(grown) },
  ];
}

const SERVED: readonly Row[] = [
  playbackFirstByte,
  playbackNewExtent,
  playbackGranted,
  ...RESERVED_ROWS,
  playbackNewExtents,
  ...LIST_ROWS,
  rulesOfARequest,
  listAmongMany,
  ingest,
  ingestByFour,
  ingestByEight,
  folderScanned,
  uploadOfTwoGibibytes,
  holdOne,
  collectFifty,
  peaksOf10Minutes,
  redactTenMinutes,
  packOfTwoGibibytes,
  studyOfAYear,
  dailyFigures,
];

/** Verification comes before integration, which leaves more events behind. */
const LOG: readonly Row[] = [
  logVerification,
  logVerificationGrowth,
  logIntegrationGrowth,
  ...LOG_APPEND_ROWS,
  logIntegrationTime,
];

/** Custody comes last: it takes the place of the server. */
function grownRows(recordings: number): Row[] {
  const size = grownTo(recordings);
  return [...grownListRows(size), ...searchByPhoneRows(size), ...dueCalendarRows(size), ...grownPurgeRows(recordings)];
}
