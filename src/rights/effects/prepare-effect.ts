import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor, AuditAction } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { CarryOutEffect } from './carry-out-effect.js';
import { checkCaseOpen, checkEffect } from './check-effect.js';
import { needsSecondPerson, type WantedEffect } from './effect-detail.js';
import { notOfCase } from './effect-refusals.js';
import { Effect } from './effect.entity.js';
import { namedRecordings } from './recordings-in-facts.js';
import { SealedEffects } from './sealed-effects.js';

/** What is to be done, to which recordings of the case; `check` looks at what this kind alone depends on, with the case locked. */
export interface AskedEffect {
  readonly effect: WantedEffect;
  readonly recordingIds: readonly string[];
  readonly check?: (em: EntityManager, rightsCase: RightsCase) => Promise<void>;
}

/** What begins by itself, where it is still due; both are asked with the case locked. */
export interface DueEffect {
  readonly effect: WantedEffect;
  /** Of which recordings; none where it is not due any more. */
  readonly recordingIds: (em: EntityManager) => Promise<readonly string[]>;
  /** Notes that it has begun, in the same commit. */
  readonly begun?: (em: EntityManager, effectId: string) => Promise<void>;
}

const ACTION: AuditAction = 'rights-request.effect-prepared';

/** Somebody who handles a case has something done to its recordings: at once, or once a second person has confirmed it. */
@Injectable()
export class PrepareEffect {
  constructor(
    private readonly actOnCase: ActOnCase,
    private readonly carryOut: CarryOutEffect,
    private readonly sealed: SealedEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the effect's id. The intent is committed first; what it does follows in transactions of its own, and goes on by itself
   * after a crash (ADR 0015).
   * @throws DomainError `not-found`, `wrong-state` for a closed case unless it eases what lasts, `recording-not-of-case`, what `check-effect.ts` throws, and what the
   *   effect itself refuses with; the attempt is on record
   */
  async execute(caseId: string, asked: AskedEffect, requester: Requester, permissions: Permissions): Promise<string> {
    const wanted = { verb: 'handle', action: ACTION } as const;
    const act = async (em: EntityManager, rightsCase: RightsCase, actor: Actor) => {
      const effect = await this.#prepare(em, rightsCase, asked, actor);
      return { value: effect.id, ...noteOf(effect, asked) };
    };
    const id = await this.actOnCase.execute(caseId, wanted, act, requester, permissions);
    if (!needsSecondPerson(asked.effect.kind)) await this.carryOut.execute(id);
    return id;
  }

  /** What begins by itself: nobody is its second person. A crash after the commit leaves it begun, to be gone on with. */
  async byItself(caseId: string, due: DueEffect): Promise<void> {
    const begun: string[] = [];
    await this.actOnCase.ifStillDue(caseId, ACTION, async (em, rightsCase) => {
      const asked = { effect: due.effect, recordingIds: await due.recordingIds(em) };
      if (asked.recordingIds.length === 0) return null;
      const row = await this.#insert(em, rightsCase, asked, { state: 'begun', preparedBy: null });
      await due.begun?.(em, row.id);
      begun.push(row.id);
      return noteOf(row, asked);
    });
    for (const id of begun) await this.carryOut.execute(id);
  }

  async #prepare(em: EntityManager, rightsCase: RightsCase, asked: AskedEffect, actor: Actor): Promise<Effect> {
    checkCaseOpen(asked.effect.kind, rightsCase.state);
    checkEffect(asked.effect, await em.find(Claim, { caseId: rightsCase.id }), helsinkiDay(this.clock.now()));
    await mustBeOfCase(em, rightsCase.id, asked.recordingIds);
    await asked.check?.(em, rightsCase);
    const waits = needsSecondPerson(asked.effect.kind);
    return this.#insert(em, rightsCase, asked, { state: waits ? 'waiting' : 'begun', preparedBy: actor.id });
  }

  async #insert(
    em: EntityManager,
    { id: caseId }: RightsCase,
    { effect, recordingIds }: AskedEffect,
    { state, preparedBy }: { readonly state: 'waiting' | 'begun'; readonly preparedBy: string | null },
  ): Promise<Effect> {
    const preparedAt = this.clock.now();
    const [id, { kind }] = [newId(preparedAt), effect];
    const sealedDetail = await this.sealed.seal(em, { id, caseId }, effect);
    const by = { preparedBy, preparedAt, sealedDetail };
    const row = em.create(Effect, { id, caseId, kind, state, recordingIds: [...recordingIds], ...by });
    await em.persist(row).flush();
    return row;
  }
}

function noteOf({ id, kind, state }: Effect, { effect, recordingIds }: AskedEffect) {
  const facts = { effectId: id, effect: kind, state, ...namedRecordings(recordingIds) };
  return { facts, detail: { effect: kind, wanted: effect.wanted, recordingIds } };
}

/** Nothing happens to a recording that was not taken up: a candidate may be of somebody else. */
async function mustBeOfCase(em: EntityManager, caseId: string, recordingIds: readonly string[]): Promise<void> {
  const ids = [...new Set(recordingIds)];
  const known = await em.count(CaseRecording, { caseId, recordingId: { $in: ids }, state: 'included' });
  if (ids.length === 0 || known !== ids.length) throw notOfCase();
}
