import type { EffectKind, Right, RightsCase } from '../../../api/types.js';

/** What can be brought about for the rights of a case. */
export type EffectAct =
  'restriction' | 'exception' | 'lifting' | 'correction' | 'statement' | 'block' | 'unblock' | 'erasure';

type Looked = Pick<RightsCase, 'permitted' | 'closedAt'> & {
  readonly claims: readonly Pick<RightsCase['claims'][number], 'right' | 'state' | 'outcome'>[];
  readonly standing: Pick<RightsCase['standing'], 'effects'>;
};

/** From which rights each follows; the others follow from what was brought about before. */
const BEHIND: Readonly<Partial<Record<EffectAct, readonly Right[]>>> = {
  restriction: ['restriction', 'rectification', 'erasure', 'objection'],
  correction: ['rectification'],
  statement: ['rectification'],
  block: ['objection', 'consent-withdrawal'],
};
const AFTER: Readonly<Partial<Record<EffectAct, EffectKind>>> = {
  exception: 'restriction',
  lifting: 'restriction',
  unblock: 'purpose-block',
};

/**
 * What is offered: only what the rights that were asked for can bring, an erasure once it is granted by two people and has not begun. In a
 * closed case only what eases an effect that lasts.
 */
export function effectActs({ permitted, closedAt, claims, standing: { effects } }: Looked): EffectAct[] {
  if (!permitted.includes('handle')) return [];
  const asks = (rights: readonly Right[]) => claims.some(({ right }) => rights.includes(right));
  const isDone = (wanted: EffectKind) => effects.some(({ kind, state }) => kind === wanted && state === 'done');
  const erases = claims.some(isGrantedErasure) && !effects.some(({ kind }) => kind === 'erasure');
  const byRight = (Object.keys(BEHIND) as EffectAct[]).filter(act => asks(BEHIND[act] ?? [])); // its very keys
  const byEffect = (Object.keys(AFTER) as EffectAct[]).filter(act => isDone(AFTER[act] ?? 'restriction')); // its very keys
  if (closedAt !== null) return byEffect;
  return [...byRight, ...byEffect, ...(erases ? (['erasure'] as const) : [])];
}

function isGrantedErasure({ right, state, outcome }: Looked['claims'][number]): boolean {
  const isConfirmed = state === 'confirmed' || state === 'waiting';
  return right === 'erasure' && isConfirmed && (outcome === 'granted' || outcome === 'partly-granted');
}
