import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database, type Statement } from '../../../platform/database/index.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { KeyedNames } from './keyed-names.js';

/** How far documents that grow have been read. A file that is replaced, or shorter than it was, is read from the start. */
@Injectable()
export class DocumentProgress {
  constructor(
    private readonly database: Database,
    private readonly names: KeyedNames,
    private readonly clock: Clock,
  ) {}

  /** How many bytes were read, from the start. */
  async of(file: InboxFile): Promise<number> {
    const [row] = await this.database.query<{ offsetBytes: number }>(FIND, [file.source, this.#digest(file)]);
    return row && row.offsetBytes <= file.sizeBytes ? row.offsetBytes : 0;
  }

  /** After everything before it has been taken. A crash before this has it read again, which makes nothing twice. */
  async reached(file: InboxFile, offsetBytes: number): Promise<void> {
    await this.database.query(REACHED, [file.source, this.#digest(file), offsetBytes, this.clock.now()]);
  }

  async forget(file: InboxFile): Promise<void> {
    await this.database.query(FORGET, [file.source, this.#digest(file)]);
  }

  /** Forgets documents that nobody has seen grow for so long that their calls are over. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP, [new Date(this.clock.now().getTime() - FORGOTTEN_MS)]);
  }

  #digest({ source, place, identity }: InboxFile): Buffer {
    return this.names.digest('document', source, `${place}\n${identity}`);
  }
}

const FORGOTTEN_MS = 62 * 24 * 3_600_000;

const FIND: Statement = {
  name: 'inbox-document-find',
  text: 'select offset_bytes as "offsetBytes" from inbox_document where source = $1 and digest = $2',
};

const REACHED: Statement = {
  name: 'inbox-document-reached',
  text: `
    insert into inbox_document (source, digest, offset_bytes, seen_at) values ($1, $2, $3, $4)
    on conflict (source, digest) do update set offset_bytes = excluded.offset_bytes, seen_at = excluded.seen_at`,
};

const FORGET: Statement = {
  name: 'inbox-document-forget',
  text: 'delete from inbox_document where source = $1 and digest = $2',
};

const SWEEP: Statement = { name: 'inbox-documents-sweep', text: 'delete from inbox_document where seen_at < $1' };
