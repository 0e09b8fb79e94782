import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { assertAnnounceable } from '../../kernel/announced-day.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { undertakingHash } from './undertaking-text.js';
import { UndertakingVersion } from './undertaking-version.entity.js';
import type { NewUndertaking } from './undertakings.schemas.js';

/** A new version of the confidentiality undertaking: everyone is asked again, and after its grace the old one counts no more. */
@Injectable()
export class PublishUndertaking {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A version is never changed afterwards.
   * @throws DomainError `undertaking-in-past`, `day-too-far-ahead`, `undertaking-exists` for a version or a first day that is taken
   */
  async execute(wanted: NewUndertaking, requester: Requester): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    if (wanted.inForceOn < today) throw inPast();
    assertAnnounceable(parseDay(wanted.inForceOn), today);
    try {
      await this.database.transaction(em => this.#publish(em, wanted, requester));
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw exists(error);
    }
  }

  async #publish(em: EntityManager, wanted: NewUndertaking, requester: Requester): Promise<void> {
    const { version, texts, inForceOn, graceDays } = wanted;
    const [hashFi, hashSv, hashEn] = [texts.fi, texts.sv, texts.en].map(undertakingHash) as [string, string, string]; // three in, three out
    const hashes = { hashFi, hashSv, hashEn };
    const said = { textFi: texts.fi, textSv: texts.sv, textEn: texts.en, ...hashes };
    const published = { publishedBy: requester.id, publishedAt: this.clock.now() };
    await em.insert(UndertakingVersion, { version, ...said, inForceOn, graceDays, ...published });
    await this.staff.bumpAllAccessEpochs(em);
    await this.trail.record(em, {
      action: 'undertaking.published',
      actor: actorOf(requester),
      object: { kind: 'undertaking', id: version },
      facts: { inForceOn, graceDays, ...hashes },
    });
  }
}

function inPast(): DomainError {
  return new DomainError('unprocessable', 'undertaking-in-past', 'A version comes into force today or later.');
}

function exists(cause: Error): DomainError {
  const sentence = 'There is a version of this name, or one that comes into force on this day.';
  return new DomainError('conflict', 'undertaking-exists', sentence, {}, { cause });
}
