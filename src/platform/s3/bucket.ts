import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type DeleteMarkerEntry,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DomainError } from '../../kernel/errors.js';
import { clientOf, sending, type Send } from './s3-client.js';
import { filled, md5, unread, wrongRange } from './s3-bytes.js';
import { ObjectStoreFailed, storeFailed } from './s3-failures.js';
import type { S3Place } from './s3-place.js';

/** Marks an object as written by one write of ours, so that a write whose answer was lost is recognised. */
export const WRITE_ID = 'tallenne-write';
/** The most that one request deletes. */
const DELETED_AT_ONCE = 1000;

/** An object, as the store lists it; `key` is below the prefix of the bucket. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Changes with the bytes. */
  readonly tag: string;
}

/** An object, as the store tells of it alone. */
export interface ObjectHead extends Omit<StoredObject, 'key'> {
  readonly writeId: string | null;
}

/** A version of an object that the store still has. */
export interface StoredVersion {
  readonly key: string;
  readonly version: string;
  readonly isLatest: boolean;
  /** False of a mark that the object was deleted. */
  readonly hasBytes: boolean;
}

/** How an object is to be written. */
export interface PutOptions {
  /** Refuses where there is an object already. */
  readonly onlyNew?: boolean;
  readonly writeId?: string;
  /** Until when nobody may delete it, and how strictly. */
  readonly lock?: ObjectLock;
}

/** A retention that the store enforces: `GOVERNANCE` gives way to whoever has a permission of its own, `COMPLIANCE` to nobody. */
export interface ObjectLock {
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE';
  readonly until: Date;
}

/**
 * A bucket below a prefix. Every request has an end (s3-client.ts), is repeated a few times where that can help, and fails as
 * `object-store-failed` or `storage-full`, which tell nothing of how the store is reached. What is written goes with its MD5; of what is read
 * the range is checked, and what it says is for its reader to check.
 */
export class Bucket {
  readonly #client: S3Client;
  readonly #stream: Send;
  /** For what is asked of the bucket itself. */
  readonly send: Send;
  readonly name: string;
  readonly prefix: string;

  constructor(place: S3Place) {
    this.#client = clientOf(place);
    this.send = sending(this.#client, { streams: false });
    this.#stream = sending(this.#client, { streams: true });
    this.name = place.bucket;
    this.prefix = place.prefix;
  }

  /** Where an object is, as the store's requests have it. */
  at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.name, Key: this.prefix + key };
  }

  /** @throws DomainError `object-exists` with `onlyNew` */
  async put(key: string, bytes: Buffer, { onlyNew, writeId, lock }: PutOptions = {}): Promise<void> {
    const command = new PutObjectCommand({
      ...{ ...this.at(key), Body: bytes, ContentMD5: md5(bytes) },
      ...(onlyNew && { IfNoneMatch: '*' }),
      ...(writeId && { Metadata: { [WRITE_ID]: writeId } }),
      ...(lock && { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: lock.until }),
    });
    await unlessTaken(() => this.send(command));
  }

  /** Null where there is no such object. Throws, rather than deny, where the bucket is not there. */
  async head(key: string): Promise<ObjectHead | null> {
    const found = await orNone(() => this.send(new HeadObjectCommand(this.at(key))));
    if (!found) return this.#none();
    const { ContentLength = 0, LastModified = new Date(0), ETag = '', Metadata } = found;
    return { sizeBytes: ContentLength, modifiedAt: LastModified, tag: ETag, writeId: Metadata?.[WRITE_ID] ?? null };
  }

  /**
   * The whole of an object, of the one that bears `tag` where that is said; null where there is none.
   * @throws DomainError `object-too-large` beyond `mostBytes`
   */
  async get(key: string, mostBytes: number, tag?: string): Promise<Buffer | null> {
    const found = await orNone(() => this.send(new GetObjectCommand({ ...this.at(key), IfMatch: tag })));
    if (!found) return this.#none();
    const { ContentLength = Infinity, Body } = found;
    if (ContentLength <= mostBytes) return filled(Body, ContentLength);
    unread(Body);
    throw new DomainError('too-large', 'object-too-large', 'An object in the store is larger than it may be.');
  }

  /**
   * Exactly the `length` bytes at `offset` of an object of `sizeBytes`, of the one that bears `tag` where that is said; null where there is
   * none. Throws `object-range-wrong` where the store answers another range: there are stores that do.
   */
  async range(key: string, offset: number, length: number, sizeBytes: number, tag?: string): Promise<Buffer | null> {
    const range = `${offset}-${offset + length - 1}`;
    const asked = { ...this.at(key), Range: `bytes=${range}`, IfMatch: tag };
    const found = await orNone(() => this.send(new GetObjectCommand(asked)));
    if (!found) return null;
    const { ContentRange, ContentLength, Body } = found;
    if (ContentRange === `bytes ${range}/${sizeBytes}` && ContentLength === length) return filled(Body, length);
    unread(Body);
    throw wrongRange();
  }

  /** The bytes of the object that bears `tag`, as they come. Throws where it is another one by now. */
  async stream(key: string, tag: string): Promise<Readable> {
    const { Body } = await this.#stream(new GetObjectCommand({ ...this.at(key), IfMatch: tag }));
    return Body as Readable; // on Node a body is one
  }

  /** Every object below `below`, page by page. */
  async *list(below = ''): AsyncGenerator<StoredObject> {
    const asked = { Bucket: this.name, Prefix: this.prefix + below };
    let next: string | undefined;
    do {
      const page = await this.send(new ListObjectsV2Command({ ...asked, ContinuationToken: next }));
      for (const { Key = '', Size = 0, LastModified = new Date(0), ETag = '' } of page.Contents ?? [])
        yield { key: Key.slice(this.prefix.length), sizeBytes: Size, modifiedAt: LastModified, tag: ETag };
      next = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (next !== undefined);
  }

  async delete(key: string, version?: string): Promise<void> {
    await this.send(new DeleteObjectCommand({ ...this.at(key), VersionId: version }));
  }

  /** Deletes several. Resolves to what the store says went wrong, by key. */
  async deleteAll(keys: readonly string[]): Promise<ReadonlyMap<string, DomainError>> {
    const failures = new Map<string, DomainError>();
    for (let first = 0; first < keys.length; first += DELETED_AT_ONCE) {
      const Objects = keys.slice(first, first + DELETED_AT_ONCE).map(key => ({ Key: this.prefix + key }));
      const command = new DeleteObjectsCommand({ Bucket: this.name, Delete: { Objects, Quiet: true } });
      const { Errors = [] } = await this.send(command);
      for (const { Key = '', Code } of Errors) failures.set(Key.slice(this.prefix.length), storeFailed({ name: Code }));
    }
    return failures;
  }

  /** Every version that the store still has of what lies below `below`, page by page, and marks of deletion, which have no bytes. */
  async *versionsBelow(below = ''): AsyncGenerator<StoredVersion> {
    const asked = { Bucket: this.name, Prefix: this.prefix + below };
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
    while (from) {
      const page: ListObjectVersionsCommandOutput = await this.send(
        new ListObjectVersionsCommand({ ...asked, ...from }),
      );
      for (const version of page.Versions ?? []) yield this.#version(version, true);
      for (const version of page.DeleteMarkers ?? []) yield this.#version(version, false);
      from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
    }
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.#client.destroy();
  }

  #version({ Key = '', VersionId = 'null', IsLatest = false }: DeleteMarkerEntry, hasBytes: boolean): StoredVersion {
    return { key: Key.slice(this.prefix.length), version: VersionId, isLatest: IsLatest, hasBytes };
  }

  /** A head of an object says the same of a bucket that is not there as of an object. */
  async #none(): Promise<null> {
    await this.send(new HeadBucketCommand({ Bucket: this.name }));
    return null;
  }
}

/** Null where the store says that there is no such thing. */
export async function orNone<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ObjectStoreFailed && error.isMissing) return null;
    throw error;
  }
}

/** @throws DomainError `object-exists` where the store says so */
export async function unlessTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = error instanceof ObjectStoreFailed ? error.httpStatus : undefined;
    if (status !== 412 && status !== 409) throw error;
    throw new DomainError('conflict', 'object-exists', 'There is an object of that name.');
  }
}
