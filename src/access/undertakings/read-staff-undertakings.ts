import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { bindingOn } from './bound-through.js';
import { UndertakingStandings } from './undertaking-standings.js';
import { UndertakingAcknowledgement } from './undertaking.entity.js';
import type { StaffUndertakings } from './undertakings.schemas.js';

/** What one person has said to the confidentiality undertaking, version by version. */
@Injectable()
export class ReadStaffUndertakings {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly standings: UndertakingStandings,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest first.
   * @throws DomainError `not-found`
   */
  async ofStaff(staffId: string): Promise<StaffUndertakings> {
    if (!(await this.staff.names([staffId])).has(staffId)) throw notFound();
    const { versions, acknowledged } = await this.standings.of(staffId);
    const order = { orderBy: { acknowledgedAt: 'desc' } } as const;
    const rows = await this.database.entities().find(UndertakingAcknowledgement, { staffId }, order);
    const names = await this.staff.names(rows.flatMap(({ importedBy }) => importedBy ?? []));
    return {
      ...bindingOn(helsinkiDay(this.clock.now()), acknowledged, versions),
      items: rows.map(({ version, acknowledgedAt, language, signedOn, importedBy }) => ({
        ...{ version, language },
        acknowledgedAt: acknowledgedAt.toISOString(),
        signedOn: signedOn ?? null,
        importedByName: (importedBy && names.get(importedBy)) ?? null,
      })),
    };
  }
}
