import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { UnitsKept } from '../../recordings/index.js';
import type { Whereabouts, WhereaboutsOfDay, WhereaboutsOfUnit, WhereaboutsQuery } from './certificates.schemas.js';
import { ReadCertificates } from './read-certificates.js';

const SHOWN = 100;

/** Tells what became of a call, without a word of what it was: kept until a day, purged with its certificate, or never here. */
@Injectable()
export class FindWhereabouts {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsKept,
    private readonly certificates: ReadCertificates,
    private readonly clock: Clock,
  ) {}

  async execute({ id, on, queue }: WhereaboutsQuery): Promise<Whereabouts> {
    return {
      unit: id === undefined ? null : await this.#unit(id),
      day: on === undefined ? null : await this.#day(on, queue),
    };
  }

  /** A certificate first: a unit that goes at this moment is kept or purged, and never neither. */
  async #unit(id: string): Promise<WhereaboutsOfUnit> {
    const before = await this.certificates.find(id);
    if (before) return { id, outcome: 'purged', certificate: before };
    const keptUntil = await this.units.lastDayOf(id);
    if (keptUntil !== null) return { id, outcome: 'kept', keptUntil };
    const certificate = await this.certificates.find(id);
    return certificate ? { id, outcome: 'purged', certificate } : { id, outcome: 'never-here' };
  }

  /** Recordings alone: a contact may have several, on several days. */
  async #day(on: string, queue: string | undefined): Promise<WhereaboutsOfDay> {
    const kept = await this.units.countOf(parseDay(on), queue, helsinkiDay(this.clock.now()));
    const [counted] = await this.database.query<{ purged: number }>(PURGED, [on, queue ?? null]);
    const page = await this.certificates.page({ on, ...(queue ? { queue } : {}), limit: SHOWN });
    const certificates = page.items.filter(({ unitKind }) => unitKind === 'recording');
    return { on, queue: queue ?? null, kept, purged: counted?.purged ?? 0, certificates };
  }
}

const PURGED: Statement = {
  name: 'retention-purged-of-day',
  text: `
    select count(*)::int as purged from deletion_certificate
    where call_on = $1 and unit_kind = 'recording' and ($2::text is null or queue = $2)`,
};
