import type { StaffDirectory } from '../../identity/index.js';
import { DomainError } from '../../kernel/errors.js';
import { futureMoment } from './lock-incident.js';

/** @throws DomainError `incident-in-future`, `incident-nobody` */
export async function checkedAwareness(
  { awareAt, awareBy }: { readonly awareAt: Date; readonly awareBy: string },
  staff: StaffDirectory,
  now: Date,
): Promise<void> {
  if (awareAt > now) throw futureMoment();
  const names = await staff.names([awareBy]);
  if (names.size === 0) throw new DomainError('unprocessable', 'incident-nobody', 'No member of staff has this id.');
}
