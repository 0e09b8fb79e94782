import type { Grant, RecordingItem } from '../../api/types.js';

/** The queues or units that the person's grants name or that are on the screen, in alphabetical order. */
export function knownNames(
  of: 'queue' | 'unit',
  grants: readonly Pick<Grant, 'queues' | 'units'>[],
  items: readonly Pick<RecordingItem, 'queue' | 'unit'>[],
): string[] {
  const granted = grants.map(grant => (of === 'queue' ? grant.queues : grant.units)).filter(names => names !== 'all');
  const names = new Set([...granted.flat(), ...items.map(item => item[of])]);
  return [...names].sort((one, other) => one.localeCompare(other, 'fi'));
}
