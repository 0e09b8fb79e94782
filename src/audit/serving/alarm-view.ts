import type { AuditAlarm } from '../watch/audit-alarm.entity.js';
import type { AlarmView } from './log.schemas.js';

/** An alarm as answers show it: cleared only where that is proven. */
export function alarmViewOf(alarm: AuditAlarm, isCleared: boolean): AlarmView {
  const { id, kind, raisedAt, eventId, leafIndex, finding } = alarm;
  return {
    ...{ id, kind, raisedAt: raisedAt.toISOString(), eventId: eventId ?? null, leafIndex: leafIndex ?? null },
    finding: finding ?? null,
    clearedAt: (isCleared && alarm.clearedAt?.toISOString()) || null,
    clearedBy: (isCleared && alarm.clearedBy) || null,
  };
}
