import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import { orNone, unlessTaken, WRITE_ID, type Bucket } from './bucket.js';
import { md5 } from './s3-bytes.js';

/** An upload in parts; until it is completed there is no object. */
export interface Upload {
  readonly key: string;
  readonly id: string;
}

export async function beginUpload(bucket: Bucket, key: string, writeId: string): Promise<Upload> {
  const asked = { ...bucket.at(key), Metadata: { [WRITE_ID]: writeId } };
  const { UploadId = '' } = await bucket.send(new CreateMultipartUploadCommand(asked));
  return { key, id: UploadId };
}

/** Sends part `number`, from 1 on. Returns its tag. */
export async function sendPart(bucket: Bucket, { key, id }: Upload, number: number, bytes: Buffer): Promise<string> {
  const part = { UploadId: id, PartNumber: number, Body: bytes, ContentMD5: md5(bytes) };
  const { ETag = '' } = await bucket.send(new UploadPartCommand({ ...bucket.at(key), ...part }));
  return ETag;
}

/** Makes an object of the parts with `tags`. @throws DomainError `object-exists`, where the store can tell */
export async function completeUpload(bucket: Bucket, upload: Upload, tags: readonly string[]): Promise<void> {
  const asked = { ...parts(bucket, upload, tags), IfNoneMatch: '*' };
  await unlessTaken(() => bucket.send(new CompleteMultipartUploadCommand(asked)));
}

/** Makes an object of the parts with `tags`, in place of an earlier one. */
export async function joinParts(bucket: Bucket, upload: Upload, tags: readonly string[]): Promise<void> {
  await bucket.send(new CompleteMultipartUploadCommand(parts(bucket, upload, tags)));
}

/** Gives an upload up, with what was sent of it; one that is over is no error. */
export async function abortUpload(bucket: Bucket, { key, id }: Upload): Promise<void> {
  await orNone(() => bucket.send(new AbortMultipartUploadCommand({ ...bucket.at(key), UploadId: id })));
}

/** Uploads that were begun and neither completed nor given up, page by page. */
export async function* openUploads(bucket: Bucket): AsyncGenerator<Upload & { readonly begunAt: Date }> {
  let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
  while (from) {
    const asked = new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: bucket.prefix, ...from });
    const page: ListMultipartUploadsCommandOutput = await bucket.send(asked);
    for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page.Uploads ?? [])
      yield { key: Key.slice(bucket.prefix.length), id: UploadId, begunAt: Initiated };
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null;
  }
}

function parts(bucket: Bucket, { key, id }: Upload, tags: readonly string[]) {
  const Parts = tags.map((ETag, at) => ({ ETag, PartNumber: at + 1 }));
  return { ...bucket.at(key), UploadId: id, MultipartUpload: { Parts } };
}
