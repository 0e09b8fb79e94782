import type { SignedOut } from '../../app/session/presence.js';

/** How a session can end without its person's doing; the other ways need no more words than that it is over. */
const TOLD = [
  ...(['idle', 'too-old', 'signed-out-elsewhere', 'password-changed'] as const),
  ...(['deactivated', 'access-changed', 'ended-by-administrator'] as const),
] as const;
type Told = (typeof TOLD)[number];

/** The text that says why somebody who was signed in is not any more. */
export function sentenceOf(because: SignedOut['because'], why: string | undefined) {
  if (because === 'left') return 'signIn.left' as const;
  const told = TOLD.find(code => code === why);
  return told ? keyOf(told) : ('signIn.over' as const);
}

function keyOf(told: Told) {
  return `signIn.ended.${told}` as const;
}
