import { Injectable } from '@nestjs/common';
import { EndingGrants } from './ending-grants.js';
import { WaitingReviews } from './waiting-reviews.js';

/** Kinds of tasks that have a file of their own. */
@Injectable()
export class OtherTasks {
  constructor(
    readonly reviews: WaitingReviews,
    readonly endingGrants: EndingGrants,
  ) {}
}
