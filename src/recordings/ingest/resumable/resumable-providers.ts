import { ExpireUploads } from './expire-uploads.job.js';
import { FinishUpload } from './finish-upload.js';
import { PartRows } from './part-rows.js';
import { ResumableUploads } from './resumable-uploads.js';
import { StoreParts } from './store-parts.js';
import { TakeParts } from './take-parts.js';
import { Uploads } from './uploads.js';

/** Resumable uploads. */
export const RESUMABLE_PROVIDERS = [
  ExpireUploads,
  FinishUpload,
  PartRows,
  ResumableUploads,
  StoreParts,
  TakeParts,
  Uploads,
];
