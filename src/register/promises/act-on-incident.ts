import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { notOneself } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ChooseOwner } from './choose-owner.js';
import type { IncidentAnswer, IncidentOutcomeWanted, NewOwner } from './promises.schemas.js';
import { PromiseCheck } from './promise-check.entity.js';
import { PromiseIncident } from './promise-incident.entity.js';

/** Who acts, and what they may do. */
export interface Acting extends Permissions {
  readonly requester: Requester;
}

/** What people do with an incident: its owner says what was done, it is handed over, and somebody else settles it. */
@Injectable()
export class ActOnIncident {
  constructor(
    private readonly database: Database,
    private readonly owners: ChooseOwner,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Again, as long as it is not settled: the last answer counts. @throws DomainError `not-found`, `not-owner`, `incident-settled` */
  async answer(id: string, { text }: IncidentAnswer, acting: Acting): Promise<void> {
    const draft = draftOf('promise-incident.answered', id, acting);
    await this.#act(id, draft, async (em, incident) => {
      if (!acting.ability.can('answer', subject('PromiseIncident', { ownerId: incident.ownerId }))) throw notOwner();
      const { promise, ownerId } = incident;
      incident.answerEventId = await this.trail.record(em, {
        ...draft,
        ...{ concernsStaffId: ownerId, facts: { promise }, texts: { text } },
      });
      incident.answeredAt = this.clock.now();
    });
  }

  /** What the owner before has answered stays. @throws DomainError `not-found`, `owner-unfit`, `incident-settled` */
  async handOver(id: string, { ownerId, reason }: NewOwner, acting: Acting): Promise<void> {
    const draft = draftOf('promise-incident.handed-over', id, acting);
    await this.#act(id, draft, async (em, incident) => {
      if (!(await this.owners.isOne(ownerId))) throw ownerUnfit();
      const facts = { promise: incident.promise, from: incident.ownerId };
      await this.trail.record(em, { ...draft, concernsStaffId: ownerId, facts, texts: { reason } });
      incident.ownerId = ownerId;
    });
  }

  /**
   * For good: how much does not hold then is kept, so that what is settled is not opened again.
   * @throws DomainError `not-found`, `not-oneself`, `incident-settled`
   */
  async settle(id: string, { outcome, text }: IncidentOutcomeWanted, acting: Acting): Promise<void> {
    const draft = draftOf('promise-incident.settled', id, acting);
    await this.#act(id, draft, async (em, incident) => {
      const { promise, ownerId } = incident;
      if (!acting.ability.can('settle', subject('PromiseIncident', { ownerId }))) throw notOneself();
      const check = await em.findOne(PromiseCheck, { promise });
      const facts = { promise, outcome, standing: check?.standing ?? null, broken: check?.broken ?? null };
      const event = { ...draft, concernsStaffId: ownerId, facts, texts: { text } };
      incident.outcomeEventId = await this.trail.record(em, event);
      incident.broken = check?.broken ?? incident.broken;
      incident.outcome = outcome;
      incident.settledAt = this.clock.now();
      incident.settledBy = acting.requester.id;
    });
  }

  /** A refused attempt is on record with its reason. */
  async #act(
    id: string,
    draft: EventDraft,
    act: (em: EntityManager, incident: PromiseIncident) => Promise<void>,
  ): Promise<void> {
    try {
      await this.database.transaction(async em => {
        const incident = await em.findOne(PromiseIncident, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!incident) throw notFound();
        if (incident.settledAt) throw incidentSettled();
        await act(em, incident);
        await em.flush();
      });
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }
}

type IncidentAction = 'promise-incident.answered' | 'promise-incident.handed-over' | 'promise-incident.settled';

function draftOf(action: IncidentAction, id: string, { requester }: Acting) {
  return { action, actor: actorOf(requester), object: { kind: 'promise-incident', id } } as const;
}

function incidentSettled(): DomainError {
  return new DomainError('conflict', 'incident-settled', 'This incident is settled already.');
}

function notOwner(): DomainError {
  return new DomainError('forbidden', 'not-owner', 'Only who answers for this says what was done about it.');
}

export function ownerUnfit(): DomainError {
  const sentence = 'Only a person at work who administers or answers requests can answer for this.';
  return new DomainError('unprocessable', 'owner-unfit', sentence);
}
