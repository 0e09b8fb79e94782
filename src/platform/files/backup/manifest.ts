import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DomainError } from '../../../kernel/errors.js';
import { isMissing, noticingFullStorage, syncFolder } from '../durable.js';

/** What a backup says of itself, in the first line of its manifest. `database` and `log` name folders beside it. */
const headSchema = z.strictObject({
  format: z.literal('tallenne-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Null where the database is an operator's own, with a backup of its own. */
  database: z.strictObject({ folder: z.string(), majorVersion: z.string() }).nullable(),
  log: z.string(),
});
export type ManifestHead = z.infer<typeof headSchema>;

/** A folder, or a file with its size in bytes and its SHA-256 in hexadecimal. */
const entrySchema = z.union([
  z.strictObject({ folder: z.string() }),
  z.strictObject({ file: z.string(), sizeBytes: z.int(), sha256: z.hex().length(64) }),
]);
export type ManifestEntry = z.infer<typeof entrySchema>;

/** The last line: how many entries, and the SHA-256 of everything before it. A manifest without it was cut off. */
const endSchema = z.strictObject({ entries: z.int(), sha256: z.hex().length(64) });
export type ManifestEnd = z.infer<typeof endSchema>;

/** A manifest that is whole. */
export interface Manifest {
  readonly head: ManifestHead;
  readonly entries: readonly ManifestEntry[];
  readonly end: ManifestEnd;
}

/** The file that makes a folder a backup; it gets its name last. */
export const MANIFEST = 'manifest.ndjson';

/** Writes a manifest line by line under another name; only `finish` gives it its own. */
export class ManifestWriter {
  readonly #hash: Hash = createHash('sha256');
  #entries = 0;
  #pending: string[] = [];

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** `path`: what it will be called. */
  static async begin(path: string): Promise<ManifestWriter> {
    await rm(`${path}.draft`, { force: true });
    return new ManifestWriter(path, await open(`${path}.draft`, 'wx', 0o600));
  }

  async add(entry: ManifestEntry): Promise<void> {
    this.#entries += 1;
    this.#pending.push(JSON.stringify(entry));
    if (this.#pending.length >= LINES_AT_ONCE) await this.#flush();
  }

  /** Writes the end, durably, and takes the place of an earlier manifest. */
  async finish(): Promise<ManifestEnd> {
    await this.#flush();
    const end = { entries: this.#entries, sha256: this.#hash.digest('hex') };
    await noticingFullStorage(() => this.handle.writeFile(`${JSON.stringify(end)}\n`));
    await this.handle.sync();
    await this.handle.close();
    // A crash before the rename leaves the earlier backup, if there was one, and a draft that nobody reads.
    await rename(`${this.path}.draft`, this.path);
    await syncFolder(dirname(this.path));
    return end;
  }

  /** The first line. */
  async head(head: ManifestHead): Promise<void> {
    this.#pending.push(JSON.stringify(head));
    await this.#flush();
  }

  async discard(): Promise<void> {
    await this.handle.close();
    await rm(`${this.path}.draft`, { force: true });
  }

  async #flush(): Promise<void> {
    const text = this.#pending
      .splice(0)
      .map(line => `${line}\n`)
      .join('');
    this.#hash.update(text);
    await noticingFullStorage(() => this.handle.writeFile(text));
  }
}

const LINES_AT_ONCE = 500;

/**
 * Reads a manifest and checks that it is whole; null where there is none.
 * @throws DomainError `backup-damaged`
 */
export async function readManifest(path: string): Promise<Manifest | null> {
  const lines = await linesOf(path);
  if (lines === null) return null;
  const [first, ...entries] = lines.slice(0, -1);
  const head = parsed(headSchema, first);
  const end = parsed(endSchema, lines.at(-1));
  const hash = createHash('sha256');
  for (const line of lines.slice(0, -1)) hash.update(`${line}\n`);
  if (hash.digest('hex') !== end.sha256 || entries.length !== end.entries) throw damagedBackup(MANIFEST);
  return { head, entries: entries.map(line => parsed(entrySchema, line)), end };
}

/** What is said of a backup, or of one of its files, that is not as it was written. */
export function damagedBackup(what: string): DomainError {
  return new DomainError('unprocessable', 'backup-damaged', `The backup is not as it was written: ${what}.`);
}

async function linesOf(path: string): Promise<string[] | null> {
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) lines.push(line);
    return lines;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parsed<T>(schema: z.ZodType<T>, line: string | undefined): T {
  try {
    return schema.parse(JSON.parse(line ?? ''));
  } catch {
    throw damagedBackup(MANIFEST);
  }
}
