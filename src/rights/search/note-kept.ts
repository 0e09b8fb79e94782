import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import type { StandingHold } from '../../retention/index.js';
import { ActOnCase, type DueAct } from '../case/act-on-case.js';
import { CaseRecording } from '../case/case-rows.entity.js';

/** How a recording of a case is kept from now on: by a hold, by none, or by none because it could not be held. */
export interface KeptNow {
  readonly recordingId: string;
  readonly hold: Pick<StandingHold, 'id' | 'untilOn'> | null;
  /** A code. */
  readonly refusal?: string;
}

/** Whether the row does not say so yet. */
export function isNews({ holdId, heldUntilOn, holdRefusal }: CaseRecording, { hold, refusal }: KeptNow): boolean {
  const said = [holdId ?? null, heldUntilOn ?? null, holdRefusal ?? null];
  const now = [hold?.id ?? null, hold?.untilOn ?? null, refusal ?? null];
  return said.some((value, place) => value !== now[place]);
}

/** Writes into a case what became of the holds of its recordings, after they were placed or ended. */
@Injectable()
export class NoteKept {
  constructor(private readonly acts: ActOnCase) {}

  /**
   * Another instance may have looked at the same time, done the same and said so: what the case says already is not said again.
   * @param holdsEndOn of a closed case whose holds know their last day: that day; null of an open one
   */
  async execute(caseId: string, kept: readonly KeptNow[], holdsEndOn: Day | null, actor: Actor): Promise<void> {
    const act: DueAct = async (em, rightsCase) => {
      const byId = new Map(kept.map(one => [one.recordingId, one]));
      const rows = await em.find(CaseRecording, { caseId, recordingId: { $in: [...byId.keys()] } }, { refresh: true });
      const news = rows.flatMap(row => noted(row, byId.get(row.recordingId)));
      if (news.length === 0 && (rightsCase.holdsEndOn ?? null) === holdsEndOn) return null;
      rightsCase.holdsEndOn = holdsEndOn;
      const { held, letGo, notHeld } = toldOf(news);
      const facts = { held: held.length, letGo: letGo.length, notHeld: notHeld.length, holdsEndOn };
      return { facts, detail: { held, letGo, notHeld, holdsEndOn } };
    };
    await this.acts.ifStillDue(caseId, 'rights-request.recordings-kept', act, actor);
  }
}

/** Has the row say so, where it doesn't yet. */
function noted(row: CaseRecording, kept: KeptNow | undefined): KeptNow[] {
  if (!kept || !isNews(row, kept)) return [];
  row.holdId = kept.hold?.id ?? null;
  row.heldUntilOn = kept.hold?.untilOn ?? null;
  row.holdRefusal = kept.refusal ?? null;
  return [kept];
}

function toldOf(kept: readonly KeptNow[]) {
  const without = kept.filter(({ hold }) => hold === null);
  return {
    held: kept.flatMap(({ recordingId, hold }) => (hold ? [{ recordingId, until: hold.untilOn }] : [])),
    letGo: without.filter(({ refusal }) => refusal === undefined).map(({ recordingId }) => recordingId),
    notHeld: without.flatMap(({ recordingId, refusal }) => (refusal === undefined ? [] : [{ recordingId, refusal }])),
  };
}
