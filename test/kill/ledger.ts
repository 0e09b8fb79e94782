import type { RecordedCall } from './recorded-calls.js';

/** A call that the server said it has taken. */
export interface Acknowledged extends RecordedCall {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: string;
}

/** An extent of a playback of which a byte has reached a client. */
export interface ReceivedExtent {
  readonly playbackId: string;
  readonly extent: number;
  /** When its first byte came, in milliseconds. */
  readonly atMs: number;
}

/** What the clients noted, apart from anything that the server says later. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** Sent, at least in part, and not answered: the server may have them or not. */
  readonly inDoubt: RecordedCall[] = [];
  readonly received: ReceivedExtent[] = [];
  /** Answers that no kill explains. */
  readonly unexpected: string[] = [];
  readonly counts = { playbacks: 0, ranges: 0, brokenRanges: 0, bytes: 0 };
}
