import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { MakeStudy } from './make-study.js';
import { askedOn, type AskedStudy } from './study-period.js';
import type { ServiceLevelStudy, StudyQuery } from './study.schemas.js';

export type StudyForm = 'page' | 'csv' | 'pdf';

/** Lets people study service levels, for that purpose and no other: each look is an event that is committed first. */
@Injectable()
export class ViewStudy {
  constructor(
    private readonly make: MakeStudy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid-period` */
  async execute(
    query: StudyQuery,
    form: StudyForm,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<ServiceLevelStudy> {
    const today = helsinkiDay(this.clock.now());
    const asked = askedOn(today, query);
    // What is told by neither queue nor unit is for whoever sees all of them.
    const seesAll = ability.can('read', subject('ServiceLevelStudy', { queue: '', unit: '' }));
    const facts = { purpose: 'service-level-study', form, ...factsOf(asked), scope: seesAll ? 'all' : 'granted' };
    await this.trail.recordAlone({ action: 'study.viewed', actor: actorOf(requester), facts });
    return this.make.execute(asked, ability, today);
  }
}

/** What was asked, and nothing of what was answered. */
function factsOf({ from, through, group, queue, unit }: AskedStudy) {
  return { from, through, group, ...(queue === null ? {} : { queue }), ...(unit === null ? {} : { unit }) };
}
