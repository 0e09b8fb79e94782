import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { CaseHolds, type StandingHold } from '../../retention/index.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import { failureNames } from '../../kernel/failure-names.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { isNews, NoteKept, type KeptNow } from './note-kept.js';
import { isProtected } from './protected-case.js';
import { holdStep, type HoldStep } from './wanted-hold.js';

/** How many recordings of a case are held or let go while somebody waits; the next look goes on. */
const MOST_AT_ONCE = 200;

/** In the words of whoever looks at the hold. */
const NECESSITY = 'Rekisteröidyn pyyntö on käsiteltävänä.';
const RELEASED = 'Puhelutallenne ei kuulu pyyntöön.';

interface Planned {
  readonly row: CaseRecording;
  readonly standing: StandingHold | null;
  readonly step: HoldStep;
}

/** Keeps what may be of the person of an open case, and lets go what was released from it. */
@Injectable()
export class KeepCandidates {
  readonly #logger = new Logger(KeepCandidates.name);

  constructor(
    private readonly database: Database,
    private readonly holds: CaseHolds,
    private readonly noteKept: NoteKept,
    private readonly clock: Clock,
  ) {}

  /** After an act that is committed and must not fail for this any more: what is left is taken up by the next look. */
  async soon(caseId: string, actor: Actor): Promise<void> {
    try {
      await this.execute(caseId, actor, MOST_AT_ONCE);
    } catch (error) {
      this.#logger.warn(`couldn't keep every recording of a case (${failureNames(error)}); it is tried again`);
    }
  }

  /**
   * Each hold is a transaction of its own; then the case is told. A crash between the two leaves a hold that names the case, which the
   * next look finds as it stands. What cannot be held is noted, and not tried again.
   * @throws AggregateError of what failed otherwise; the rest is done and noted
   */
  async execute(caseId: string, actor: Actor, most = Infinity): Promise<void> {
    const em = this.database.entities();
    const rightsCase = await em.findOne(RightsCase, { id: caseId });
    if (!rightsCase || rightsCase.closedAt) return;
    const planned = await this.#plan(em, rightsCase);
    const kept: KeptNow[] = [];
    const failures: unknown[] = [];
    for (const { row, standing, step } of planned.slice(0, most)) {
      try {
        kept.push(await this.#take(step, row.recordingId, standing, { reference: rightsCase.number, actor }));
      } catch (error) {
        failures.push(error);
      }
    }
    // A case that was closed and is open again has holds that go on.
    if (kept.length > 0 || rightsCase.holdsEndOn) await this.noteKept.execute(caseId, kept, null, actor);
    if (failures.length > 0) throw new AggregateError(failures, "couldn't keep every recording of a case");
  }

  /** What there is to do, and what was done without the case knowing of it; what falls due first comes first. */
  async #plan(em: EntityManager, { id: caseId, number }: RightsCase): Promise<Planned[]> {
    const claims = await em.find(Claim, { caseId });
    const rows = await em.find(CaseRecording, { caseId }, { orderBy: { callOn: 'asc', recordingId: 'asc' } });
    const byId = new Map((await this.holds.standing(number)).map(hold => [hold.recordingId, hold]));
    const [today, keeps] = [helsinkiDay(this.clock.now()), isProtected(claims.map(({ rightKind }) => rightKind))];
    return rows
      .map(row => {
        const standing = isForgotten(row) ? null : (byId.get(row.recordingId) ?? null);
        return { row, standing, step: holdStep(needOf(row, standing, keeps), today) };
      })
      .filter(({ row, standing, step }) => step.do !== 'nothing' || isNews(row, asItStands(row, standing)));
  }

  async #take(
    step: HoldStep,
    recordingId: string,
    standing: StandingHold | null,
    { reference, actor }: { readonly reference: string; readonly actor: Actor },
  ): Promise<KeptNow> {
    if (step.do === 'nothing') return { recordingId, hold: standing };
    if (step.do === 'end') {
      await this.holds.endFor({ reference, recordingId }, RELEASED, helsinkiDay(this.clock.now()), actor);
      return { recordingId, hold: null };
    }
    const wanted = { reference, until: step.until, necessity: NECESSITY };
    try {
      const hold = await this.holds[step.do](recordingId, wanted, actor);
      return { recordingId, hold };
    } catch (error) {
      if (!isFinal(error)) throw error;
      return { recordingId, hold: null, refusal: error.code };
    }
  }
}

/** Released and let go: what may hold it in the same case is not for this. */
function isForgotten({ state, holdId }: CaseRecording): boolean {
  return state === 'released' && !holdId;
}

function needOf(row: CaseRecording, standing: StandingHold | null, isProtectedCase: boolean) {
  return {
    isProtected: isProtectedCase,
    isReleased: row.state === 'released',
    isRefused: Boolean(row.holdRefusal),
    heldUntil: standing?.untilOn ?? null,
  };
}

function asItStands({ recordingId, holdRefusal }: CaseRecording, hold: StandingHold | null): KeptNow {
  return { recordingId, hold, ...(holdRefusal && !hold ? { refusal: holdRefusal } : {}) };
}

/** Limits, or a last day that is over: trying again changes nothing. */
function isFinal(error: unknown): error is DomainError {
  return error instanceof DomainError && ['not-found', 'gone', 'unprocessable'].includes(error.kind);
}
