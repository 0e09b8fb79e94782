import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Dossiers } from '../../recordings/index.js';
import { openUntil } from './case-days.js';
import type { Right } from './rights.js';
import { CaseTexts, requestPlace } from './case-texts.js';
import { Journal } from './journal.js';
import { newClaim } from './new-claim.js';
import { RightsCase, type RequestTexts } from './rights-case.entity.js';

/** What a case begins with. */
export interface CaseBeginning
  extends
    Pick<RightsCase, 'kind' | 'state' | 'receivedAt' | 'channel' | 'language' | 'lastOn' | 'lastOnWithoutStops'>,
    Partial<Pick<RightsCase, 'officerId' | 'stopped'>> {
  readonly request: RequestTexts;
  readonly rights: readonly Right[];
}

/** Opens a case: its dossier with a key, its row, its claims, and the first entry of its journal. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly texts: CaseTexts,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async execute(beginning: CaseBeginning, actor: Actor): Promise<RightsCase> {
    const now = this.clock.now();
    const [id, dueOn] = [newId(now), openUntil(helsinkiDay(now))];
    const key = await this.dossiers.begin(id, dueOn);
    // A crash here leaves a wrapped key, which reconciliation removes.
    try {
      return await this.database.transaction(em => this.#open(em, { id, dueOn, key }, beginning, actor));
    } catch (error) {
      await this.dossiers.discard(id, error);
      throw error;
    }
  }

  async #open(
    em: EntityManager,
    { id, dueOn, key }: { readonly id: string; readonly dueOn: Day; readonly key: DataKey },
    { request, rights, ...facts }: CaseBeginning,
    actor: Actor,
  ): Promise<RightsCase> {
    if (!actor.id) throw new TypeError('A person registers a request.');
    const now = this.clock.now();
    const number = await nextNumber(em, now);
    await this.dossiers.file(em, id, 'rights-case', number, dueOn);
    const { channel, language, receivedAt } = facts;
    const receivedOn = helsinkiDay(receivedAt);
    const rightsCase = em.create(RightsCase, {
      ...{ id, number, ...facts, receivedOn, registeredBy: actor.id, registeredAt: now },
      sealedRequest: this.texts.seal(key, requestPlace(id), request),
    });
    await em.persist(rightsCase).flush();
    for (const right of new Set(rights)) em.persist(newClaim(em, id, right, now));
    await em.flush();
    const said = { kind: facts.kind, channel, language, receivedOn, rights: [...new Set(rights)] };
    await this.journal.note(
      em,
      rightsCase,
      { action: 'rights-request.registered', facts: said, detail: request },
      actor,
    );
    return rightsCase;
  }
}

/** The year of registration and a number that never comes twice; gaps are attempts that failed. */
async function nextNumber(em: EntityManager, now: Date): Promise<string> {
  const [row] = await em.execute<{ next: string }[]>(`select nextval('rights_case_serial')::text as next`);
  if (!row) throw new TypeError('A sequence has a next number.');
  return `RR-${helsinkiDay(now).slice(0, 4)}-${row.next.padStart(4, '0')}`;
}
