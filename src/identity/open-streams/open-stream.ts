import type { Requester } from '../../platform/http/index.js';
import type { ComingEnd } from '../sessions/living-sessions.js';
import type { SessionEnding } from '../sessions/session.entity.js';

/**
 * Why an open answer must not go on: its session is over; its person's rights or what it shows have changed; whether it
 * may go on could not be found out; or the server goes.
 */
export type StopReason = SessionEnding | 'refused' | 'unchecked' | 'shutdown';

/** An answer that is still being given to a person. */
export interface OpenStream {
  /** Who asked for it, as it was then. */
  readonly requester: Requester;
  /** What it depends on besides its person and session, as changes are told: `recording:<id>`. */
  readonly dependsOn: readonly string[];
  /** Goes on until somebody ends it: a server that closes does not wait for it. */
  readonly isEndless: boolean;
  /** Ends it where it stands. Called once. */
  stop(because: StopReason): void;
}

/** An open answer, its person with the access epoch of this moment, and when the session will end. */
export interface StreamNow<Stream extends OpenStream> {
  readonly stream: Stream;
  readonly requester: Requester;
  readonly ends: ComingEnd;
}

/** Looks again at the open answers of one kind, whose sessions live: all of them at once. */
export interface StreamJudge<Stream extends OpenStream> {
  /** Returns those that must not go on. Throws where it could not find out. */
  judge(streams: readonly StreamNow<Stream>[]): Promise<readonly Stream[]>;
}
