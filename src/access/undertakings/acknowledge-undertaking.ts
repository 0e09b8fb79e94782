import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Acknowledgement } from '../access.schemas.js';
import { UndertakingAcknowledgement } from './undertaking.entity.js';
import { UNDERTAKING_IN_FORCE, undertakingHash } from './undertaking-text.js';

/** A signed-in person acknowledges the confidentiality undertaking for themselves (privacy notice §14). */
@Injectable()
export class AcknowledgeUndertaking {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Acknowledging twice changes nothing.
   * @throws DomainError `undertaking-changed` when `version` is not the one in force
   */
  async execute(given: Acknowledgement, requester: Requester): Promise<void> {
    if (given.version !== UNDERTAKING_IN_FORCE.version) throw changed();
    await this.database.transaction(async em => {
      const key = { staffId: requester.id, version: given.version };
      if (await em.findOne(UndertakingAcknowledgement, key)) return;
      const textHash = undertakingHash(given.language);
      await em.insert(UndertakingAcknowledgement, { ...key, ...this.#rest(given, textHash) });
      await this.staff.bumpAccessEpoch(em, requester.id);
      await this.trail.record(em, acknowledged(actorOf(requester), given, textHash));
    });
  }

  #rest({ language }: Acknowledgement, textHash: string) {
    return { language, textHash, acknowledgedAt: this.clock.now() };
  }
}

function acknowledged(actor: Actor, { version, language }: Acknowledgement, textHash: string) {
  const object = { kind: 'undertaking', id: version };
  return { action: 'undertaking.acknowledged', actor, object, facts: { language, textHash } } as const;
}

function changed(): DomainError {
  return new DomainError('conflict', 'undertaking-changed', 'The undertaking has changed; read the new text first.');
}
