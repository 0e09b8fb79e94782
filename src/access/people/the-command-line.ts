import { NOBODY } from '../../kernel/ids.js';
import type { Actor } from '../../audit/index.js';

/** Whoever works at the server itself: nobody by name, and the log says from where. */
export const THE_COMMAND_LINE: Actor = { kind: 'system', id: null, sessionId: null, address: 'command line' };

/**
 * Whether the command line may be the second person for what `createdBy` began. It counts as one person: what it began
 * itself is confirmed by an administrator, and by itself only where none is left, or where the operator says that none can
 * come in: who has lost every way in still administers on paper, and nobody could let anybody in (docs/adr/0011).
 */
export function commandLineMayConfirm(
  createdBy: string,
  { administrators, alone = false }: { administrators: boolean; alone?: boolean },
): boolean {
  return createdBy !== NOBODY || !administrators || alone;
}
