import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { EraseOnRequest } from '../../retention/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import { refreshClock } from '../case/refresh-clock.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { undecide } from '../case/undecide-claim.js';
import { holdsOfCase } from './restriction-hold.js';

/** An erasure that a hold refused returns to the queue by itself when the hold has ended (domain.md §3). */
@Injectable()
export class ReturnErasures {
  constructor(
    private readonly database: Database,
    private readonly eraseOnRequest: EraseOnRequest,
    private readonly actOnCase: ActOnCase,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks at every case that waits; returns how many have returned.
   * @throws AggregateError of the cases that could not be looked at; one does not hold up the others
   */
  async execute(): Promise<number> {
    const waiting = await this.database.query<WaitingRow>(WAITING, []);
    const each = new OneByOne();
    let returned = 0;
    for (const row of waiting) returned += (await each.try(() => this.#look(row))) ? 1 : 0;
    each.assertAllDone();
    return returned;
  }

  async #look({ caseId, number }: WaitingRow): Promise<boolean> {
    const em = this.database.entities();
    const recordings = await em.find(CaseRecording, { caseId, state: 'included' });
    for (const { recordingId } of recordings) {
      if ((await this.eraseOnRequest.prospect(em, recordingId, holdsOfCase(number))) === 'held') return false;
    }
    const today = helsinkiDay(this.clock.now());
    return this.actOnCase.ifStillDue(caseId, 'rights-request.reopened', (locked, one) => reopen(locked, one, today));
  }
}

/** The claim is decided anew, and the person is told anew: what was answered stays on record, and is no answer to it. */
async function reopen(em: EntityManager, rightsCase: RightsCase, today: Day) {
  const claim = await em.findOne(Claim, { caseId: rightsCase.id, rightKind: 'erasure' }, { refresh: true });
  if (!claim || !waits(claim) || !isAnswered(rightsCase)) return null;
  undecide(claim);
  const { state: from, answeredAt, firstAnsweredAt } = rightsCase;
  em.assign(rightsCase, {
    ...{ state: 'assessing' as const, closedAt: null, decidedAt: null, holdsEndOn: null },
    ...{ answeredAt: null, firstAnsweredAt: firstAnsweredAt ?? answeredAt, returnedOn: today },
  });
  await refreshClock(em, rightsCase);
  return { facts: { from, right: 'erasure', because: 'hold-ended' }, detail: { claimId: claim.id } };
}

function waits({ state, ground }: Claim): boolean {
  return state === 'waiting' || (state === 'confirmed' && ground === 'under-hold-17');
}

function isAnswered({ state }: RightsCase): boolean {
  return state === 'answered' || state === 'recipients-notified' || state === 'closed';
}

interface WaitingRow {
  readonly caseId: string;
  readonly number: string;
}

const WAITING: Statement = {
  name: 'rights-erasures-waiting',
  text: `
    select c.id as "caseId", c.number from rights_case c join rights_claim k on k.case_id = c.id
    where k.right_kind = 'erasure' and (k.state = 'waiting' or k.state = 'confirmed' and k.ground = 'under-hold-17')
      and c.state in ('answered', 'recipients-notified', 'closed') order by c.id`,
};
