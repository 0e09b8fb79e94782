import { createHash } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { AnnouncementText } from './announcement-text.entity.js';
import type { NewAnnouncementText } from './announcement-texts.schemas.js';

/** Says what an announcement says. Calls name the version that was heard: other words are another version. */
@Injectable()
export class SettleAnnouncementText {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `announcement-settled` where the version has its words in that language */
  async execute({ version, language, text }: NewAnnouncementText, requester: Requester): Promise<void> {
    const actor = actorOf(requester);
    if (!actor.id) throw new TypeError('A person says what an announcement says.');
    const row = { version, language, text, settledBy: actor.id, settledAt: this.clock.now() };
    const facts = { version, language, textSha256: createHash('sha256').update(text, 'utf8').digest('hex') };
    try {
      await this.database.transaction(async em => {
        await em.insert(AnnouncementText, row);
        await this.trail.record(em, {
          ...{ action: 'announcement-text.settled', actor, facts },
          object: { kind: 'announcement', id: version },
        });
      });
    } catch (error) {
      throw error instanceof UniqueConstraintViolationException ? settled(error) : error;
    }
  }
}

function settled(cause: unknown): DomainError {
  const sentence = 'That version has its words already, and calls name it: give other words another version.';
  return new DomainError('conflict', 'announcement-settled', sentence, {}, { cause });
}
