import { Injectable } from '@nestjs/common';
import { PURPOSES_OF_ROLE, ROLES } from '../../access/index.js';
import { Config } from '../../platform/config/index.js';
import { SourceTerms } from '../../recordings/index.js';
import { GatherNoticeFacts } from '../notice/gather-facts.js';
import { missingFacts } from '../notice/missing-facts.js';
import { ReadProcessors } from '../processors/read-processors.js';
import type { RecordFacts } from './record-facts.js';
import { RecordedAmounts } from './recorded-amounts.js';

/** Reads everything that the record of processing says, at a moment. */
@Injectable()
export class GatherRecord {
  constructor(
    private readonly config: Config,
    private readonly notice: GatherNoticeFacts,
    private readonly processors: ReadProcessors,
    private readonly sources: SourceTerms,
    private readonly amounts: RecordedAmounts,
  ) {}

  async execute(now: Date): Promise<RecordFacts> {
    const { grantMonths, recertificationMonths } = this.config;
    const [notice, processors] = [await this.notice.execute(now), await this.processors.atWork()];
    return {
      ...{ notice, missing: missingFacts(notice) },
      processors: processors.map(({ name, task, country, undertakingReference, undertakingOn, subProcessors }) => ({
        ...{ name, task, country, undertakingReference, undertakingOn, subProcessors },
      })),
      sources: (await this.sources.all()).map(({ name, copyDeleted }) => ({ name, copyDeleted })),
      roles: ROLES.map(role => ({ role, purposes: PURPOSES_OF_ROLE[role] })),
      access: { grantMonths, recertificationMonths },
      ...(await this.amounts.at(now)),
    };
  }
}
