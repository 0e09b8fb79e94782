import type { AuditAlarm } from '../watch/audit-alarm.entity.js';
import type { AlarmView } from './log.schemas.js';

/** An alarm as answers show it. */
export function alarmViewOf({ id, kind, raisedAt, eventId, leafIndex, clearedAt, clearedBy }: AuditAlarm): AlarmView {
  return {
    ...{ id, kind, raisedAt: raisedAt.toISOString(), eventId: eventId ?? null, leafIndex: leafIndex ?? null },
    ...{ clearedAt: clearedAt?.toISOString() ?? null, clearedBy: clearedBy ?? null },
  };
}
