import { Injectable } from '@nestjs/common';
import { CountLateReviews, type Permissions } from '../../access/index.js';
import { ReadBrake } from '../brake/read-brake.js';
import { CountDeletions } from './count-deletions.js';
import { CountHolds } from './count-holds.js';
import { CountListening } from './count-listening.js';
import { spanOf } from './statement-span.js';
import type { Statement } from './statements.schemas.js';

/** What a month came to: deleted, held, listened to, and what went wrong. */
@Injectable()
export class MakeStatement {
  constructor(
    private readonly deletions: CountDeletions,
    private readonly holds: CountHolds,
    private readonly listening: CountListening,
    private readonly reviews: CountLateReviews,
    private readonly brakes: ReadBrake,
  ) {}

  /** @throws DomainError `month-to-come` */
  async execute(month: string, now: Date, { ability }: Permissions): Promise<Statement> {
    const span = spanOf(month, now);
    const { from, to, isOver } = span;
    return {
      ...{ month, from, to, madeAt: now.toISOString(), isOver },
      deleted: await this.deletions.deleted(span),
      held: await this.holds.execute(span),
      listening: await this.listening.execute(span, ability),
      lateReviews: await this.reviews.between(from, to),
      brakes: await this.brakes.raisedWithin(span.begins, span.ends),
      incidents: await this.deletions.incidents(span),
    };
  }
}
