import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../../kernel/errors.js';
import { nullIfMissing, syncFolder } from '../durable.js';
import { measure, writeHashed, type Measured } from './hashed-copy.js';
import {
  MANIFEST,
  ManifestWriter,
  readManifest,
  type Manifest,
  type ManifestEnd,
  type ManifestHead,
} from './manifest.js';

const FOLDER_MODE = 0o700;
const BLOBS = 'blobs';
/** The names of the blobs, one a line, where they lie in a bucket. */
export const BLOB_NAMES = 'blob-names.ndjson';

/**
 * A folder that holds one backup and, while the next is being taken into it, still the one before: `manifest.ndjson` names
 * what belongs to it, and everything else in the folder is on its way in or out. Blobs are shared by both, as a blob never
 * changes; the database and the log of each backup have folders of their own.
 */
export class BackupFolder {
  readonly #known = new Map<string, Measured>();
  readonly #touched = new Set<string>();
  #renewed = 0;

  private constructor(
    private readonly path: string,
    private readonly manifest: ManifestWriter,
    /** Tells the folders of this backup from those of the one before. */
    private readonly mark: string,
  ) {}

  /**
   * Opens `path`, which is empty, does not exist, or holds an earlier backup.
   * @throws DomainError `folder-not-empty` where something else is there, `backup-damaged`
   */
  static async open(path: string): Promise<BackupFolder> {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    const former = await readManifest(join(path, MANIFEST));
    if (!former && (await readdir(path)).some(name => !isOurs(name))) throw notEmpty(path);
    const mark = randomBytes(6).toString('hex');
    const folder = new BackupFolder(path, await ManifestWriter.begin(join(path, MANIFEST)), mark);
    if (former) folder.#remember(former);
    return folder;
  }

  /** The name of this backup's folder of the database, or of the log. */
  named(what: 'database' | 'log'): string {
    return `${what}-${this.mark}`;
  }

  head(head: ManifestHead): Promise<void> {
    return this.manifest.head(head);
  }

  /** Makes a folder that stays even when it is empty. */
  async folder(name: string): Promise<void> {
    await this.#folderOf(join(this.path, name));
    await this.manifest.add({ folder: name });
  }

  async file(name: string, bytes: AsyncIterable<Buffer>): Promise<Measured> {
    const path = join(this.path, name);
    await this.#folderOf(dirname(path));
    const measured = await writeHashed(path, bytes);
    await this.manifest.add({ file: name, ...measured });
    return measured;
  }

  /** Blobs of the earlier backup that were not as it was written any more, and were copied anew. */
  get renewed(): number {
    return this.#renewed;
  }

  /**
   * Keeps a blob of `sizeBytes`: one that the earlier backup has, and that is still there with its size, is not copied again.
   * @param reread whether to look at its bytes as well: a disk may have lost some since
   * @returns whether it was copied
   */
  async blob(name: string, sizeBytes: number, bytes: () => AsyncIterable<Buffer>, reread = false): Promise<boolean> {
    const file = `${BLOBS}/${name.slice(-2)}/${name}`;
    const there = await this.#there(file, sizeBytes, reread);
    if (there) await this.manifest.add({ file, ...there });
    else await this.file(file, bytes());
    return !there;
  }

  /**
   * Makes it a backup, in place of the earlier one, and then removes what it does not name. A crash before the manifest has
   * its name leaves the earlier backup; after it, this one and what was to be removed.
   */
  async finish(): Promise<ManifestEnd> {
    for (const folder of [...this.#touched].sort().reverse()) await syncFolder(folder);
    const end = await this.manifest.finish();
    await this.#forgetTheRest();
    return end;
  }

  /** Leaves the earlier backup as it was. */
  async discard(): Promise<void> {
    await this.manifest.discard();
    for (const what of ['database', 'log'] as const) await rm(join(this.path, this.named(what)), RECURSIVE);
  }

  #remember({ entries }: Manifest): void {
    for (const entry of entries) if ('file' in entry) this.#known.set(entry.file, entry);
  }

  async #there(file: string, sizeBytes: number, reread: boolean): Promise<Measured | null> {
    const path = join(this.path, file);
    const size = await stat(path).then(({ size }) => size, nullIfMissing);
    if (size !== sizeBytes) return null;
    const known = this.#known.get(file);
    if (known?.sizeBytes !== size) return measure(path);
    const kept = { sizeBytes: known.sizeBytes, sha256: known.sha256 };
    if (!reread || (await readAs(path, kept))) return kept;
    this.#renewed += 1;
    return null;
  }

  async #folderOf(path: string): Promise<void> {
    if (this.#touched.has(path)) return;
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    for (let at = path; at.length >= this.path.length; at = dirname(at)) this.#touched.add(at);
  }

  async #forgetTheRest(): Promise<void> {
    const manifest = await readManifest(join(this.path, MANIFEST));
    if (!manifest) return;
    const kept = new Set(manifest.entries.flatMap(entry => ('file' in entry ? [entry.file] : [])));
    const own = [this.named('database'), this.named('log'), BLOBS, MANIFEST];
    if (kept.has(BLOB_NAMES)) own.push(BLOB_NAMES);
    for (const name of await readdir(this.path)) {
      if (isOurs(name) && !own.includes(name)) await rm(join(this.path, name), RECURSIVE);
    }
    for (const shard of await namesIn(join(this.path, BLOBS))) {
      for (const name of await namesIn(join(this.path, BLOBS, shard))) {
        if (!kept.has(`${BLOBS}/${shard}/${name}`)) await rm(join(this.path, BLOBS, shard, name), RECURSIVE);
      }
    }
  }
}

const RECURSIVE = { recursive: true, force: true } as const;

/** Names that a backup makes, whole or cut off. */
function isOurs(name: string): boolean {
  return (
    name === BLOBS ||
    name.startsWith(BLOB_NAMES) ||
    name.startsWith(MANIFEST) ||
    /^(database|log)-[0-9a-f]{12}$/.test(name)
  );
}

/** Not where it cannot be read either. */
async function readAs(path: string, { sha256 }: Measured): Promise<boolean> {
  return measure(path).then(
    measured => measured.sha256 === sha256,
    () => false,
  );
}

async function namesIn(path: string): Promise<string[]> {
  return (await readdir(path).catch(nullIfMissing)) ?? [];
}

function notEmpty(path: string): DomainError {
  const sentence = `${path} holds something else than a backup: name an empty folder, or one with an earlier backup.`;
  return new DomainError('conflict', 'folder-not-empty', sentence);
}
