import { Injectable } from '@nestjs/common';
import {
  CheckEnrolment,
  CompleteEnrolment,
  type EnrolledView,
  type EnrolmentCompletion,
} from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { OpenReview } from '../reviews/open-review.js';

/**
 * A person sets a password of their own with the link of one and the code of another. After a recovery somebody looks at
 * what the person may hear before they hear again (design §5).
 */
@Injectable()
export class CompleteEnrolmentOfPerson {
  constructor(
    private readonly database: Database,
    private readonly checkEnrolment: CheckEnrolment,
    private readonly completeEnrolment: CompleteEnrolment,
    private readonly openReview: OpenReview,
  ) {}

  /**
   * Password, ended sessions and suspended grants in one transaction: a crash leaves the link as it was.
   * @throws DomainError `enrolment-refused`, `enrolment-unconfirmed`, `wrong-enrolment-code` with `triesLeft`,
   * `password-refused` with `fault`, `sign-in-throttled`
   */
  async execute(completion: EnrolmentCompletion, address: string): Promise<EnrolledView> {
    const checked = await this.checkEnrolment.execute(completion, address);
    const username = await this.database.transaction(async em => {
      const completed = await this.completeEnrolment.execute(em, checked, address);
      const { kind, staffId, actor } = completed;
      if (kind === 'recovery') await this.openReview.execute(em, { staffId, kind, actor });
      return completed.username;
    });
    return { username };
  }
}
