import { DeleteObjectCommand, HeadObjectCommand, type DeleteObjectCommandOutput } from '@aws-sdk/client-s3';
import { orNone, type Bucket } from './bucket.js';
import { versionsOf, type VersionOfObject } from './others-names.js';
import { ObjectStoreFailed } from './s3-failures.js';

/** Which object it is among those that bear its name one after the other. */
export interface Incarnation {
  readonly tag: string;
  /** Null where the bucket keeps no versions. */
  readonly version: string | null;
}

/**
 * Deletes an object for good, with what it replaced: where the bucket keeps versions, each by itself. What has come in its place
 * meanwhile stays, as far as the store can tell. Throws where it is still there.
 */
export async function takeAway(bucket: Bucket, key: string, { tag, version }: Incarnation): Promise<void> {
  if (version !== null) return deleteVersions(bucket, key, { tag, version });
  const taken = { tag, version: NO_VERSION };
  const there = await versionsIfTold(bucket, key);
  const ours = there.find(one => one.hasBytes && one.version === NO_VERSION);
  if (ours && !isTaken(ours, taken)) return refuseWhereThere(bucket, key, tag); // another one has come in its place
  // A head does not always tell that versions are suspended; a deletion without one would hide them behind a mark.
  if (ours && there.length > 1) return deleteVersions(bucket, key, taken);
  const { DeleteMarker, VersionId } = await deleteOnly(bucket, key, tag);
  // Versions are kept since a moment ago: what was there has none of its own.
  if (DeleteMarker === true || VersionId !== undefined) return deleteVersions(bucket, key, taken);
  return refuseWhereThere(bucket, key, tag);
}

async function refuseWhereThere(bucket: Bucket, key: string, tag: string): Promise<void> {
  const left = await orNone(() => bucket.send(new HeadObjectCommand(bucket.at(key))));
  if (left?.ETag === tag) throw new ObjectStoreFailed('StillThere', undefined);
}

/** None where the store does not know versions, or does not tell this key of them. */
async function versionsIfTold(bucket: Bucket, key: string): Promise<VersionOfObject[]> {
  try {
    return await versionsOf(bucket, key);
  } catch (error) {
    if (!(error instanceof ObjectStoreFailed)) throw error;
    const isUntold = error.httpStatus === 403 || NO_VERSIONS.includes(error.answer);
    if (isUntold) return [];
    throw error;
  }
}

const NO_VERSIONS = ['NotImplemented', 'MethodNotAllowed'];

/** Where the store can tell, only the object that bears `tag`. */
async function deleteOnly(bucket: Bucket, key: string, tag: string): Promise<Partial<DeleteObjectCommandOutput>> {
  try {
    return await bucket.send(new DeleteObjectCommand({ ...bucket.at(key), IfMatch: tag }));
  } catch (error) {
    if (!(error instanceof ObjectStoreFailed)) throw error;
    if (error.answer === 'NotImplemented') return bucket.send(new DeleteObjectCommand(bucket.at(key)));
    if (error.httpStatus === 412 || error.isMissing) return {}; // it is another one by now, or gone
    throw error;
  }
}

/**
 * The oldest first: a crash leaves the object that everybody sees, and it is taken away again. Newer ones than `taken` stay; the marks
 * of a deletion go when nothing is behind them.
 */
async function deleteVersions(bucket: Bucket, key: string, taken: TakenVersion): Promise<void> {
  const all = await versionsOf(bucket, key);
  const bytes = all.filter(({ hasBytes }) => hasBytes);
  const at = bytes.findIndex(one => isTaken(one, taken));
  const going = at < 0 ? [] : bytes.slice(at);
  for (const { version } of going.slice(1).toReversed()) await bucket.delete(key, version);
  if (going.length > 0) await deleteTaken(bucket, key, taken);
  if (going.length === bytes.length)
    for (const { version } of all.filter(({ hasBytes }) => !hasBytes)) await bucket.delete(key, version);
  if ((await versionsOf(bucket, key)).some(one => isTaken(one, taken)))
    throw new ObjectStoreFailed('StillThere', undefined);
}

/** What has no version of its own is replaced in its place: it is looked at again right before it goes. */
async function deleteTaken(bucket: Bucket, key: string, taken: TakenVersion): Promise<void> {
  const isThere = async () => (await versionsOf(bucket, key)).some(one => isTaken(one, taken));
  if (taken.version !== NO_VERSION || (await isThere())) await bucket.delete(key, taken.version);
}

/** What one without a version of its own is called in a bucket that keeps them, or did. */
const NO_VERSION = 'null';

type TakenVersion = Incarnation & { readonly version: string };

function isTaken({ version, tag, hasBytes }: VersionOfObject, taken: TakenVersion): boolean {
  return hasBytes && version === taken.version && (version !== NO_VERSION || bare(tag) === bare(taken.tag));
}

/** Stores differ on whether a tag in a listing has its quotation marks. */
function bare(tag: string): string {
  return tag.replaceAll('"', '');
}
