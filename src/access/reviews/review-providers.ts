import type { Provider, Type } from '@nestjs/common';
import { ActOnReviewDays } from './act-on-review-days.js';
import { CloseReviews } from './close-reviews.js';
import { DecideItem } from './decide-item.js';
import { DecideReview } from './decide-review.js';
import { HoldReview } from './hold-review.js';
import { NameReviewers } from './name-reviewers.js';
import { NarrowGrant } from './narrow-grant.js';
import { OpenRecertifications } from './open-recertifications.js';
import { OpenReview } from './open-review.js';
import { ReadReviews } from './read-reviews.js';
import { ReplayReviews } from './replay-reviews.js';
import { ReassignReview } from './reassign-review.js';
import { ReviewDaysJob } from './review-days.job.js';
import { ReviewsController } from './reviews.controller.js';
import { SuspendGrants } from './suspend-grants.js';
import { SuspendReview } from './suspend-review.js';

/** What the access module provides of reviews, and their routes. */
export const REVIEW_PROVIDERS: Provider[] = [
  ...[NameReviewers, OpenReview, SuspendReview, SuspendGrants, CloseReviews],
  ...[ActOnReviewDays, HoldReview, OpenRecertifications, ReviewDaysJob],
  ...[DecideReview, DecideItem, NarrowGrant, ReassignReview, ReadReviews, ReplayReviews],
];

export const REVIEW_CONTROLLERS: Type[] = [ReviewsController];
