import type { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { Config } from '../../platform/config/index.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import { hasObjectLock } from '../../platform/s3/bucket-state.js';
import { OutsideBucket } from '../../platform/s3/outside-bucket.js';
import { OutsideLog } from './outside-log.js';

/**
 * The copy of the log where the settings say that it is.
 * @throws DomainError `log-copy-bucket-refused` for a bucket that cannot keep what was written from being deleted
 */
export async function openOutsideLog({ logCopyDir, logCopyBucket }: Places, clock: Clock): Promise<OutsideLog> {
  if (logCopyDir !== null) return new OutsideLog(new OutsideFolder(logCopyDir));
  if (!logCopyBucket) throw new TypeError('The copy of the log needs a folder or a bucket.');
  const outside = new OutsideBucket(logCopyBucket.place, logCopyBucket.lock, clock);
  try {
    if (await hasObjectLock(outside.bucket)) return new OutsideLog(outside);
  } catch (error) {
    outside.close();
    throw error;
  }
  outside.close();
  throw new DomainError('conflict', 'log-copy-bucket-refused', NO_LOCK);
}

type Places = Pick<Config, 'logCopyDir' | 'logCopyBucket'>;

const NO_LOCK =
  'TALLENNE_LOG_COPY_URL: this bucket has no object lock, so that whoever has its key could delete the copy: name a new bucket that was made with it.';
