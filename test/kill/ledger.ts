import { addDays, type Day } from '../../src/kernel/calendar.js';
import type { RecordedCall } from './recorded-calls.js';

/** What is known of the one hold of a call. */
export interface NotedHold {
  /** Null where the request was not answered. */
  id: string | null;
  /** What the server said last that it is; null where it has said nothing. */
  said: 'requested' | 'active' | 'released' | null;
  /** Asked for, at least in part, and not answered: it may be so or not. */
  inDoubt: boolean;
  readonly requestedOn: Day;
  readonly wantedUntil: Day;
  releasedOn: Day | null;
}

/** A call that the server said it has taken. */
export interface Acknowledged extends RecordedCall {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
  hold: NotedHold | null;
}

/** A request protects for so many days at most before somebody has decided (design: hold-terms.ts). */
const PROVISIONAL_DAYS = 7;

/** The last day on which a hold is in force, by what was answered; null where it is not, or nobody knows. */
export function inForceThrough({ said, inDoubt, wantedUntil, requestedOn }: NotedHold): Day | null {
  if (said === null || said === 'released' || inDoubt) return null;
  const provisional = addDays(requestedOn, PROVISIONAL_DAYS);
  return said === 'requested' && provisional < wantedUntil ? provisional : wantedUntil;
}

/** The day through which a call is surely kept, by what was answered. */
export function surelyThrough({ dueOn, hold }: Acknowledged): Day {
  const until = hold && inForceThrough(hold);
  return until !== null && until > dueOn ? until : dueOn;
}

/** The day after which a call must be gone, whatever became of what was not answered. */
export function atMostThrough({ dueOn, hold }: Acknowledged): Day {
  if (!hold) return dueOn;
  const until = hold.said === 'released' && hold.releasedOn ? hold.releasedOn : hold.wantedUntil;
  return until > dueOn ? until : dueOn;
}

/** An extent of a playback of which a byte has reached a client. */
export interface ReceivedExtent {
  readonly playbackId: string;
  readonly extent: number;
  /** When its first byte came, in milliseconds of the server's clock. */
  readonly atMs: number;
}

/** What the clients noted, apart from anything that the server says later. */
export class Ledger {
  /** How far the server's clock is ahead of this machine's. */
  aheadMs = 0;
  readonly acknowledged: Acknowledged[] = [];
  /** Sent, at least in part, and not answered: the server may have them or not. */
  readonly inDoubt: RecordedCall[] = [];
  readonly received: ReceivedExtent[] = [];
  /** Answers that no kill and no midnight explains. */
  readonly unexpected: string[] = [];
  readonly counts = {
    playbacks: 0,
    ranges: 0,
    brokenRanges: 0,
    bytes: 0,
    requested: 0,
    approved: 0,
    released: 0,
    tooLate: 0,
  };
  /** Refusals that the midnight explains. */
  over = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}
