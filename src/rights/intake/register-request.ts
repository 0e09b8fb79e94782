import { Injectable } from '@nestjs/common';
import { actorOf, type Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Dossiers } from '../../recordings/index.js';
import { openUntil } from '../case/case-days.js';
import { Claim, type Right } from '../case/case-rows.entity.js';
import { CaseTexts, requestPlace } from '../case/case-texts.js';
import { Journal } from '../case/journal.js';
import { RightsCase, type RequestTexts } from '../case/rights-case.entity.js';
import { boardDays } from '../case/case-clock.js';
import type { NewRequest, RegisteredRequest } from './intake.schemas.js';

/** Anyone who is signed in says that a request was received; from that moment the clock runs (domain.md §3). */
@Injectable()
export class RegisterRequest {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly texts: CaseTexts,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `received-in-future`, `received-long-ago` */
  async execute(wanted: NewRequest, requester: Requester): Promise<RegisteredRequest> {
    const now = this.clock.now();
    checkReceipt(wanted.receivedAt, now);
    const [id, dueOn] = [newId(now), openUntil(helsinkiDay(now))];
    const key = await this.dossiers.begin(id, dueOn);
    // A crash here leaves a wrapped key, which reconciliation removes.
    try {
      const registered = await this.database.transaction(em =>
        this.#register(em, { id, dueOn, key }, wanted, actorOf(requester)),
      );
      return { id, number: registered.number, lastOn: registered.lastOn };
    } catch (error) {
      await this.dossiers.discard(id, error);
      throw error;
    }
  }

  async #register(
    em: EntityManager,
    { id, dueOn, key }: { readonly id: string; readonly dueOn: Day; readonly key: DataKey },
    wanted: NewRequest,
    actor: Actor,
  ): Promise<RightsCase> {
    const number = await nextNumber(em, this.clock.now());
    await this.dossiers.file(em, id, 'rights-case', number, dueOn);
    const { text, person, representative } = wanted;
    const request: RequestTexts = { text, person, ...(representative ? { representative } : {}) };
    const rightsCase = em.create(RightsCase, {
      ...this.#facts(id, number, wanted, actor),
      sealedRequest: this.texts.seal(key, requestPlace(id), request),
    });
    await em.persist(rightsCase).flush();
    for (const right of new Set(wanted.rights)) em.persist(claimOf(id, right, em, this.clock.now()));
    await em.flush();
    const { channel, language, receivedOn } = rightsCase;
    const facts = { channel, language, receivedOn, rights: [...new Set(wanted.rights)] };
    await this.journal.note(em, rightsCase, { action: 'rights-request.registered', facts, detail: request }, actor);
    return rightsCase;
  }

  #facts(id: string, number: string, { receivedAt, channel, language }: NewRequest, actor: Actor) {
    if (!actor.id) throw new TypeError('A person registers a request.');
    const receivedOn = helsinkiDay(receivedAt);
    return {
      ...{ id, number, kind: 'data-subject' as const, state: 'received' as const },
      ...{ receivedAt, receivedOn, channel, language },
      ...{ registeredBy: actor.id, registeredAt: this.clock.now() },
      ...boardDays({ receivedOn, stops: [], extendedOn: null }),
    };
  }
}

/** How long ago a request may have been received that is registered now: longer than that is a slip of the keyboard. */
const LONGEST_AGO_MS = 366 * 24 * 60 * 60 * 1000;

function checkReceipt(receivedAt: Date, now: Date): void {
  if (receivedAt > now) {
    throw new DomainError('unprocessable', 'received-in-future', 'A request was received before it is registered.');
  }
  if (now.getTime() - receivedAt.getTime() > LONGEST_AGO_MS) {
    throw new DomainError(
      'unprocessable',
      'received-long-ago',
      'A request that is registered now was received within a year.',
    );
  }
}

function claimOf(caseId: string, rightKind: Right, em: EntityManager, now: Date): Claim {
  return em.create(Claim, { id: newId(now), caseId, rightKind });
}

/** The year of registration and a number that never comes twice; gaps are attempts that failed. */
async function nextNumber(em: EntityManager, now: Date): Promise<string> {
  const [row] = await em.execute<{ next: string }[]>(`select nextval('rights_case_serial')::text as next`);
  if (!row) throw new TypeError('A sequence has a next number.');
  return `RR-${helsinkiDay(now).slice(0, 4)}-${row.next.padStart(4, '0')}`;
}
