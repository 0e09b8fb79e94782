import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { tombstoneDigest } from '../../platform/crypto/tombstone-digest.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
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

  /** In the transaction that erases it. `throughOn` is the last day that its rule gave it: it ended by then. Returns the digest. */
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
   * @param endedAt when the call ended; null where nobody knows yet
   * @throws DomainError `erased`
   */
  async refuseErased(em: EntityManager, delivery: DeliveryName, endedAt: Date | null): Promise<void> {
    const known = await em.findOne(Tombstone, { digest: this.digestOf(delivery) }, { refresh: true });
    if (known && isErased(endedAt ?? this.clock.now(), parseDay(known.throughOn))) throw erased();
  }

  /**
   * Forgets those of calls that are over by whatever rule may be for them: their own is, and a longer one that has been adopted since
   * counts from a day that is no later.
   */
  async forgetOver(): Promise<void> {
    await this.database.query(FORGET_OVER, [helsinkiDay(this.clock.now())]);
  }
}

/**
 * Whether a delivery under the name of a call that was erased is that call, which its rule kept through `throughOn`. A longer rule may let it
 * come after that day; what ended later is another call to which the source has given the same name.
 */
export function isErased(endedAt: Date, throughOn: Day): boolean {
  return helsinkiDay(endedAt) <= throughOn;
}

const FORGET_OVER: Statement = {
  name: 'tombstones-forget-over',
  text: `
    delete from tombstone
    where through_on < $1::date - (select coalesce(max(days), 0) from retention_rule where state = 'adopted')`,
};

/** The answer to a delivery that was erased. */
export function erased(): DomainError {
  return new DomainError('gone', 'erased', 'This recording was erased; it is not taken again.');
}
