import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';

/** The event of an act on an item: what stays useful when it is gone, and nothing of the caller. */
export function itemEvent(
  action: AuditAction,
  { id, source, reason: waitsFor, queue, unit, dueOn, channel }: QuarantinedItem,
  actor: Actor,
): EventDraft {
  return {
    action,
    actor,
    object: { kind: 'quarantined-item', id },
    facts: { source, waitsFor, queue, unit, dueOn, channel },
  };
}

/** An attempt that came to nothing. */
export function itemRefusal(action: AuditAction, id: string, actor: Actor, reason: string): EventDraft {
  return { action, outcome: 'refused', reason, actor, object: { kind: 'quarantined-item', id } };
}
