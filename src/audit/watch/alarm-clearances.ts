import { Injectable } from '@nestjs/common';
import { LogKeys, type Statement } from '../integration/log-keys.js';

/** An alarm, as its row says. */
export interface AlarmRow {
  readonly id: string;
  readonly kind: string;
  readonly raisedAt: Date;
  readonly eventId?: string | null | undefined;
  readonly leafIndex?: number | null | undefined;
  readonly finding?: string | null | undefined;
  readonly clearedAt?: Date | null | undefined;
  readonly clearedBy?: string | null | undefined;
  readonly clearance?: string | null | undefined;
}

/** An alarm is cleared where the log's keys say so: whoever holds the database can write any row, and sign none (ADR 0032). */
@Injectable()
export class AlarmClearances {
  constructor(private readonly keys: LogKeys) {}

  /** The note that goes into the row of an alarm which somebody has cleared. */
  sign(alarm: AlarmRow): Promise<string> {
    return this.keys.attest(clearingOf(alarm));
  }

  /** Whether this very alarm was cleared, as its row tells it. */
  isCleared(alarm: AlarmRow): Promise<boolean> {
    return this.keys.haveAttested(clearingOf(alarm), alarm.clearance);
  }
}

function clearingOf({ id, kind, raisedAt, eventId, leafIndex, finding, clearedAt, clearedBy }: AlarmRow): Statement {
  const place = [kind, eventId ?? null, leafIndex ?? null, finding ?? null];
  const clearing = [clearedAt?.toISOString() ?? null, clearedBy ?? null];
  return { what: 'alarm cleared', of: [id, raisedAt.toISOString(), ...place, ...clearing] };
}
