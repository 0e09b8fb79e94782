import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { EndingGrants } from './ending-grants.js';
import type { WaitingGroup } from './tasks.schemas.js';
import { WaitingKinds } from './waiting-kinds.js';
import { WaitingReviews } from './waiting-reviews.js';

/** Kinds of tasks that have a file of their own. */
@Injectable()
export class OtherTasks {
  constructor(
    readonly reviews: WaitingReviews,
    readonly endingGrants: EndingGrants,
    private readonly kinds: WaitingKinds,
    private readonly clock: Clock,
  ) {}

  /** What waits on the floors above. */
  groups(requester: Requester, permissions: Permissions): Promise<WaitingGroup[]> {
    return this.kinds.of({ ...permissions, requester, now: this.clock.now() });
  }
}
