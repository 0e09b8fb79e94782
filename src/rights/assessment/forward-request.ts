import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { wrongState } from '../case/case-state.js';
import type { Forwarded, NewForwarding } from './assessment.schemas.js';

/**
 * Puts on record that a customer was told of a request about data of its own register (GDPR art. 28(3)(e)). The request stays here as well:
 * its clock goes on.
 */
@Injectable()
export class ForwardRequest {
  constructor(
    private readonly acts: ActOnCase,
    private readonly clock: Clock,
  ) {}

  /** May be done again, for another customer. @throws DomainError `wrong-state` once the case is closed */
  execute(caseId: string, told: NewForwarding, requester: Requester, permissions: Permissions): Promise<Forwarded> {
    return this.acts.execute(
      caseId,
      { verb: 'handle', action: 'rights-request.forwarded' },
      (_, rightsCase) => {
        if (rightsCase.closedAt) throw wrongState(rightsCase.state, 'forwarded');
        const forwardedAt = this.clock.now();
        rightsCase.forwardedAt ??= forwardedAt;
        return Promise.resolve({ value: { forwardedAt: forwardedAt.toISOString() }, detail: told });
      },
      requester,
      permissions,
    );
  }
}
