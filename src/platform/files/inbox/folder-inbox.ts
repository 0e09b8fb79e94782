import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { exists } from '../durable.js';
import { folderFile, type FolderFile } from './folder-file.js';
import type { ArchivedFile, InboxFile, InboxPlace, InboxTerms } from './inbox-place.js';
import { archivedDays, archivedOn, archiveFile, removeArchived, removeFile } from './let-go.js';
import { bytesAt, partAt, wholeAt } from './read-file.js';
import { walkFolder } from './walk-folder.js';

/** A folder whose files are fetched, with all that lies below it. Links are not followed. */
export class FolderInbox implements InboxPlace {
  readonly kind = 'folder';
  readonly isRewritten = false;

  constructor(
    private readonly root: string,
    readonly source: string,
    readonly terms: InboxTerms,
  ) {}

  async *walk(passedOver: (errno: string) => void): AsyncGenerator<InboxFile> {
    for await (const file of walkFolder(this.root, this.source, passedOver)) yield this.#asFound(file);
  }

  async find(place: string): Promise<InboxFile | null> {
    const file = await folderFile(this.root, this.source, place);
    return file && this.#asFound(file);
  }

  has(place: string): Promise<boolean> {
    return exists(join(this.root, place));
  }

  open(file: InboxFile): Readable {
    return bytesAt(this.#path(file));
  }

  whole(file: InboxFile): Promise<Buffer> {
    return wholeAt(this.#path(file));
  }

  read(file: InboxFile, offset: number, length: number): Promise<Buffer> {
    return partAt(this.#path(file), offset, length);
  }

  async isUnchanged({ place, sizeBytes, changedMs, identity }: InboxFile): Promise<boolean> {
    const now = await this.find(place);
    return now?.sizeBytes === sizeBytes && now.changedMs === changedMs && now.identity === identity;
  }

  remove(file: InboxFile, marks: readonly string[]): Promise<void> {
    return removeFile({ root: this.root, path: this.#path(file) }, marks);
  }

  archive(file: InboxFile, day: string, name: string, marks: readonly string[]): Promise<void> {
    return archiveFile({ root: this.root, path: this.#path(file) }, day, name, marks);
  }

  async *archived(): AsyncGenerator<ArchivedFile> {
    for (const day of await archivedDays(this.root))
      for (const name of await archivedOn(this.root, day)) yield { day, name };
  }

  removeArchived({ day, name }: ArchivedFile): Promise<void> {
    return removeArchived(this.root, day, name);
  }

  #asFound({ source, place, sizeBytes, changedMs, identity }: FolderFile): InboxFile {
    return { inbox: this, source, place, sizeBytes, changedMs, identity };
  }

  #path({ place }: InboxFile): string {
    return join(this.root, place);
  }
}
