import type { BlockablePurpose } from '../../access/index.js';
import type { BlockCause, RestrictionGround, WantedCorrection } from '../../recordings/index.js';
import type { ErasureOutcome } from '../../retention/index.js';

/** The exceptions of GDPR art. 18(2) from a restriction: consent, claims, others' rights, important public interest. */
export const EXCEPTION_GROUNDS = ['consent', 'legal-claims', 'rights-of-others', 'important-public-interest'] as const;
export type ExceptionGround = (typeof EXCEPTION_GROUNDS)[number];

/** How the person was told before a restriction is lifted (art. 18(3)): by a letter that was delivered, or another way on a day. */
export interface Informed {
  readonly on: string;
  readonly channel: string;
  readonly deliveryId: string | null;
}

/** What is asked for, by the kind of effect. All of it may be personal, so it is sealed. */
export interface EffectDetails {
  readonly restriction: { readonly ground: RestrictionGround; readonly words: string };
  readonly 'restriction-exception': {
    readonly ground: ExceptionGround;
    readonly until: string;
    readonly words: string;
  };
  readonly 'restriction-lifting': { readonly informed: Informed; readonly words: string };
  readonly correction: Pick<WantedCorrection, 'partyId' | 'field' | 'value' | 'why'>;
  readonly statement: { readonly text: string };
  readonly 'purpose-block': {
    readonly purposes: readonly BlockablePurpose[];
    readonly because: BlockCause;
    readonly words: string;
  };
  readonly 'purpose-unblock': { readonly purposes: readonly BlockablePurpose[]; readonly words: string };
  /** The two people of the claim. */
  readonly erasure: { readonly decidedBy: string; readonly confirmedBy: string };
}

/** What came of an effect, in words that a log may hold: ids, codes, days. */
export interface EffectResult {
  /** Those that were still here. */
  readonly recordingIds: readonly string[];
  /** Of a restriction that keeps recordings: those that could not be held, with the code of why. */
  readonly notHeld?: readonly { readonly recordingId: string; readonly reason: string }[];
  /** Of an erasure. */
  readonly erasures?: readonly ErasureOutcome[];
  /** Of an effect that could not be brought about: the code of why. */
  readonly refusal?: string;
}

/** What is sealed of an effect. */
export type SealedEffect = {
  readonly [Kind in keyof EffectDetails]: {
    readonly kind: Kind;
    readonly wanted: EffectDetails[Kind];
    readonly result?: EffectResult;
  };
}[keyof EffectDetails];

/** What is asked for, with its kind. */
export type WantedEffect = Pick<SealedEffect, 'kind' | 'wanted'> & SealedEffect;

/** The kinds that a second person confirms before anything is done, where somebody asks for them (domain.md §3). */
const BY_TWO: ReadonlySet<keyof EffectDetails> = new Set([
  'restriction-exception',
  'restriction-lifting',
  'purpose-unblock',
  'erasure',
]);

export function needsSecondPerson(kind: keyof EffectDetails): boolean {
  return BY_TWO.has(kind);
}
