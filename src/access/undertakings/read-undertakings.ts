import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import { cursorId, pageById } from '../reports/keyset.js';
import { inForce } from './bound-through.js';
import { daysOf } from './undertaking-days.js';
import { UndertakingVersion } from './undertaking-version.entity.js';
import type { MissingPerson, MissingQuery, UndertakingView } from './undertakings.schemas.js';

/** The versions of the undertaking, and who has not acknowledged them. */
@Injectable()
export class ReadUndertakings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All versions, newest first. */
  async list(): Promise<UndertakingView[]> {
    const rows = await this.database.entities().find(UndertakingVersion, {}, { orderBy: { inForceOn: 'desc' } });
    const current = inForce(rows.map(daysOf), helsinkiDay(this.clock.now()));
    const counts = await this.database.query<CountRow>(COUNTS, []);
    return rows.map(row => {
      const { missing } = firstRow(counts.filter(({ version }) => version === row.version));
      return viewOf(row, row.version === current?.version, missing);
    });
  }

  /**
   * Active people with a grant who have acknowledged neither the version nor a newer one, by name. The cursor is the id of
   * the last person.
   * @throws DomainError `not-found`, `invalid-cursor`
   */
  async missing(version: string, { cursor, limit }: MissingQuery): Promise<Page<MissingPerson>> {
    const row = await this.database.entities().findOne(UndertakingVersion, { version });
    if (!row) throw notFound();
    const values = [row.inForceOn, cursorId(cursor), limit + 1];
    const people = await this.database.query<MissingRow>(MISSING, values);
    const personOf = ({ id, display_name }: MissingRow) => ({ staffId: id, displayName: display_name });
    return pageById(people, limit, ({ id }) => id, personOf);
  }
}

interface CountRow {
  readonly version: string;
  readonly missing: number;
}

interface MissingRow {
  readonly id: string;
  readonly display_name: string;
}

/** Whoever is active and has a grant, although the days of it may be to come. */
const NEEDED = `s.status = 'active' and exists (select 1 from access_grant g where g.staff_id = s.id and g.revoked_at is null)`;

/** Nobody has acknowledged a version that came into force on `day`, or a newer one. */
const UNBOUND = (day: string) => `not exists (
  select 1 from undertaking_acknowledgement a join undertaking_version n on n.version = a.version
  where a.staff_id = s.id and n.in_force_on >= ${day})`;

const COUNTS: Statement = {
  name: 'access-undertaking-missing-counts',
  text: `
    select v.version, (select count(*)::int from staff s where ${NEEDED} and ${UNBOUND('v.in_force_on')}) as missing
    from undertaking_version v`,
};

const MISSING: Statement = {
  name: 'access-undertaking-missing',
  text: `
    select s.id, s.display_name from staff s
    where ${NEEDED} and ${UNBOUND('$1::date')}
      and ($2::uuid is null or (s.display_name, s.id) > (select l.display_name, l.id from staff l where l.id = $2))
    order by s.display_name, s.id limit $3`,
};

function viewOf(row: UndertakingVersion, isInForce: boolean, missing: number): UndertakingView {
  const { version, inForceOn, graceDays, publishedBy, publishedAt } = row;
  return {
    ...{ version, inForceOn, graceDays, inForce: isInForce, missing },
    texts: { fi: row.textFi, sv: row.textSv, en: row.textEn },
    hashes: { fi: row.hashFi, sv: row.hashSv, en: row.hashEn },
    publishedBy: publishedBy === NOBODY ? null : publishedBy,
    publishedAt: publishedAt.toISOString(),
  };
}
