import { Injectable } from '@nestjs/common';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { AuditCopy } from '../copy/audit-copy.entity.js';
import { OutsideLog } from '../copy/outside-log.js';
import type { LogView } from './log.schemas.js';

/** What belongs to the log beside its tree: what waits, how long it is kept, how far it is copied. */
@Injectable()
export class LogCounts {
  constructor(
    private readonly database: Database,
    private readonly outside: OutsideLog,
  ) {}

  async read(): Promise<Pick<LogView, 'pending' | 'keptMonths' | 'copy'>> {
    const counts = firstRow(await this.database.query<Pick<LogView, 'pending' | 'keptMonths'>>(COUNTS));
    const copy = await this.database.entities().findOne(AuditCopy, { size: { $gte: 0 } });
    return {
      ...counts,
      copy: copy && { place: this.outside.place, size: copy.size, copiedAt: copy.copiedAt.toISOString() },
    };
  }
}

const COUNTS: Statement = {
  name: 'log-counts',
  text: `
    select (select count(*)::int from audit_pending) as pending,
      coalesce((select kept_months from audit_retention), 0) as "keptMonths"`,
};
