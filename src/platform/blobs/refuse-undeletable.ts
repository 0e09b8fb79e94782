import { DomainError } from '../../kernel/errors.js';
import type { Bucket } from '../s3/bucket.js';
import { hasFormerVersions, hasObjectLock, isReplicated, versioningOf } from '../s3/bucket-state.js';

/**
 * Recordings must be gone when they are deleted.
 * @throws DomainError `audio-bucket-refused` for a bucket that keeps what was deleted, in one line that says what to do
 */
export async function refuseUnlessDeletable(bucket: Bucket): Promise<void> {
  // Before versioning, which goes with it and cannot be ended then.
  if (await hasObjectLock(bucket))
    throw refused('has object lock, so that nothing in it can be deleted: name a new bucket without it');
  const versioning = await versioningOf(bucket);
  if (versioning === 'on')
    throw refused(
      'keeps versions, so that what is deleted stays: name a new bucket without versioning, or suspend it and delete every former version',
    );
  if (versioning === 'suspended' && (await hasFormerVersions(bucket)))
    throw refused('still has former versions from when it kept them: delete every one, or name a new bucket');
  if (await isReplicated(bucket))
    throw refused(
      'is replicated to another, where what is deleted here may stay: end the replication, or name a new bucket',
    );
}

function refused(why: string): DomainError {
  return new DomainError('conflict', 'audio-bucket-refused', `BLOB_STORE_URL: this bucket ${why}.`);
}
