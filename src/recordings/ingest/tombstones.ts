import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { tombstoneDigest } from '../../platform/crypto/tombstone-digest.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Tombstone } from './tombstone.entity.js';

/** What a source calls a delivery. */
export interface DeliveryName {
  readonly source: string;
  readonly externalId: string;
}

/** Remembers what was erased, so that a second delivery is refused (ADR 0013). */
@Injectable()
export class Tombstones {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  digestOf({ source, externalId }: DeliveryName): Buffer {
    return tombstoneDigest(this.keyRing.tombstoneKey, source, externalId);
  }

  /** In the transaction that erases it: refuses the delivery through the last day that its rule gave it. Returns the digest. */
  async put(em: EntityManager, delivery: DeliveryName, throughOn: Day): Promise<Buffer> {
    const digest = this.digestOf(delivery);
    await this.putDigest(em, digest, throughOn);
    return digest;
  }

  /** The same after a restored backup, by the digest that the log tells. */
  async putDigest(em: EntityManager, digest: Buffer, throughOn: Day): Promise<void> {
    await em.upsert(Tombstone, { digest, throughOn });
  }

  /**
   * After the insert of the delivery's row, in its transaction: it may have waited for an erasure of the same delivery.
   * @throws DomainError `erased`
   */
  async refuseErased(em: EntityManager, delivery: DeliveryName): Promise<void> {
    const throughOn = { $gte: helsinkiDay(this.clock.now()) };
    if ((await em.count(Tombstone, { digest: this.digestOf(delivery), throughOn })) > 0) throw erased();
  }

  /** Forgets those whose day is over: what they refuse is past due by then. */
  async forgetOver(): Promise<void> {
    await this.database.transaction(async em => {
      await em.nativeDelete(Tombstone, { throughOn: { $lt: helsinkiDay(this.clock.now()) } });
    });
  }
}

/** The answer to a delivery that was erased. */
export function erased(): DomainError {
  return new DomainError('gone', 'erased', 'This recording was erased; it is not taken again.');
}
