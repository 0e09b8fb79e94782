import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Processor } from './processor.entity.js';
import { subProcessorFacts } from './replay-processors.js';
import type { NewProcessor, ProcessorChange } from './processors.schemas.js';

/** Enters a processor, changes what is known of it, or ends it: each time a version and an event that tells all of it. */
@Injectable()
export class ChangeProcessor {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Returns the id of the new processor. */
  async enter(wanted: NewProcessor, requester: Requester): Promise<string> {
    const id = newId(this.clock.now());
    await this.database.transaction(em => this.#write(em, id, 1, { ...wanted, ended: false }, requester));
    return id;
  }

  /** @throws DomainError `not-found`, `processor-changed` where somebody else changed it at the same time */
  async change(id: string, wanted: ProcessorChange, requester: Requester): Promise<void> {
    try {
      await this.database.transaction(async em => {
        const [newest] = await em.find(Processor, { id }, { orderBy: { version: 'desc' }, limit: 1 });
        if (!newest) throw notFound();
        await this.#write(em, id, newest.version + 1, wanted, requester);
      });
    } catch (error) {
      throw error instanceof UniqueConstraintViolationException ? changedMeanwhile(error) : error;
    }
  }

  async #write(em: EntityManager, id: string, version: number, wanted: ProcessorChange, requester: Requester) {
    const actor = actorOf(requester);
    if (!actor.id) throw new TypeError('A person changes processors.');
    await em.insert(Processor, { id, version, ...wanted, changedBy: actor.id, changedAt: this.clock.now() });
    const { subProcessors, ...facts } = wanted;
    await this.trail.record(em, {
      ...{ action: 'processor.changed', actor, object: { kind: 'processor', id } },
      facts: { version, ...facts, subProcessors: subProcessorFacts(subProcessors) },
    });
  }
}

function changedMeanwhile(cause: unknown): DomainError {
  const sentence = 'Somebody else has changed this processor meanwhile: look at it again.';
  return new DomainError('conflict', 'processor-changed', sentence, {}, { cause });
}
