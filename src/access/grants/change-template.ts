import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { checkPurposes } from './grant-checks.js';
import { GrantTemplate } from './grant-template.entity.js';
import type { NewTemplate } from './grant-templates.schemas.js';

type Change = 'created' | 'changed' | 'removed';

/** Administrators keep the templates of usual posts; who has a grant already keeps it as it is. */
@Injectable()
export class ChangeTemplate {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws DomainError `purpose-not-of-role`, `grant-too-long`, `template-exists` */
  async create(wanted: NewTemplate, requester: Requester): Promise<GrantTemplate> {
    this.#check(wanted);
    return this.#unique(async em => {
      const id = newId(this.clock.now());
      const template = em.create(GrantTemplate, { id, ...this.#row(wanted, requester) });
      em.persist(template);
      await em.flush();
      await this.trail.record(em, templateChanged(template, 'created', requester));
      return template;
    });
  }

  /** @throws DomainError `not-found`, `purpose-not-of-role`, `grant-too-long`, `template-exists` */
  async replace(id: string, wanted: NewTemplate, requester: Requester): Promise<GrantTemplate> {
    this.#check(wanted);
    return this.#unique(async em => {
      const template = await locked(em, id);
      em.assign(template, this.#row(wanted, requester));
      await em.flush();
      await this.trail.record(em, templateChanged(template, 'changed', requester));
      return template;
    });
  }

  /** @throws DomainError `not-found` */
  async remove(id: string, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const template = await locked(em, id);
      await this.trail.record(em, templateChanged(template, 'removed', requester));
      em.remove(template);
    });
  }

  #check(wanted: NewTemplate): void {
    checkPurposes(wanted);
    const months = this.config.grantMonths;
    if (wanted.validMonths <= months) return;
    throw new DomainError('unprocessable', 'grant-too-long', 'A grant does not last for so long.', { months });
  }

  async #unique(work: (em: EntityManager) => Promise<GrantTemplate>): Promise<GrantTemplate> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new DomainError('conflict', 'template-exists', 'There is a template of this name.', {}, { cause: error });
    }
  }

  #row({ queues, units, ...same }: NewTemplate, { id: changedBy }: Requester) {
    const all = { allQueues: queues === 'all', allUnits: units === 'all' };
    const named = { queues: queues === 'all' ? [] : queues, units: units === 'all' ? [] : units };
    return { ...same, ...all, ...named, changedAt: this.clock.now(), changedBy };
  }
}

async function locked(em: EntityManager, id: string): Promise<GrantTemplate> {
  const template = await em.findOne(GrantTemplate, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!template) throw notFound();
  return template;
}

function templateChanged(template: GrantTemplate, change: Change, requester: Requester): EventDraft {
  const { id, role, purposes, validMonths, ownCallsOnly } = template;
  const queues = template.allQueues ? 'all' : template.queues;
  const units = template.allUnits ? 'all' : template.units;
  return {
    action: 'grant-template.changed',
    actor: actorOf(requester),
    object: { kind: 'grant-template', id },
    facts: { change, role, purposes, queues, units, ownCallsOnly, validMonths },
  };
}
