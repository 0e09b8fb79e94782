import { createHash, type Hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database, type Statement } from '../../../platform/database/index.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { KeyedNames } from './keyed-names.js';

/** What is read of a document at once to see whether it is the one that was read before. */
const COMPARED_BYTES = 1024 * 1024;

/**
 * How far documents that grow have been read. A file that is replaced, or shorter than it was, is read from the start; where a file that grows
 * is written anew each time, one that begins with other bytes than those that were read is another one.
 */
@Injectable()
export class DocumentProgress {
  /** How far the hash of a document is that is being read: each look at it is a file of its own. */
  readonly #hashed = new WeakMap<InboxFile, { at: number; readonly hash: Hash }>();

  constructor(
    private readonly database: Database,
    private readonly names: KeyedNames,
    private readonly clock: Clock,
  ) {}

  /** How many bytes were read, from the start. */
  async of(file: InboxFile): Promise<number> {
    const [row] = await this.database.query<Row>(FIND, [file.source, this.#digest(file)]);
    if (!row || row.offsetBytes > file.sizeBytes) return 0;
    const isSame = row.readDigest === null || row.readDigest.equals(await this.#readDigest(file, row.offsetBytes));
    return isSame ? row.offsetBytes : 0;
  }

  /** After everything before it has been taken. A crash before this has it read again, which makes nothing twice. */
  async reached(file: InboxFile, offsetBytes: number): Promise<void> {
    const readDigest = file.inbox.isRewritten ? await this.#readDigest(file, offsetBytes) : null;
    await this.database.query(REACHED, [file.source, this.#digest(file), offsetBytes, readDigest, this.clock.now()]);
  }

  async forget(file: InboxFile): Promise<void> {
    await this.database.query(FORGET, [file.source, this.#digest(file)]);
  }

  /** Forgets documents that nobody has seen grow for so long that their calls are over. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP, [new Date(this.clock.now().getTime() - FORGOTTEN_MS)]);
  }

  #digest({ inbox, source, place, identity }: InboxFile): Buffer {
    return this.names.digest('document', source, inbox.isRewritten ? place : `${place}\n${identity}`);
  }

  /** Of the first bytes of a file, which are personal data: nobody without the key can say what they were. */
  async #readDigest(file: InboxFile, lengthBytes: number): Promise<Buffer> {
    const before = this.#hashed.get(file);
    const hashed = before && before.at <= lengthBytes ? before : { at: 0, hash: createHash('sha256') };
    this.#hashed.set(file, hashed);
    while (hashed.at < lengthBytes) {
      const bytes = await file.inbox.read(file, hashed.at, Math.min(COMPARED_BYTES, lengthBytes - hashed.at));
      hashed.hash.update(bytes);
      hashed.at += bytes.length;
    }
    return this.names.digest('document-read', file.source, hashed.hash.copy().digest('hex'));
  }
}

interface Row {
  readonly offsetBytes: number;
  readonly readDigest: Buffer | null;
}

const FORGOTTEN_MS = 62 * 24 * 3_600_000;

const FIND: Statement = {
  name: 'inbox-document-find',
  text: `
    select offset_bytes as "offsetBytes", read_digest as "readDigest" from inbox_document where source = $1 and digest = $2`,
};

const REACHED: Statement = {
  name: 'inbox-document-reached',
  text: `
    insert into inbox_document (source, digest, offset_bytes, read_digest, seen_at) values ($1, $2, $3, $4, $5)
    on conflict (source, digest) do update
    set offset_bytes = excluded.offset_bytes, read_digest = excluded.read_digest, seen_at = excluded.seen_at`,
};

const FORGET: Statement = {
  name: 'inbox-document-forget',
  text: 'delete from inbox_document where source = $1 and digest = $2',
};

const SWEEP: Statement = { name: 'inbox-documents-sweep', text: 'delete from inbox_document where seen_at < $1' };
