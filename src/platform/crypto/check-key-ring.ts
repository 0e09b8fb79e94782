import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Database, type Statement } from '../database/index.js';
import { KeyRing } from './key-ring.js';

/**
 * Refuses the start with a key ring that is not the database's own, such as an empty folder where a volume was not
 * mounted, or a key cluster that came up empty: it would look as if every key had been destroyed, and new recordings would go to a ring that is lost later.
 */
@Injectable()
export class CheckKeyRing implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
  ) {}

  /** @throws DomainError `key-ring-unknown` */
  async onModuleInit(): Promise<void> {
    await this.check();
  }

  /** For who uses the ring without a start of the server. @throws DomainError `key-ring-unknown` */
  async check(): Promise<void> {
    const [row] = await this.database.query<{ fingerprint: string }>(KNOW, [this.keyRing.fingerprint]);
    if (row?.fingerprint !== this.keyRing.fingerprint) throw unknown();
  }
}

/** The first ring that comes is the one; of two instances that start at once on one ring, both say the same. */
const KNOW: Statement = {
  name: 'key-ring-know',
  text: `
    insert into known_key_ring ("only", fingerprint) values (true, $1)
    on conflict ("only") do update set fingerprint = known_key_ring.fingerprint
    returning fingerprint`,
};

function unknown(): DomainError {
  return new DomainError(
    'unavailable',
    'key-ring-unknown',
    'TALLENNE_KEYS_DIR, KEYS_DATABASE_URL: this is not the key ring that the database was used with; mount the right folder, name the right cluster, or restore it.',
  );
}
