import type { Readable } from 'node:stream';
import { DomainError } from '../../../kernel/errors.js';

/** How files are taken out of a place. */
export interface InboxTerms {
  /** A file is whole when it has not changed for so long; null: every file that is there is whole. */
  readonly settleMs: number | null;
  /** Audio waits for its document, and a document for its audio, for so long; then somebody must sort it out. */
  readonly waitMs: number;
  /** What becomes of a file that was taken. */
  readonly taken: 'delete' | 'archive';
}

/** A file that somebody has put where it is fetched from, as it stood when it was looked at. */
export interface InboxFile {
  readonly inbox: InboxPlace;
  readonly source: string;
  /** Its place among the files of its source, with slashes. Names may hold numbers: they are never logged. */
  readonly place: string;
  readonly sizeBytes: number;
  /** When it last changed, by the clock that dated it. */
  readonly changedMs: number;
  /** Tells it from another file that bears its name later. */
  readonly identity: string;
}

/** A file in the archive: `day` and `name` as they were given to {@link InboxPlace.archive}, or whatever somebody has put there. */
export interface ArchivedFile {
  readonly day: string;
  readonly name: string;
}

/** Where the files of one source are fetched from: a folder, or the part of a bucket below a prefix. */
export interface InboxPlace {
  readonly kind: 'folder' | 'bucket';
  readonly source: string;
  readonly terms: InboxTerms;
  /** Whether a file that grows is written anew each time, so that nothing but its bytes tells that it is the same. */
  readonly isRewritten: boolean;

  /**
   * Every file, read while they are asked for: it may be left standing for as long as one likes. Null now and then, where much was looked at
   * and nothing found. `passedOver` hears what was the matter with what cannot be read, by a name of the error.
   */
  walk(passedOver: (error: string) => void): AsyncGenerator<InboxFile | null>;

  /** The file at `place`; null where there is none. */
  find(place: string): Promise<InboxFile | null>;

  /** Whether there is anything at `place`. */
  has(place: string): Promise<boolean>;

  /** The bytes of a file as they are read. */
  open(file: InboxFile): Readable;

  /** All of a file that is small enough to be held in memory. */
  whole(file: InboxFile): Promise<Buffer>;

  /** Exactly `length` bytes at `offset`; empty where the file ends before. */
  read(file: InboxFile, offset: number, length: number): Promise<Buffer>;

  /** Whether a file stands as it stood. */
  isUnchanged(file: InboxFile): Promise<boolean>;

  /** Takes a file and what marks it away, durably; what is not there is no error. */
  remove(file: InboxFile, marks: readonly string[]): Promise<void>;

  /** Moves a file into the folder `day` of the archive, as `name`, and takes its marks away. A crash before the last step leaves marks. */
  archive(file: InboxFile, day: string, name: string, marks: readonly string[]): Promise<void>;

  /** What is in the archive, one after the other. `passedOver` hears of names that are no places. */
  archived(passedOver: (error: string) => void): AsyncGenerator<ArchivedFile>;

  removeArchived(file: ArchivedFile): Promise<void>;
}

const BUSY_MS = 30_000;
/** What is read at least in a millisecond. */
const SLOWEST_BYTES_PER_MS = 1024;

/** How long somebody may be busy with a file before it is anybody's again, in milliseconds. */
export function busyMs({ sizeBytes }: Pick<InboxFile, 'sizeBytes'>): number {
  return BUSY_MS + sizeBytes / SLOWEST_BYTES_PER_MS;
}

/** What is thrown where something else stands in the place of a file that was looked at, or nothing: it is looked at again. */
export function fileChanged(): DomainError {
  return new DomainError('unavailable', 'inbox-file-changed', 'A file has changed since it was looked at.');
}

/** How long ago a file last changed, by the clock that dated it. */
export function ageMs({ changedMs }: Pick<InboxFile, 'changedMs'>): number {
  return Date.now() - changedMs;
}
