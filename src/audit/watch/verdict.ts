import type { Verification } from '../verify/verification.js';
import type { Found } from './found.js';

/** What the verification of a night came to. */
export interface Verdict {
  /** `failed`: the log could not be read to its end, which is no finding. */
  readonly outcome: 'verified' | 'finding' | 'failed';
  /** Leaves that were recomputed, and their root, base64; null where it failed. */
  readonly size: number | null;
  readonly root: string | null;
  /** How many things do not fit, and the first of them in words. */
  readonly findings: number;
  readonly sentence: string | null;
  /** Each of them is an alarm: what is known of one place, and cleared, says nothing about the others. */
  readonly found: readonly Found[];
}

/** The verdict of a verification; of none, which could not be read to its end. */
export function verdictOf(verification: Verification | null): Verdict {
  if (!verification) return { outcome: 'failed', size: null, root: null, findings: 0, sentence: null, found: [] };
  const { outcome, size, root, findings } = verification;
  const found = findings.map(({ eventId, leafIndex, sentence: finding }): Found => ({
    ...{ kind: 'verification-finding', eventId, leafIndex, finding },
  }));
  return { outcome, size, root, findings: findings.length, sentence: findings[0]?.sentence ?? null, found };
}
