import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { RemoveExternalIdentities } from '../openid/remove-external-identities.js';
import { SecondFactor } from '../second-factor/second-factor.js';

/** Takes away what a person signs in with besides the password: passkeys, recovery codes, identities of other providers. */
@Injectable()
export class ForgetWaysIn {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly externalIdentities: RemoveExternalIdentities,
  ) {}

  /** All of it, in the caller's transaction, which holds the person's row. */
  async ofStaff(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    await this.secondFactor.forget(em, staffId, actor);
    await this.externalIdentities.ofStaff(em, staffId, actor);
  }
}
