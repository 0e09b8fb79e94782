import type { EffectAct } from './effect-acts.js';

export const RESTRICTION_GROUNDS = ['18-1-a', '18-1-b', '18-1-c', '18-1-d'] as const;
export const BLOCK_CAUSES = ['objection', 'consent-withdrawal', 'direct-marketing'] as const;
export const BLOCKABLE_PURPOSES = [
  ...(['service-development', 'internal-training', 'complaint', 'service-level-study'] as const),
] as const;
export const NOTICE_CHANNELS = ['secure-mail', 'suomi-fi', 'post', 'handed-over', 'e-mail', 'telephone'] as const;
export type BlockablePurpose = (typeof BLOCKABLE_PURPOSES)[number];

/** The texts of the form of an effect, in its order. */
export const NOTHING_WANTED = {
  ...{ ground: '18-1-a', because: 'objection', informedOn: '', informedBy: 'secure-mail', words: '' },
};
export type EffectDraft = typeof NOTHING_WANTED;

/** What is chosen beside the texts. */
export interface EffectChoices {
  readonly recordingIds: readonly string[];
  readonly purposes: readonly BlockablePurpose[];
}

export type ChoiceFault = 'no-recording' | 'one-recording' | 'no-purpose';

/** What is wrong with the choices: a statement is about one recording, everything else about one or more. */
export function choiceFault(act: EffectAct, { recordingIds, purposes }: EffectChoices): ChoiceFault | null {
  if (act === 'erasure') return null;
  if (recordingIds.length === 0) return 'no-recording';
  if (act === 'statement' && recordingIds.length > 1) return 'one-recording';
  return act === 'block' && purposes.length === 0 ? 'no-purpose' : null;
}

/** The texts that an effect cannot go without. */
export function requiredOf(act: EffectAct): (keyof EffectDraft)[] {
  if (act === 'erasure') return [];
  return act === 'lifting' ? ['informedOn', 'words'] : ['words'];
}

/** One of a closed list, or its first. */
export function oneOf<T extends string>(list: readonly [T, ...T[]], value: string): T {
  return list.find(one => one === value) ?? list[0];
}
