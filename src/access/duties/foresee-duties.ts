import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { StaffDirectory, StaffDuties } from '../../identity/index.js';
import { assertAnnounceable } from '../../kernel/announced-day.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Permissions } from '../access.js';
import { grantViewOf } from '../grants/grant-view.js';
import { NameReviewers } from '../reviews/name-reviewers.js';
import { grantsToExamine } from '../reviews/open-review.js';
import { reviewDays } from '../reviews/review-days.js';
import { assertManager, comingChanges, comingOf, lateChanges } from './change-duties.js';
import type { ForeseenDuties, ForeseenReview, WishedDuties } from './duties.schemas.js';
import { notOneself } from './enter-duties.js';
import { dutiesOn, judgeChange, type JudgedChange } from './judge-change.js';
import { waitsInBatch } from './waits-in-batch.js';

/** Says what new duties would do before they are entered: which grants are examined, by whom and by when. Changes nothing. */
@Injectable()
export class ForeseeDuties {
  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly staff: StaffDirectory,
    private readonly reviewers: NameReviewers,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-oneself`, `manager-unknown`, `day-too-far-ahead` */
  async execute(staffId: string, wished: WishedDuties, { ability }: Permissions): Promise<ForeseenDuties> {
    if (!ability.can('enter', subject('DutyChange', { staffId }))) throw notOneself();
    const em = this.database.entities();
    const present = await this.duties.of(em, staffId);
    if (!present) throw notFound();
    const { effectiveOn: asked, ...wanted } = wished;
    await assertManager(em, this.duties, { staffId, managerId: wanted.managerId });
    const now = this.clock.now();
    const today = helsinkiDay(now);
    const effectiveOn = asked !== undefined && asked > today ? parseDay(asked) : today;
    assertAnnounceable(effectiveOn, today);
    const coming = await comingChanges(em, staffId);
    const judged = judgeChange(dutiesOn(effectiveOn, present, coming.map(comingOf)), wanted);
    const earlierHeld = coming.some(({ held }) => held);
    const opens = judged.opens !== null;
    return {
      ...{ fields: [...judged.fields], effectiveOn, opens: judged.opens },
      waitsInBatch: waitsInBatch(staffId, opens, await lateChanges(em, now), earlierHeld),
      review: await this.#review(em, { staffId, managerId: wanted.managerId, effectiveOn, today }, judged),
    };
  }

  async #review(
    em: EntityManager,
    wanted: {
      readonly staffId: string;
      readonly managerId: string | null | undefined;
      readonly effectiveOn: Day;
      readonly today: Day;
    },
    { opens: kind, fields }: JudgedChange,
  ): Promise<ForeseenReview | null> {
    const { staffId, managerId, effectiveOn, today } = wanted;
    if (!kind) return null;
    const grants = await grantsToExamine(em, { staffId, kind }, today);
    if (grants.length === 0) return null;
    const named = fields.includes('managerId') ? (managerId ?? null) : undefined;
    const { reviewerId, deputyIds } = await this.reviewers.of(em, staffId, named);
    const names = await this.staff.names([reviewerId, ...deputyIds]);
    const nameOf = (id: string) => names.get(id) ?? null;
    return {
      ...reviewDays(kind, today, effectiveOn),
      reviewerName: nameOf(reviewerId),
      deputyNames: deputyIds.map(nameOf).filter(name => name !== null),
      grants: grants.map(grantViewOf),
    };
  }
}
