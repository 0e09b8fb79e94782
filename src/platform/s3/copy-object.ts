import { CopyObjectCommand, HeadObjectCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { DomainError } from '../../kernel/errors.js';
import { orNone, type Bucket } from './bucket.js';
import { abortUpload, beginUpload, joinParts, type Upload } from './uploads.js';

const GIBIBYTE = 1024 ** 3;
/** The most that a store copies in one request is 5 GiB. */
export const COPIED_AT_ONCE_BYTES = 4 * GIBIBYTE;

/** Which object is copied, where to: keys below the prefix of the bucket. */
export interface Copied {
  readonly from: string;
  readonly to: string;
  readonly tag: string;
  readonly sizeBytes: number;
}

/**
 * Copies an object within its bucket, in the store, and looks whether the copy is as large; in place of what is there. Throws where the
 * object is another one by now. A crash leaves the copy, or the parts of an upload.
 */
export async function copyObject(bucket: Bucket, copied: Copied, mostBytes = COPIED_AT_ONCE_BYTES): Promise<void> {
  if (copied.sizeBytes <= mostBytes)
    await bucket.send(new CopyObjectCommand({ ...bucket.at(copied.to), ...source(bucket, copied) }));
  else await copyInParts(bucket, copied, mostBytes);
  const copy = await orNone(() => bucket.send(new HeadObjectCommand(bucket.at(copied.to))));
  if (copy?.ContentLength === copied.sizeBytes) return;
  throw new DomainError('unavailable', 'object-copy-wrong', 'The object store did not copy all of an object.');
}

async function copyInParts(bucket: Bucket, copied: Copied, partBytes: number): Promise<void> {
  const upload = await beginUpload(bucket, copied.to, '');
  try {
    const tags: string[] = [];
    for (let at = 0; at < copied.sizeBytes; at += partBytes)
      tags.push(await copyPart(bucket, copied, upload, at, partBytes));
    await joinParts(bucket, upload, tags);
  } catch (error) {
    await abortUpload(bucket, upload).catch(() => undefined); // the first error says more
    throw error;
  }
}

async function copyPart(
  bucket: Bucket,
  copied: Copied,
  upload: Upload,
  at: number,
  partBytes: number,
): Promise<string> {
  const last = Math.min(at + partBytes, copied.sizeBytes) - 1;
  const part = { UploadId: upload.id, PartNumber: at / partBytes + 1, CopySourceRange: `bytes=${at}-${last}` };
  const command = new UploadPartCopyCommand({ ...bucket.at(copied.to), ...source(bucket, copied), ...part });
  return (await bucket.send(command)).CopyPartResult?.ETag ?? '';
}

/** The header takes a name in the encoding of addresses. */
function source(bucket: Bucket, { from, tag }: Copied): { CopySource: string; CopySourceIfMatch: string } {
  const { Bucket: name, Key } = bucket.at(from);
  return { CopySource: `${name}/${Key.split('/').map(encodeURIComponent).join('/')}`, CopySourceIfMatch: tag };
}
