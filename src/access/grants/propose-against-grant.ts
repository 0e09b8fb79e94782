import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { NewRevocationProposal, Proposed } from './grant-proposals.schemas.js';
import { ProposeRevocation } from './propose-revocation.js';

/** Somebody who sees that a grant is not needed says so to the administrators: an auditor revokes nothing themselves. */
@Injectable()
export class ProposeAgainstGrant {
  constructor(
    private readonly database: Database,
    private readonly proposeRevocation: ProposeRevocation,
  ) {}

  /** @throws DomainError `not-found` for a grant that is not there or is revoked */
  async execute(grantId: string, wanted: NewRevocationProposal, requester: Requester): Promise<Proposed> {
    const actor = actorOf(requester);
    const draft = { ...wanted, grantId };
    const proposalId = await this.database.transaction(em => this.proposeRevocation.execute(em, draft, actor));
    return { proposalId };
  }
}
