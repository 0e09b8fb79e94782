import {
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Bucket } from './bucket.js';
import { ObjectStoreFailed } from './s3-failures.js';

/** Answers of stores that never heard of what they are asked about, and of those where it is not set up. */
const NOT_SET = [
  'ObjectLockConfigurationNotFoundError',
  'ReplicationConfigurationNotFoundError',
  'NotImplemented',
  'MethodNotAllowed',
];

/** Whether a bucket keeps versions. One that ever did is `off` never again. */
export async function versioningOf(bucket: Bucket): Promise<'off' | 'on' | 'suspended'> {
  const { Status } = await bucket.send(new GetBucketVersioningCommand({ Bucket: bucket.name }));
  if (Status === undefined) return 'off';
  return Status === 'Suspended' ? 'suspended' : 'on';
}

/** Whether there are versions that have been replaced or deleted, anywhere in the part of the bucket that is ours. */
export async function hasFormerVersions(bucket: Bucket): Promise<boolean> {
  for await (const { isLatest, hasBytes } of bucket.versionsBelow()) if (hasBytes && !isLatest) return true;
  return false;
}

/** Whether objects of a bucket can be locked against deletion. */
export async function hasObjectLock(bucket: Bucket): Promise<boolean> {
  const found = await unlessNotSet(bucket.send(new GetObjectLockConfigurationCommand({ Bucket: bucket.name })));
  return found?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
}

/** Whether what is written to a bucket goes somewhere else as well. */
export async function isReplicated(bucket: Bucket): Promise<boolean> {
  const found = await unlessNotSet(bucket.send(new GetBucketReplicationCommand({ Bucket: bucket.name })));
  return (found?.ReplicationConfiguration?.Rules ?? []).some(({ Status }) => Status !== 'Disabled');
}

async function unlessNotSet<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ObjectStoreFailed && NOT_SET.includes(error.answer)) return null;
    throw error;
  }
}
