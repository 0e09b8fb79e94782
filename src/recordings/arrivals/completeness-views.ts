import type { ArrivalOutcome } from './arrival.entity.js';
import type { ArrivalLine, IngestAlarmView } from './completeness.schemas.js';
import type { AlarmKind } from './ingest-alarm.entity.js';

/** A line of the account as it stands in the database. */
export interface LineRow {
  readonly source: string;
  readonly external_id: string;
  readonly queue: string;
  readonly call_on: string;
  readonly started_at: Date | null;
  readonly sequence: number | null;
  readonly announced_at: Date | null;
  readonly audio_at: Date | null;
  readonly missed_at: Date | null;
  readonly silent: boolean;
  readonly outcome: ArrivalOutcome;
  readonly reason: string;
  readonly unit_id: string | null;
}

/** An alarm as it stands in the database. */
export interface AlarmRow {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly source: string;
  readonly raised_at: Date;
  readonly cleared_at: Date | null;
  readonly told_at: Date | null;
}

/** A line as it is shown. */
export function lineView(row: LineRow): ArrivalLine {
  const { source, external_id: externalId, queue, call_on: callOn, sequence, silent, outcome, reason } = row;
  return {
    ...{ source, externalId, queue, callOn, sequence, silent, outcome, reason, unitId: row.unit_id },
    startedAt: instant(row.started_at),
    announcedAt: instant(row.announced_at),
    audioAt: instant(row.audio_at),
    missedAt: instant(row.missed_at),
  };
}

/** An alarm as it is shown. */
export function alarmView({ id, kind, source, raised_at, cleared_at, told_at }: AlarmRow): IngestAlarmView {
  const raisedAt = raised_at.toISOString();
  return { id, kind, source, raisedAt, clearedAt: instant(cleared_at), toldAt: instant(told_at) };
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
