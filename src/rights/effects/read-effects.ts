import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindCase } from '../case/find-case.js';
import { caseEvent } from '../case/journal.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { maySecond } from '../case/second-person.js';
import type { EffectResult } from './effect-detail.js';
import type { EffectView } from './effects.schemas.js';
import { Effect } from './effect.entity.js';
import { SealedEffects } from './sealed-effects.js';

/** Shows what is done for the rights of a case. */
@Injectable()
export class ReadEffects {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly sealed: SealedEffects,
    private readonly trail: AuditTrail,
  ) {}

  /** All of a case, oldest first; the event is committed before. @throws DomainError `not-found` */
  async list(caseId: string, requester: Requester, permissions: Permissions): Promise<EffectView[]> {
    const rightsCase = await this.readable(caseId, requester, permissions);
    const effects = await this.database.entities().find(Effect, { caseId: rightsCase.id }, { orderBy: { id: 'asc' } });
    return Promise.all(effects.map(effect => this.#view(effect, permissions, rightsCase)));
  }

  /** One, as the answer to what was just done with it. */
  async shown(caseId: string, id: string, permissions: Permissions): Promise<EffectView> {
    const em = this.database.entities();
    const rightsCase = await em.findOneOrFail(RightsCase, { id: caseId }, { refresh: true });
    return this.#view(await em.findOneOrFail(Effect, { id, caseId }, { refresh: true }), permissions, rightsCase);
  }

  /** A case for somebody who may read it, with the event. @throws DomainError `not-found`; the attempt is on record */
  async readable(id: string, requester: Requester, permissions: Permissions): Promise<RightsCase> {
    const action = 'rights-request.opened';
    const found = await this.cases.execute(id, 'read', action, requester, permissions);
    await this.trail.recordAlone(caseEvent(found, { action }, actorOf(requester)));
    return found;
  }

  async #view(effect: Effect, permissions: Permissions, rightsCase: RightsCase): Promise<EffectView> {
    const { kind, wanted, result } = await this.sealed.open(this.database.entities(), effect);
    const { id, state, recordingIds, preparedBy = null, preparedAt, confirmedBy = null, confirmedAt, doneAt } = effect;
    const mayConfirm = maySecond(rightsCase, preparedBy ?? '', permissions);
    return {
      ...{ id, kind, state, recordingIds, wanted: { ...wanted } },
      result: result ? shownResult(result) : null,
      ...{ preparedBy, preparedAt: preparedAt.toISOString() },
      ...{ confirmedBy, confirmedAt: confirmedAt?.toISOString() ?? null, doneAt: doneAt?.toISOString() ?? null },
      permitted: state === 'waiting' && mayConfirm ? ['confirm'] : [],
    };
  }
}

function shownResult({ recordingIds, notHeld = [], erasures = [], refusal }: EffectResult) {
  const days = erasures.flatMap(({ finalOn }) => (finalOn ? [finalOn] : [])).sort();
  return {
    recordingIds: [...recordingIds],
    notHeld: [...notHeld],
    erasures: [...erasures],
    finalOn: days.at(-1) ?? null,
    offered: erasures.some(({ outcome }) => outcome === 'held') ? ('restriction' as const) : null,
    refusal: refusal ?? null,
  };
}
