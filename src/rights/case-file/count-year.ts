import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { firstClockOf } from '../case/case-clock.js';
import { Claim, Stop } from '../case/case-rows.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { isKeptOn } from '../case/kept-case.js';
import { RightsCase } from '../case/rights-case.entity.js';
import type { YearView } from './year.schemas.js';
import { daysOfYear, yearFigures, type CountedCase } from './year-figures.js';

/** Counts the requests of a year, for the data protection officer's report; cases that are not kept any more do not count. */
@Injectable()
export class CountYear {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(year: number, requester: Requester, { ability, today }: Permissions): Promise<YearView> {
    const facts = { which: 'statistics', year };
    await this.trail.recordAlone({ action: 'rights-requests.listed', actor: actorOf(requester), facts });
    const { from, to } = daysOfYear(year);
    const em = this.database.entities();
    const received = await em.find(RightsCase, { receivedOn: { $gte: from, $lte: to } });
    const kept = await em.execute<{ id: string }[]>(KEPT, [from, to, today]);
    const ids = new Set(kept.map(({ id }) => id));
    const seen = received.filter(one => ids.has(one.id) && ability.can('list', caseSubject(one)));
    const requests = seen.filter(({ kind }) => kind === 'data-subject');
    const caseId = { $in: requests.map(({ id }) => id) };
    const [claims, stops] = [await em.find(Claim, { caseId }), await em.find(Stop, { caseId })];
    const counted = requests.map(one => countedOf(one, claims, stops));
    const disclosures = seen.length - requests.length;
    return { year, disclosures, ...yearFigures(counted, helsinkiDay(this.clock.now())) };
  }
}

const KEPT = `select c.id from rights_case c where c.received_on between ? and ? and ${isKeptOn('?')}`;

function countedOf(one: RightsCase, claims: readonly Claim[], stops: readonly Stop[]): CountedCase {
  return {
    clock: firstClockOf(
      one,
      stops.filter(({ caseId }) => caseId === one.id),
    ),
    answeredAt: one.firstAnsweredAt ?? one.answeredAt ?? null,
    claims: claims
      .filter(({ caseId }) => caseId === one.id)
      .map(({ rightKind, outcome, ground }) => ({
        right: rightKind,
        outcome: outcome ?? null,
        ground: ground ?? null,
      })),
  };
}
