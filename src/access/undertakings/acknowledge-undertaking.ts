import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { acknowledgeable } from './bound-through.js';
import { UndertakingAcknowledgement } from './undertaking.entity.js';
import { hashIn } from './undertaking-text.js';
import { UndertakingVersion } from './undertaking-version.entity.js';
import { daysOf } from './undertaking-days.js';
import type { Acknowledgement } from './undertakings.schemas.js';

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
   * The version in force, or one to come. Acknowledging twice changes nothing.
   * @throws DomainError `undertaking-changed` for another version, or another text than the one that is kept
   */
  async execute(given: Acknowledgement, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const textHash = await this.#hashOf(em, given, helsinkiDay(this.clock.now()));
      // Holds the person's row too, so that of two at once the second sees the first.
      await this.staff.bumpAccessEpoch(em, requester.id);
      const key = { staffId: requester.id, version: given.version };
      if (await em.findOne(UndertakingAcknowledgement, key)) return;
      const { language } = given;
      await em.insert(UndertakingAcknowledgement, { ...key, language, textHash, acknowledgedAt: this.clock.now() });
      await this.trail.record(em, acknowledged(actorOf(requester), given, textHash));
    });
  }

  async #hashOf(em: EntityManager, { version, language, textHash }: Acknowledgement, today: Day): Promise<string> {
    const versions = await em.find(UndertakingVersion, {});
    const open = acknowledgeable(versions.map(daysOf), today);
    const wanted = versions.find(known => known.version === version);
    if (!wanted || !open.some(known => known.version === version)) throw changed();
    const kept = hashIn(language, wanted);
    if (textHash !== undefined && textHash !== kept) throw changed();
    return kept;
  }
}

function acknowledged(actor: Actor, { version, language }: Acknowledgement, textHash: string) {
  const object = { kind: 'undertaking', id: version };
  return { action: 'undertaking.acknowledged', actor, object, facts: { language, textHash } } as const;
}

function changed(): DomainError {
  return new DomainError('conflict', 'undertaking-changed', 'The undertaking has changed; read the new text first.');
}
