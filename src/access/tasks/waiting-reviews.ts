import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import type { Permissions } from '../access.js';
import { AccessReview } from '../reviews/access-review.entity.js';
import { reviewFacts } from '../reviews/review-facts.js';
import { reviewItemView } from '../reviews/review-view.js';
import type { ReviewTask } from './tasks.schemas.js';

/** Open reviews that wait for who asks: as the named reviewer or a deputy, and after the escalation as an administrator. */
@Injectable()
export class WaitingReviews {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  /** Those that act first before the others. */
  async list({ ability, today }: Permissions): Promise<AccessReview[]> {
    if (!ability.can('decide', 'AccessReview', 'keep')) return [];
    const order = { orderBy: { suspendOn: 'asc', id: 'asc' } } as const;
    const open = await this.database.entities().find(AccessReview, { closedAt: null }, order);
    return open.filter(review =>
      ability.can('decide', subject('AccessReview', { ...reviewFacts(review, today) }), 'keep'),
    );
  }

  async views(reviews: readonly AccessReview[], { today }: Permissions): Promise<ReviewTask[]> {
    const names = await this.staff.names(reviews.map(({ staffId }) => staffId));
    return reviews.map(review => {
      const { id, kind, staffId, staffName, suspendOn, suspended, escalated } = reviewItemView(review, names, today);
      return { id, kind, staffId, staffName, suspendOn, suspended, escalated };
    });
  }
}
