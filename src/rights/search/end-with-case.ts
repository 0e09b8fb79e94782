import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { addDays, helsinkiDay } from '../../kernel/calendar.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { CaseHolds } from '../../retention/index.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { NoteKept, type KeptNow } from './note-kept.js';

/** In the words of whoever looks at the hold. */
const CLOSED = 'Rekisteröidyn pyyntö on käsitelty.';

/** Lets all that a closed case holds go some days after the day of its close (domain.md §3; counsel). */
@Injectable()
export class EndWithCase {
  constructor(
    private readonly database: Database,
    private readonly holds: CaseHolds,
    private readonly noteKept: NoteKept,
    private readonly config: Config,
  ) {}

  /** The holds first, each by itself, then the case is told: a crash between leaves the case untold, and it is done again. */
  async execute(caseId: string): Promise<void> {
    const em = this.database.entities();
    const rightsCase = await em.findOne(RightsCase, { id: caseId });
    if (!rightsCase?.closedAt) return;
    const reference = rightsCase.number;
    const untilOn = addDays(helsinkiDay(rightsCase.closedAt), this.config.rights.caseHoldDays);
    await this.holds.endFor({ reference }, CLOSED, untilOn, THE_SYSTEM);
    const standing = new Map((await this.holds.standing(reference)).map(hold => [hold.recordingId, hold]));
    const rows = await em.find(CaseRecording, { caseId, holdId: { $ne: null } });
    const kept = rows.map(({ recordingId }): KeptNow => ({ recordingId, hold: standing.get(recordingId) ?? null }));
    await this.noteKept.execute(caseId, kept, untilOn, THE_SYSTEM);
  }
}
