/** What was found wrong with the log, in one word; each is a latched alarm. */
export type Damage =
  /** The rows at the right edge of the tree are not all there. */
  | 'tree-not-whole'
  /** The rows at the right edge do not give the root of the head. */
  | 'root-differs'
  /** The head was changed under its own lock. */
  | 'head-moved'
  /** The head is not a continuation of one that was seen before. */
  | 'head-not-continued'
  /** A tile and its leaves differ. */
  | 'tile-differs'
  /** An event that this instance committed is not in the log any more. */
  | 'event-absent'
  /** An event that this instance committed is another in the log. */
  | 'event-differs'
  /** The nightly verification has found something. */
  | 'verification-finding';

/** The log is not what was written. Nothing is built on it; playback closes. */
export class LogDamaged extends Error {
  constructor(
    readonly damage: Damage,
    /** Where the log ended when it was found: what is damaged anew after the log has grown is another damage. */
    readonly leafIndex: number,
    options?: ErrorOptions,
  ) {
    super(`the log is damaged: ${damage}`, options);
  }
}
