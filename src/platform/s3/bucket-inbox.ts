import { Readable } from 'node:stream';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { DomainError } from '../../kernel/errors.js';
import {
  busyMs,
  fileChanged,
  type ArchivedFile,
  type InboxFile,
  type InboxPlace,
  type InboxTerms,
} from '../files/inbox/inbox-place.js';
import { ARCHIVE } from '../files/inbox/walk-folder.js';
import { orNone, type Bucket, type StoredObject } from './bucket.js';
import { copyObject } from './copy-object.js';
import { isOrdinary, pagesBelow, type ListedPage } from './others-names.js';
import { wrongRange } from './s3-bytes.js';
import { ObjectStoreFailed, storeFailed } from './s3-failures.js';
import { takeAway, type Incarnation } from './take-away.js';

const ARCHIVED = `${ARCHIVE}/`;

/** How files are taken out of a bucket. An object is there when all of it is: nothing settles. */
export type BucketTerms = Omit<InboxTerms, 'settleMs'> & {
  readonly settleMs: null;
  /** What is larger is not read. */
  readonly mostBytes: number;
};

/**
 * The files of one source in a bucket that somebody else fills: what lies below its name (ADR 0028). What is read of an object is of the one
 * that was looked at, or nothing (`inbox-file-changed`).
 */
export class BucketInbox implements InboxPlace {
  readonly kind = 'bucket';
  readonly isRewritten = true;

  constructor(
    private readonly bucket: Bucket,
    readonly source: string,
    readonly terms: BucketTerms,
    /** How long the bytes of a file may take. */
    private readonly mostMs: (file: InboxFile) => number = busyMs,
  ) {}

  async *walk(passedOver: (error: string) => void): AsyncGenerator<InboxFile | null> {
    for await (const { objects, unreadable } of this.#pages()) {
      const files = objects.flatMap(object => this.#fileOf(object, passedOver) ?? []);
      if (unreadable > 0) passedOver(ODD_NAME);
      yield* files;
      if (files.length === 0) yield null;
    }
  }

  async find(place: string): Promise<InboxFile | null> {
    if (!isOrdinary(place)) return null;
    const found = await orNone(() => this.bucket.send(new HeadObjectCommand(this.bucket.at(this.#key(place)))));
    if (!found) return null;
    const { ContentLength = 0, LastModified = new Date(0), ETag = '', VersionId } = found;
    const seen = { tag: ETag, version: VersionId ?? null };
    return this.#file(place, ContentLength, LastModified, seen);
  }

  async has(place: string): Promise<boolean> {
    return (await this.find(place)) !== null;
  }

  open(file: InboxFile): Readable {
    return Readable.from(this.#pieces(file), { objectMode: false });
  }

  async whole(file: InboxFile): Promise<Buffer> {
    const bytes = await asSeen(this.bucket.get(this.#key(file.place), file.sizeBytes, incarnationOf(file).tag));
    if (!bytes) throw fileChanged();
    return bytes;
  }

  async read(file: InboxFile, offset: number, length: number): Promise<Buffer> {
    if (offset + length > file.sizeBytes) return Buffer.alloc(0);
    const { tag } = incarnationOf(file);
    const bytes = await asSeen(this.bucket.range(this.#key(file.place), offset, length, file.sizeBytes, tag));
    if (!bytes) throw fileChanged();
    return bytes;
  }

  async isUnchanged({ place, sizeBytes, identity }: InboxFile): Promise<boolean> {
    const now = await this.find(place);
    return now?.sizeBytes === sizeBytes && now.identity === identity;
  }

  async remove(file: InboxFile, marks: readonly string[]): Promise<void> {
    await this.#remove(file);
    for (const mark of marks) await this.#removeAt(mark);
  }

  /** A crash behind the copy leaves the object as well: it is copied again, to the same place. */
  async archive(file: InboxFile, day: string, name: string, marks: readonly string[]): Promise<void> {
    const [from, to] = [this.#key(file.place), this.#key(`${ARCHIVED}${day}/${name}`)];
    await asSeen(copyObject(this.bucket, { from, to, tag: incarnationOf(file).tag, sizeBytes: file.sizeBytes }));
    await this.remove(file, marks);
  }

  async *archived(passedOver: (error: string) => void): AsyncGenerator<ArchivedFile> {
    const below = this.#key(ARCHIVED);
    for await (const { objects, unreadable } of pagesBelow(this.bucket, below)) {
      const places = objects.filter(object => !isFolderMark(object)).map(({ key }) => key.slice(below.length));
      const ordinary = places.filter(place => isOrdinary(ARCHIVED + place));
      if (unreadable > 0 || ordinary.length < places.length) passedOver(ODD_NAME);
      for (const place of ordinary) {
        const [day = '', ...name] = place.split('/');
        yield { day, name: name.join('/') };
      }
    }
  }

  removeArchived({ day, name }: ArchivedFile): Promise<void> {
    return this.#removeAt(`${ARCHIVED}${day}/${name}`);
  }

  /** Without the archive, which would be looked through each time. */
  async *#pages(): AsyncGenerator<ListedPage> {
    const isArchived = ({ key }: StoredObject) => key.startsWith(this.#key(ARCHIVED));
    for await (const page of pagesBelow(this.bucket, this.#key(''))) {
      if (!page.objects.some(isArchived)) {
        yield page;
        continue;
      }
      yield { ...page, objects: page.objects.slice(0, page.objects.findIndex(isArchived)) };
      yield* pagesBelow(this.bucket, this.#key(''), { behind: this.#key(ARCHIVED) });
      return;
    }
  }

  /** Null for what is left alone: marks of folders, hidden folders, and what nobody could look for by its name. */
  #fileOf(object: StoredObject, passedOver: (error: string) => void): InboxFile | null {
    const { key, sizeBytes, modifiedAt, tag } = object;
    const place = key.slice(this.#key('').length);
    if (isFolderMark(object)) return null;
    if (!isOrdinary(place)) {
      passedOver(ODD_NAME);
      return null;
    }
    const isHidden = place
      .split('/')
      .slice(0, -1)
      .some(part => part.startsWith('.'));
    return isHidden ? null : this.#file(place, sizeBytes, modifiedAt, { tag, version: null });
  }

  #file(place: string, sizeBytes: number, modifiedAt: Date, { tag, version }: Incarnation): InboxFile {
    const identity = JSON.stringify([tag, version]);
    return { inbox: this, source: this.source, place, sizeBytes, changedMs: modifiedAt.getTime(), identity };
  }

  async *#pieces(file: InboxFile): AsyncGenerator<Buffer> {
    if (file.sizeBytes > this.terms.mostBytes) throw tooLarge(this.terms.mostBytes);
    const body = await asSeen(this.bucket.stream(this.#key(file.place), incarnationOf(file).tag));
    let left = file.sizeBytes;
    const late = setTimeout(() => body.destroy(tooSlow()), this.mostMs(file));
    try {
      for await (const piece of body as AsyncIterable<Buffer>) {
        left -= piece.length;
        if (left < 0) break;
        yield piece;
      }
    } catch (error) {
      throw storeFailed(error);
    } finally {
      clearTimeout(late);
    }
    if (left !== 0) throw wrongRange();
  }

  async #removeAt(place: string): Promise<void> {
    const found = await orNone(() => this.bucket.send(new HeadObjectCommand(this.bucket.at(this.#key(place)))));
    if (found)
      await takeAway(this.bucket, this.#key(place), { tag: found.ETag ?? '', version: found.VersionId ?? null });
  }

  #remove(file: InboxFile): Promise<void> {
    return takeAway(this.bucket, this.#key(file.place), incarnationOf(file));
  }

  #key(place: string): string {
    return `${this.source}/${place}`;
  }
}

/** What the log calls an object whose name is no place. */
const ODD_NAME = 'odd-name';

/** What tools put where they are to show a folder. */
function isFolderMark({ key, sizeBytes }: StoredObject): boolean {
  return sizeBytes === 0 && key.endsWith('/');
}

function incarnationOf({ identity }: InboxFile): Incarnation {
  const [tag, version] = JSON.parse(identity) as [string, string | null]; // written in this file
  return { tag, version };
}

/** Says of an object that is another one by now, or gone, that it has changed: it is looked at again. */
async function asSeen<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ObjectStoreFailed && (error.httpStatus === 412 || error.isMissing)) throw fileChanged();
    throw error;
  }
}

/** What goes on for ever, a byte now and then, would hold up everything behind it. */
function tooSlow(): DomainError {
  return new DomainError('unavailable', 'inbox-file-slow', 'A file came more slowly than it is waited for.');
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', 'audio-too-large', 'The audio file is larger than this server takes.', {
    maxBytes,
  });
}
