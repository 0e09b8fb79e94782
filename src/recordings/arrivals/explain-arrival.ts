import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { CustodyOfRecording } from '../ingest/custody-of-recording.js';
import { lockWaiting } from '../quarantine/find-item.js';
import type { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import { removeItem } from '../quarantine/remove-item.js';
import { ArrivalGap } from './arrival-figures.entity.js';
import { Arrival } from './arrival.entity.js';
import type { NewExplanation } from './completeness.schemas.js';
import { endLine } from './end-line.js';

/**
 * Somebody says why something that should have come does not. The item that waits for its audio ends with that where the person may
 * sort it out; otherwise it waits for its day, or for whoever may.
 */
@Injectable()
export class ExplainArrival {
  constructor(
    private readonly database: Database,
    private readonly custody: CustodyOfRecording,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-missing`, `day-closed`; a refused attempt is on record as well */
  async execute(wanted: NewExplanation, requester: Requester, permissions: Permissions): Promise<void> {
    const draft = draftOf(wanted, requester);
    try {
      const item = await this.database.transaction(em => this.#explain(em, wanted, draft, permissions));
      // A crash here leaves a key whose unit has no row: whoever writes the certificate destroys it.
      if (item) await this.custody.end(item.id);
    } catch (error) {
      if (error instanceof DomainError) {
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      }
      throw error;
    }
  }

  /** Returns the item that waited for the audio, and waits no more. Items are locked before lines, as wherever audio is taken. */
  async #explain(
    em: EntityManager,
    wanted: NewExplanation,
    draft: EventDraft,
    permissions: Permissions,
  ): Promise<QuarantinedItem | null> {
    const { source, externalId } = wanted;
    const item = externalId === undefined ? null : await lockWaiting(em, { source, externalId }, permissions);
    if (item) await this.custody.lockOpen(em, [parseDay(item.dueOn)]);
    if (externalId === undefined) await this.#number(em, wanted);
    else await this.#line(em, { ...wanted, externalId });
    const object = item ? { object: { kind: 'quarantined-item', id: item.id } } : {};
    const eventId = await this.trail.record(em, { ...draft, ...object });
    if (item) await removeItem(em, item, eventId);
    return item;
  }

  async #line(em: EntityManager, line: NewExplanation & { readonly externalId: string }): Promise<void> {
    const { source, externalId, reason } = line;
    const known = await em.findOne(Arrival, { source, externalId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!known) throw notFound();
    if (known.outcome !== 'awaited') throw notMissing();
    await endLine(em, line, { outcome: 'explained', reason }, helsinkiDay(this.clock.now()));
  }

  async #number(em: EntityManager, { source, sequence = -1, reason }: NewExplanation): Promise<void> {
    const gap = await em.findOne(ArrivalGap, { source, sequence }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!gap) throw notFound();
    if (gap.closedAt) throw notMissing();
    gap.closedAt = this.clock.now();
    gap.reason = reason;
    await em.flush();
  }
}

/** What people write, and the id that the source gave, stand beside the log, encrypted. */
function draftOf(
  { source, externalId, sequence, reason, text }: NewExplanation,
  requester: Requester,
): EventDraft & { readonly facts: object } {
  const texts = { ...(externalId === undefined ? {} : { externalId }), ...(text === undefined ? {} : { text }) };
  return {
    action: 'arrival.explained',
    actor: actorOf(requester),
    facts: { source, explanation: reason, ...(sequence === undefined ? {} : { sequence }) },
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
}

function notMissing(): DomainError {
  return new DomainError('conflict', 'not-missing', 'This is not missing: it came, or somebody has explained it.');
}
