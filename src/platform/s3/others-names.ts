import {
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type DeleteMarkerEntry,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
} from '@aws-sdk/client-s3';
import type { Bucket, StoredObject } from './bucket.js';
import { ObjectStoreFailed } from './s3-failures.js';

/** Whoever may write into a bucket gives the names in it: what no XML can hold is asked for in the encoding of addresses. */
const ENCODED = 'url';
/** Behind every name that begins alike: UTF-8 orders as code points do. */
const LAST_CHARACTER = '\u{10ffff}';
const MOST_PLACE_BYTES = 900;
const MOST_PARTS = 13;

/** What a page of a listing holds; `key` and `folders` are below the prefix of the bucket. */
export interface ListedPage {
  readonly objects: readonly StoredObject[];
  /** Parts of names up to the next slash, where it was asked for folders. */
  readonly folders: readonly string[];
  /** How many names were in no encoding. */
  readonly unreadable: number;
}

interface Listing {
  /** Names up to this one, and all that begin with it, are left out. */
  readonly behind?: string;
  readonly asFolders?: boolean;
}

/** What lies below `below`, a page of at most 1,000 at a time, in the order of the names. */
export async function* pagesBelow(bucket: Bucket, below: string, listing: Listing = {}): AsyncGenerator<ListedPage> {
  const { behind, asFolders = false } = listing;
  const asked = {
    ...({ Bucket: bucket.name, Prefix: bucket.prefix + below, EncodingType: ENCODED } as const),
    ...(asFolders && { Delimiter: '/' }),
  };
  let from: { StartAfter?: string; ContinuationToken?: string } | null =
    behind === undefined ? {} : { StartAfter: bucket.prefix + behind + LAST_CHARACTER };
  while (from) {
    const page = await bucket.send(new ListObjectsV2Command({ ...asked, ...from }));
    const nameOf = (text = ''): string | null => named(bucket, text, page.EncodingType);
    const objects = (page.Contents ?? []).flatMap(({ Key, Size = 0, LastModified = new Date(0), ETag = '' }) => {
      const key = nameOf(Key);
      return key === null ? [] : [{ key, sizeBytes: Size, modifiedAt: LastModified, tag: ETag }];
    });
    const folders = (page.CommonPrefixes ?? []).flatMap(({ Prefix }) => nameOf(Prefix) ?? []);
    yield { objects, folders, unreadable: (page.Contents ?? []).length - objects.length };
    from = next(from.ContinuationToken, page.IsTruncated ? page.NextContinuationToken : undefined);
  }
}

/** A version of an object, or a mark that it was deleted, which has no bytes. */
export interface VersionOfObject {
  readonly version: string;
  readonly hasBytes: boolean;
  /** Of its bytes; empty for a mark. */
  readonly tag: string;
}

/** The versions of one object, the newest first; then the marks that it was deleted. */
export async function versionsOf(bucket: Bucket, key: string): Promise<VersionOfObject[]> {
  const [versions, marks]: [VersionOfObject[], VersionOfObject[]] = [[], []];
  const asked = { Bucket: bucket.name, Prefix: bucket.prefix + key, EncodingType: ENCODED } as const;
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await bucket.send(
      new ListObjectVersionsCommand({ ...asked, ...from }),
    );
    const isOurs = ({ Key = '' }: DeleteMarkerEntry) => named(bucket, Key, page.EncodingType) === key;
    const [found, marked] = [page.Versions ?? [], page.DeleteMarkers ?? []];
    const asVersion = ({ VersionId = 'null', ETag = '' }: ObjectVersion) => ({ version: VersionId, tag: ETag });
    versions.push(...found.filter(isOurs).map(one => ({ ...asVersion(one), hasBytes: true })));
    marks.push(...marked.filter(isOurs).map(one => ({ ...asVersion(one), hasBytes: false })));
    // The name itself comes before those that begin with it.
    const listed = [...found, ...marked];
    const goesOn = page.IsTruncated === true && listed.length > 0 && listed.every(isOurs);
    from = goesOn ? { KeyMarker: bucket.prefix + key, VersionIdMarker: page.NextVersionIdMarker } : null;
  }
  return [...versions, ...marks];
}

/**
 * Whether a name can be the place of a file: parts between single slashes, none of which means another folder, without what a system
 * could take for something else. What is not is nobody's place, whatever it would be good for.
 */
export function isOrdinary(place: string): boolean {
  if (Buffer.byteLength(place) > MOST_PLACE_BYTES || !place.isWellFormed()) return false;
  if (/[\p{Cc}\\\u2028\u2029\ufffe\uffff]/u.test(place)) return false;
  const parts = place.split('/');
  return parts.length <= MOST_PARTS && parts.every(part => !['', '.', '..'].includes(part));
}

/** Null for what is in no encoding. */
function named(bucket: Bucket, text: string, encoding: string | undefined): string | null {
  try {
    const name = encoding === ENCODED ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
    return name.slice(bucket.prefix.length);
  } catch {
    return null;
  }
}

/** A store that answers with the same page for ever has no more. */
function next(before: string | undefined, token: string | undefined): { ContinuationToken: string } | null {
  if (token === undefined) return null;
  if (token === before) throw new ObjectStoreFailed('SamePageAgain', undefined);
  return { ContinuationToken: token };
}
