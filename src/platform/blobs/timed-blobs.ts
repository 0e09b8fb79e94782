import { timeMethods } from '../measure/index.js';
import type { BlobStore } from './blob-store.js';

/** The same store, whose operations are timed, those on what it opens and stages included. */
export function timedBlobs(blobs: BlobStore): BlobStore {
  const [open, stage] = [blobs.open.bind(blobs), blobs.stage.bind(blobs)];
  blobs.open = async name => timeMethods(await open(name), 'blob', ['read']);
  blobs.stage = async name => timeMethods(await stage(name), 'blob', ['commit', 'discard']);
  return timeMethods(blobs, 'blob', ['open', 'stage', 'delete', 'deleteAll', 'exists']);
}
