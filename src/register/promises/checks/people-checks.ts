import { Injectable } from '@nestjs/common';
import { AnnouncedCalls } from '../../../recordings/index.js';
import { RequestStanding } from '../../../rights/index.js';
import { byFaults, notKnown, type CheckResult } from '../check-result.js';

/** What the notice says to the people in the recordings: that they are told, and that they are answered (§§5 and 15). */
@Injectable()
export class PeopleChecks {
  constructor(
    private readonly announced: AnnouncedCalls,
    private readonly requests: RequestStanding,
  ) {}

  readonly checks = {
    'callers-are-told': () => this.#told(),
    'requests-answered-in-time': () => this.#answered(),
    'mailbox-tried': () => this.#mailbox(),
  };

  async #told(): Promise<CheckResult> {
    const { recordings, byCall, byPlan, byPerson, without, waiting } = await this.announced.standing();
    const told = { toldByCall: byCall, toldByPlan: byPlan, toldByPerson: byPerson };
    return byFaults([without], { recordings, ...told, untold: without, waitingToBeSortedOut: waiting });
  }

  async #answered(): Promise<CheckResult> {
    const { open, late } = await this.requests.unanswered();
    return byFaults([late], { openRequests: open, lateRequests: late });
  }

  /** One that did not arrive shows that requests may not either; one that is too long ago shows nothing. */
  async #mailbox(): Promise<CheckResult> {
    const { last, dueOn, overdue } = await this.requests.triedMailbox();
    const figures = { triedAt: last?.sentAt.toISOString() ?? null, nextTrialOn: dueOn };
    if (last && !last.arrived) return byFaults([1], figures);
    return overdue ? notKnown(figures) : byFaults([], figures);
  }
}
