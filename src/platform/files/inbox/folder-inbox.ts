import { basename, dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { folderFile, type FolderFile } from './folder-file.js';
import { HeldFolder } from './held-folder.js';
import type { ArchivedFile, InboxFile, InboxPlace, InboxTerms } from './inbox-place.js';
import { archivedDays, archivedOn, archiveFile, removeArchived, removeFile } from './let-go.js';
import { bytesOf, partOf, wholeOf, type SeenFile } from './read-file.js';
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
    await using folder = await HeldFolder.find(this.root, dirname(place));
    const file = folder && (await folderFile({ root: this.root, source: this.source }, folder, place));
    return file && this.#asFound(file);
  }

  async has(place: string): Promise<boolean> {
    await using folder = await HeldFolder.find(this.root, dirname(place));
    return folder !== null && (await folder.look(basename(place))) !== null;
  }

  open(file: InboxFile): Readable {
    return bytesOf(this.#seen(file));
  }

  whole(file: InboxFile): Promise<Buffer> {
    return wholeOf(this.#seen(file));
  }

  read(file: InboxFile, offset: number, length: number): Promise<Buffer> {
    return partOf(this.#seen(file), offset, length);
  }

  async isUnchanged({ place, sizeBytes, changedMs, identity }: InboxFile): Promise<boolean> {
    const now = await this.find(place);
    return now?.sizeBytes === sizeBytes && now.changedMs === changedMs && now.identity === identity;
  }

  remove(file: InboxFile, marks: readonly string[]): Promise<void> {
    return removeFile(this.#seen(file), marks);
  }

  archive(file: InboxFile, day: string, name: string, marks: readonly string[]): Promise<void> {
    return archiveFile(this.#seen(file), day, name, marks);
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

  #seen({ place, identity }: InboxFile): SeenFile {
    return { root: this.root, place, identity };
  }
}
