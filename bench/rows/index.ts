import { listAmongMany, rulesOfARequest } from './access.js';
import { dailyFigures } from './daily-figures.js';
import { holdOne } from './hold-one.js';
import { collectFifty } from './collect-50.js';
import { folderScanned } from './folder-100k.js';
import { ingest, ingestByEight, ingestByFour } from './ingest-2mib.js';
import { LIST_ROWS } from './list-50.js';
import { LOG_APPEND_ROWS } from './log-append.js';
import { logIntegrationTime } from './log-integration-time.js';
import { logIntegrationGrowth } from './log-integration.js';
import { logVerification, logVerificationGrowth } from './log-verification.js';
import { packOfTwoGibibytes } from './pack-2gb.js';
import { peaksOf10Minutes } from './peaks-10min.js';
import { playbackReserved, playbackReservedByFour } from './playback-1mib-reserved.js';
import { playbackFirstByte, playbackGranted, playbackNewExtent } from './playback-first-byte.js';
import { purgeAmongMany } from './purge-among.js';
import { reclaim } from './reclaim.js';
import { redactTenMinutes } from './redact-10min.js';
import type { Row } from './row.js';
import { studyOfAYear } from './study-year.js';
import { unreadable } from './unreadable.js';
import { uploadOfTwoGibibytes } from './upload-2gb.js';

/** Every row, in the order in which they are run and shown. */
export const ROWS: readonly Row[] = [
  playbackFirstByte,
  playbackNewExtent,
  playbackGranted,
  playbackReserved,
  playbackReservedByFour,
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
  // The rows of the log and of the purge run in this process and would slow down the others, so they come last.
  // Verification comes before integration, which leaves more events behind.
  logVerification,
  logVerificationGrowth,
  logIntegrationGrowth,
  ...LOG_APPEND_ROWS,
  logIntegrationTime,
  unreadable,
  reclaim,
  purgeAmongMany,
];
