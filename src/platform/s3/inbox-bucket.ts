import { DomainError } from '../../kernel/errors.js';
import { ageMs } from '../files/inbox/inbox-place.js';
import { ARCHIVE } from '../files/inbox/walk-folder.js';
import { Bucket } from './bucket.js';
import { BucketInbox, type BucketTerms } from './bucket-inbox.js';
import { hasObjectLock, isReplicated } from './bucket-state.js';
import { pagesBelow } from './others-names.js';
import type { S3Place } from './s3-place.js';
import { abortUpload, openUploads } from './uploads.js';

const IN_AN_ARCHIVE = new RegExp(`^[^/]+/${ARCHIVE}/`);
/** More folders than that are no sources. */
const MOST_FOLDERS = 5_000;

/** A bucket that somebody else fills: each source has what lies below its name. */
export class InboxBucket {
  readonly #bucket: Bucket;

  constructor(
    place: S3Place,
    private readonly terms: BucketTerms,
  ) {
    this.#bucket = new Bucket(place);
  }

  /**
   * What was taken must be gone from it. Versions are deleted one by one; what is locked, or copied elsewhere, cannot be.
   * @throws DomainError `inbox-bucket-refused`, `object-store-failed`
   */
  async refuseUnlessDeletable(): Promise<void> {
    if (await hasObjectLock(this.#bucket)) throw refused('has object lock, so that nothing can be taken out of it');
    if (await isReplicated(this.#bucket)) throw refused('is replicated to another, where what is taken here stays');
  }

  /** The names of folders in it, and whether these are all. However many objects lie beside them hide none. */
  async folders(): Promise<{ readonly names: string[]; readonly areAll: boolean }> {
    const names: string[] = [];
    for await (const { folders } of pagesBelow(this.#bucket, '', { asFolders: true })) {
      names.push(...folders.map(name => name.slice(0, -1)));
      if (names.length > MOST_FOLDERS) return { names: names.slice(0, MOST_FOLDERS), areAll: false };
    }
    return { names, areAll: true };
  }

  of(source: string): BucketInbox {
    return new BucketInbox(this.#bucket, source, this.terms);
  }

  /**
   * Gives up what a crash has left half copied into an archive; uploads of others are theirs. Throws the first failure when it has tried all.
   */
  async sweepCopies(olderThanMs: number): Promise<void> {
    const failures: unknown[] = [];
    for await (const upload of openUploads(this.#bucket))
      if (IN_AN_ARCHIVE.test(upload.key) && ageMs({ changedMs: upload.begunAt.getTime() }) >= olderThanMs)
        await abortUpload(this.#bucket, upload).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.#bucket.close();
  }
}

function refused(why: string): DomainError {
  return new DomainError('conflict', 'inbox-bucket-refused', `TALLENNE_INBOX_BUCKET_URL: this bucket ${why}.`);
}
