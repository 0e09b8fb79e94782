import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { checkMayGo } from '../case/case-state.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { recipientUnknown } from './effect-refusals.js';
import { RecipientNotice } from './effect.entity.js';
import type { NewNotice } from './effects.schemas.js';
import { FindRecipients, type FoundRecipient } from './find-recipients.js';

/** Notes whom of the recipients was told of a rectification, an erasure or a restriction (GDPR art. 19), and when all of them were. */
@Injectable()
export class Recipients {
  constructor(
    private readonly find: FindRecipients,
    private readonly actOnCase: ActOnCase,
    private readonly clock: Clock,
  ) {}

  /** An answered case goes on once each recipient has been told. @throws DomainError `recipient-unknown`, `sent-in-future` */
  async note(caseId: string, notice: NewNotice, requester: Requester, permissions: Permissions): Promise<void> {
    const wanted = { verb: 'handle', action: 'rights-request.recipients-notified' } as const;
    const act = async (em: EntityManager, rightsCase: RightsCase, actor: Actor) => {
      if (notice.sentOn > helsinkiDay(this.clock.now())) throw sentInFuture();
      const found = await this.find.of(em, caseId);
      if (!found.some(one => isOf(one, notice.recipient))) throw recipientUnknown();
      this.#keep(em, caseId, notice, actor);
      const complete = await this.#goOn(em, rightsCase);
      const { kind, id } = notice.recipient;
      const facts = { recipientKind: kind, recipientId: id, channel: notice.channel, sentOn: notice.sentOn, complete };
      return { value: undefined, facts, detail: notice };
    };
    await this.actOnCase.execute(caseId, wanted, act, requester, permissions);
  }

  /** An answered case of which nothing went to anybody, or each was told. @throws DomainError `wrong-state`, `recipients-waiting` */
  async complete(caseId: string, requester: Requester, permissions: Permissions): Promise<void> {
    const wanted = { verb: 'handle', action: 'rights-request.recipients-notified' } as const;
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkMayGo(rightsCase.state, 'recipients-notified');
      if (!(await this.#goOn(em, rightsCase))) throw recipientsWait();
      return { value: undefined, facts: { complete: true } };
    };
    await this.actOnCase.execute(caseId, wanted, act, requester, permissions);
  }

  /** Within an act on the case: an answered one goes on where each recipient has been told. Returns whether each has. */
  async #goOn(em: EntityManager, rightsCase: RightsCase): Promise<boolean> {
    await em.flush();
    const complete = (await this.find.of(em, rightsCase.id)).every(({ notice }) => notice !== null);
    if (complete && rightsCase.state === 'answered') rightsCase.state = 'recipients-notified';
    return complete;
  }

  #keep(em: EntityManager, caseId: string, notice: NewNotice, actor: Actor): void {
    if (!actor.id) throw new TypeError('A person tells a recipient.');
    const notedAt = this.clock.now();
    const { channel, sentOn, recipient } = notice;
    const said = { channel, sentOn: sentOn as Day, notedBy: actor.id, notedAt }; // a day by its schema
    const of = { caseId, recipientKind: recipient.kind, recipientId: recipient.id };
    em.persist(em.create(RecipientNotice, { id: newId(notedAt), ...of, ...said }));
  }
}

function isOf({ kind, id }: FoundRecipient, recipient: NewNotice['recipient']): boolean {
  return kind === recipient.kind && id === recipient.id;
}

function sentInFuture(): DomainError {
  return new DomainError('unprocessable', 'sent-in-future', 'A notice that is noted was sent today or earlier.');
}

function recipientsWait(): DomainError {
  return new DomainError('conflict', 'recipients-waiting', 'A recipient of this case has not been told yet.');
}
