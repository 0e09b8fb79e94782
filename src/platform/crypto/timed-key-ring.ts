import { timeMethods } from '../measure/index.js';
import type { KeyRing } from './key-ring.js';

/** The same ring, whose operations are timed. */
export function timedKeyRing(ring: KeyRing): KeyRing {
  return timeMethods(ring, 'key', OPERATIONS);
}

/** Those that go to the ring's storage, or find in memory what it gave. */
const OPERATIONS = [
  ...(['create', 'open', 'copyTo', 'drop', 'destroy', 'daysOf', 'isOn', 'stillKept'] as const),
  ...(['indexKey', 'destroyDay', 'sweepDay', 'tracesAreGone', 'days'] as const),
];
