import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';

/** How a call comes into the folder of a busy desk. */
export type CallKind =
  | 'plain'
  | 'late-sidecar'
  | 'growing'
  | 'twice'
  | 'late-audio'
  | 'without-notice'
  | 'broken-audio'
  | 'never-announced'
  | 'past-due';

/** What must have become of a call of each kind at the end of the day. */
export const BECOMES: Readonly<Record<CallKind, 'filed' | 'quarantined' | 'refused'>> = {
  plain: 'filed',
  'late-sidecar': 'filed',
  growing: 'filed',
  twice: 'filed',
  'late-audio': 'filed',
  'without-notice': 'quarantined',
  'broken-audio': 'quarantined',
  'never-announced': 'quarantined',
  'past-due': 'refused',
};

const SHARES: readonly (readonly [CallKind, number])[] = [
  ['plain', 76],
  ['late-sidecar', 6],
  ['growing', 5],
  ['twice', 4],
  ['late-audio', 2],
  ['without-notice', 3],
  ['broken-audio', 2],
  ['never-announced', 1],
  ['past-due', 1],
];

export function someKind(random: SeededRandom): CallKind {
  return random.pickByWeight(SHARES, ([, share]) => share)[0];
}
