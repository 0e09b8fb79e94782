import type { Right } from '../../../api/types.js';
import type { EffectAct } from './effect-acts.js';

export const RESTRICTION_GROUNDS = ['18-1-a', '18-1-b', '18-1-c', '18-1-d'] as const;
export const EXCEPTION_GROUNDS = ['consent', 'legal-claims', 'rights-of-others', 'important-public-interest'] as const;
export const BLOCK_CAUSES = ['objection', 'consent-withdrawal', 'direct-marketing'] as const;
export const BLOCKABLE_PURPOSES = [
  ...(['service-development', 'internal-training', 'complaint', 'service-level-study'] as const),
] as const;
export const NOTICE_CHANNELS = ['secure-mail', 'suomi-fi', 'post', 'handed-over', 'e-mail', 'telephone'] as const;
export type BlockablePurpose = (typeof BLOCKABLE_PURPOSES)[number];
type BlockCause = (typeof BLOCK_CAUSES)[number];

/** The texts of the form of an effect, in its order. An empty `deliveryId`: the person was told in another way, on a day. */
const NOTHING_WANTED = {
  ...{ recordingId: '', ground: '', until: '', because: '', deliveryId: '', informedOn: '' },
  ...{ informedBy: 'secure-mail', words: '' },
};
export type EffectDraft = typeof NOTHING_WANTED;

/** On what a block can rest: what was asked for. */
export function causesOf(rights: readonly Right[]): BlockCause[] {
  return BLOCK_CAUSES.filter(cause => rights.includes(cause === 'direct-marketing' ? 'objection' : cause));
}

/** What the form of an effect begins with: of what has to be chosen, the first. */
export function draftOf(act: EffectAct, rights: readonly Right[]): EffectDraft {
  const ground = act === 'exception' ? EXCEPTION_GROUNDS[0] : RESTRICTION_GROUNDS[0];
  return { ...NOTHING_WANTED, ground, because: causesOf(rights)[0] ?? BLOCK_CAUSES[0] };
}

/** What is chosen beside the texts. */
export interface EffectChoices {
  readonly recordingIds: readonly string[];
  readonly purposes: readonly BlockablePurpose[];
}

type ChoiceFault = 'no-recording' | 'no-purpose';

/** What is wrong with the choices. An erasure is of all that the case has taken up; a statement names its recording itself. */
export function choiceFault(act: EffectAct, { recordingIds, purposes }: EffectChoices): ChoiceFault | null {
  if (act === 'erasure') return null;
  if (recordingIds.length === 0) return 'no-recording';
  return (act === 'block' || act === 'unblock') && purposes.length === 0 ? 'no-purpose' : null;
}

/** The days that an effect cannot go without. */
export function daysOf(act: EffectAct, { deliveryId }: Pick<EffectDraft, 'deliveryId'>): ('until' | 'informedOn')[] {
  if (act === 'exception') return ['until'];
  return act === 'lifting' && deliveryId === '' ? ['informedOn'] : [];
}
