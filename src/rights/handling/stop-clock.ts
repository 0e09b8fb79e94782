import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Actor } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { clockOf, stopOf } from '../case/case-clock.js';
import { Stop } from '../case/case-rows.entity.js';
import { checkMayGo } from '../case/case-state.js';
import { refreshClock } from '../case/refresh-clock.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { checkMayResume, checkMayStop, stopInFuture } from '../clock/may-stop.js';
import { HandleCase, type By, type Handled } from './handle-case.js';
import type { NewStop, StopEnd } from './handling.schemas.js';
import { checkOfDataSubject } from './of-data-subject.js';

/** Where a case waits while a stop lasts. */
const PENDING = { identity: 'identity-pending', clarification: 'clarification-pending' } as const;

/** Stops the clock of a request while the person is asked something, and lets it go on; both moments stay (GDPR art. 12(6)). */
@Injectable()
export class StopClock {
  constructor(
    private readonly handle: HandleCase,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `wrong-state`, `stop-runs`, `not-of-data-subject`, and as `checkMayStop` does */
  begin(caseId: string, wanted: NewStop, by: By): Promise<CaseItem> {
    return this.handle.execute(
      caseId,
      'rights-request.clock-stopped',
      (em, found, actor) => this.#begin(em, found, wanted, actor),
      by,
    );
  }

  /** @throws DomainError `not-found`, and as `checkMayResume` does */
  end(caseId: string, stopId: string, wanted: StopEnd, by: By): Promise<CaseItem> {
    return this.handle.execute(
      caseId,
      'rights-request.clock-resumed',
      (em, found, actor) => this.#end(em, found, stopId, wanted, actor),
      by,
    );
  }

  async #begin(
    em: EntityManager,
    rightsCase: RightsCase,
    { kind, stoppedAt, question }: NewStop,
    { id: stoppedBy }: Actor,
  ): Promise<Handled> {
    if (!stoppedBy) throw new TypeError('A person stops the clock.');
    checkOfDataSubject(rightsCase);
    const stops = await em.find(Stop, { caseId: rightsCase.id });
    if (stops.some(stop => stop.kind === kind && !stop.resumedOn)) throw runsAlready();
    checkMayGo(rightsCase.state, PENDING[kind]);
    const [now, stoppedOn] = [this.clock.now(), helsinkiDay(stoppedAt)];
    if (stoppedAt > now) throw stopInFuture();
    checkMayStop({ kind, stoppedOn }, clockOf(rightsCase, stops), helsinkiDay(now));
    const id = newId(now);
    em.persist(em.create(Stop, { id, caseId: rightsCase.id, kind, stoppedAt, stoppedOn, stoppedBy }));
    em.assign(rightsCase, { state: PENDING[kind] });
    await refreshClock(em, rightsCase);
    return { facts: { stopId: id, kind, stoppedOn }, detail: { kind, question } };
  }

  async #end(
    em: EntityManager,
    rightsCase: RightsCase,
    stopId: string,
    { resumedAt, answer }: StopEnd,
    { id: resumedBy }: Actor,
  ): Promise<Handled> {
    const stops = await em.find(Stop, { caseId: rightsCase.id });
    const stop = stops.find(({ id }) => id === stopId);
    if (!stop || !resumedBy) throw notFound();
    const [now, resumedOn] = [this.clock.now(), helsinkiDay(resumedAt)];
    checkMayResume(stopOf(stop), resumedOn, helsinkiDay(now));
    if (resumedAt > now) throw stopInFuture();
    em.assign(stop, { resumedAt, resumedOn, resumedBy });
    em.assign(rightsCase, { state: stateAfter(rightsCase, stops) });
    await refreshClock(em, rightsCase);
    const { kind } = stop;
    return { facts: { stopId, kind, resumedOn, lastOn: rightsCase.lastOn }, detail: { kind, answer } };
  }
}

/** A case that waits goes on to be searched for, or waits for the other thing that was asked. */
function stateAfter({ state }: RightsCase, stops: readonly Stop[]): RightsCase['state'] {
  if (!isPending(state)) return state;
  const running = stops.find(({ resumedOn }) => !resumedOn);
  return running ? PENDING[running.kind] : 'searching';
}

function isPending(state: RightsCase['state']): boolean {
  return Object.values<string>(PENDING).includes(state);
}

function runsAlready(): DomainError {
  return new DomainError('conflict', 'stop-runs', 'The clock stands still for this already.');
}
