import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { DestroyedItems, UnitsKept } from '../../recordings/index.js';
import { ErasureUnit } from '../erasures/erasure.entity.js';
import type { Whereabouts, WhereaboutsOfDay, WhereaboutsOfUnit, WhereaboutsQuery } from './certificates.schemas.js';
import { ReadCertificates } from './read-certificates.js';

const SHOWN = 100;

/**
 * Tells what became of a call, without a word of what it was: kept until a day, on its way to a certificate, purged with its certificate, or
 * never here.
 */
@Injectable()
export class FindWhereabouts {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsKept,
    private readonly destroyedItems: DestroyedItems,
    private readonly certificates: ReadCertificates,
    private readonly clock: Clock,
  ) {}

  async execute({ id, on, queue }: WhereaboutsQuery): Promise<Whereabouts> {
    return {
      unit: id === undefined ? null : await this.#unit(id),
      day: on === undefined ? null : await this.#day(on, queue),
    };
  }

  /**
   * A certificate first, and again at the end. Between the two in the order in which a unit goes: it has its row, then it waits for its
   * certificate, then it has that. So one that goes at this moment is never missed.
   */
  async #unit(id: string): Promise<WhereaboutsOfUnit> {
    const before = await this.certificates.find(id);
    if (before) return { id, outcome: 'purged', certificate: before };
    const keptUntil = await this.units.lastDayOf(id);
    if (keptUntil !== null) return { id, outcome: 'kept', keptUntil };
    if (await this.#isBeingDestroyed(id)) return { id, outcome: 'being-destroyed' };
    const certificate = await this.certificates.find(id);
    return certificate ? { id, outcome: 'purged', certificate } : { id, outcome: 'never-here' };
  }

  /** An erasure has taken its rows, or somebody has destroyed it where it waited: its key and its certificate follow. */
  async #isBeingDestroyed(unitId: string): Promise<boolean> {
    const em = this.database.entities();
    return (await em.count(ErasureUnit, { unitId })) > 0 || (await this.destroyedItems.has(em, unitId));
  }

  /** Recordings alone: a contact may have several, on several days. */
  async #day(on: string, queue: string | undefined): Promise<WhereaboutsOfDay> {
    const kept = await this.units.countOf(parseDay(on), queue, helsinkiDay(this.clock.now()));
    const { purged, beingDestroyed } = firstRow(await this.database.query<Gone>(GONE, [on, queue ?? null]));
    const page = await this.certificates.page({ on, ...(queue ? { queue } : {}), limit: SHOWN });
    const certificates = page.items.filter(({ unitKind }) => unitKind === 'recording');
    return { on, queue: queue ?? null, kept, purged, beingDestroyed, certificates };
  }
}

interface Gone {
  readonly purged: number;
  readonly beingDestroyed: number;
}

const GONE: Statement = {
  name: 'retention-gone-of-day',
  text: `
    select (select count(*)::int from deletion_certificate
            where call_on = $1 and unit_kind = 'recording' and ($2::text is null or queue = $2)) as purged,
           (select count(*)::int from erasure_unit
            where call_on = $1 and unit_kind = 'recording' and ($2::text is null or queue = $2)) as "beingDestroyed"`,
};
