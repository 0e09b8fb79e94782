import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { ListEnrolments, StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester, Rules } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { batchFacts } from '../duties/batch-facts.js';
import { DutyBatch } from '../duties/duty-batch.entity.js';
import { ReadProposals } from '../grants/read-proposals.js';
import type { EnrolmentTask, Tasks } from './tasks.schemas.js';
import { OtherTasks } from './other-tasks.js';

/** How many of each kind are shown. */
const SHOWN = 20;

/** What waits for somebody: computed when they ask, so that nothing can be forgotten or left over. */
@Injectable()
export class ReadTasks {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly readProposals: ReadProposals,
    private readonly listEnrolments: ListEnrolments,
    private readonly others: OtherTasks,
  ) {}

  /** @param rules the rules for who asks, as the floor of enrolments may ask them */
  async execute(requester: Requester, permissions: Permissions, rules: Rules): Promise<Tasks> {
    const proposals = await this.readProposals.toDecide(permissions);
    const enrolments = await this.#enrolments(permissions, rules);
    const reviews = await this.others.reviews.list(permissions);
    const ending = await this.others.endingGrants.list(requester, permissions);
    const dutyBatches = await this.#batches(permissions);
    const groups = await this.others.groups(requester, permissions);
    const counts = { proposals: proposals.length, reviews: reviews.length, dutyBatches, enrolments: enrolments.length };
    return {
      waiting: [...Object.values(counts), ...groups.map(({ count }) => count)].reduce((sum, count) => sum + count, 0),
      counts: { ...counts, endingGrants: ending.length },
      proposals: proposals.slice(0, SHOWN),
      reviews: await this.others.reviews.views(reviews.slice(0, SHOWN), permissions),
      enrolments: enrolments.slice(0, SHOWN),
      endingGrants: await this.others.endingGrants.views(ending.slice(0, SHOWN), requester),
      groups,
    };
  }

  async #enrolments({ ability }: Permissions, rules: Rules): Promise<EnrolmentTask[]> {
    if (!ability.can('confirm', 'Enrolment')) return [];
    const mine = (await this.listEnrolments.open(rules)).filter(({ mayConfirm }) => mayConfirm);
    const names = await this.staff.names(mine.map(({ staffId }) => staffId));
    return mine.map(({ id, staffId, expiresAt }) => ({ id, staffId, staffName: names.get(staffId) ?? '', expiresAt }));
  }

  async #batches({ ability }: Permissions): Promise<number> {
    if (!ability.can('decide', 'DutyBatch')) return 0;
    const em = this.database.entities();
    const open = await em.find(DutyBatch, { decidedAt: null });
    const facts = await Promise.all(open.map(batch => batchFacts(em, batch)));
    return facts.filter(batch => ability.can('decide', subject('DutyBatch', { ...batch }))).length;
  }
}
