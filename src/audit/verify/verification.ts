/** What does not fit, in one word. */
export type FindingKind =
  /** There is no head, or more than one. */
  | 'head'
  /** The head's checkpoint does not say what the head says, or cannot be read. */
  | 'checkpoint'
  /** No trusted key has signed, or the signature of one is wrong. */
  | 'signature'
  /** The log is not a continuation of a checkpoint that was seen before: rewound or rewritten. */
  | 'not-continued'
  /** The leaves do not give the root that was signed. */
  | 'root'
  /** A leaf is absent. */
  | 'leaf-missing'
  /** A leaf stands where the log has none. */
  | 'leaf-surplus'
  /** A leaf has no event although it was not pruned. */
  | 'event-missing'
  /** An event is there that should be pruned, or that has no place in the log. */
  | 'event-surplus'
  /** An event is not what its leaf was made of. */
  | 'event-differs'
  /** An event is not in the one form that leaves have. */
  | 'event-malformed'
  /** A searching column is not what the event says. */
  | 'column-differs'
  /** An event waits for a place that it has, or what waits does not exist. */
  | 'pending'
  /** A tile is absent, is one too many, or is not what its leaves give. */
  | 'tile'
  /** The mark below which events are pruned cannot be right. */
  | 'pruned-to'
  /** There is more than is listed. */
  | 'more';

/** Something in the log that is not as it was written. */
export interface Finding {
  readonly kind: FindingKind;
  /** The first leaf that does not fit; null where no single leaf can be named. */
  readonly leafIndex: number | null;
  readonly eventId: string | null;
  /** For people; holds ids and nothing personal. */
  readonly sentence: string;
}

/** What the verification of a log came to. */
export interface Verification {
  readonly outcome: 'verified' | 'finding';
  /** Leaves in the log, as its checkpoint says. */
  readonly size: number;
  /** The root as it was recomputed, base64; null where the leaves are not all there. */
  readonly root: string | null;
  /** Events whose bytes were read and checked. */
  readonly events: number;
  /** Events below this index were pruned; only the hashes of their leaves are checked. */
  readonly prunedTo: number;
  /** At most {@link MAX_FINDINGS}: first the leaves, in their order, then what belongs to no leaf; and one, `more`, for all that is not listed. */
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  /** Verifier keys (`<name>+<hash>+<base64>`, c2sp.org/signed-note) that the caller trusts: one must have signed. */
  readonly keys: readonly string[];
  /** Signed notes of earlier checkpoints, such as those of the copy outside: the log must continue each. */
  readonly knownCheckpoints?: readonly string[];
  /** The present: events that are gone before their months are over are a finding. Without it nothing is said about that. */
  readonly at?: Date;
  /** Is told now and then how many leaves are done. */
  readonly onProgress?: (done: number, size: number) => void;
}

/** More would not help anybody to see what happened. */
export const MAX_FINDINGS = 20;
