import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { AuditCopy } from '../copy/audit-copy.entity.js';
import { OutsideLog } from '../copy/outside-log.js';
import { LogHead } from '../integration/log-head.js';
import { LogKeys } from '../integration/log-keys.js';
import { AuditVerification } from '../watch/audit-verification.entity.js';
import { LogGate } from '../watch/log-gate.js';
import type { LogView } from './log.schemas.js';

/** Shows how the log stands: what an auditor looks at first. */
@Injectable()
export class ViewLog {
  constructor(
    private readonly database: Database,
    private readonly head: LogHead,
    private readonly keys: LogKeys,
    private readonly gate: LogGate,
    private readonly outside: OutsideLog,
  ) {}

  async execute(): Promise<LogView> {
    const { root, signedAt, ...head } = await this.head.read();
    const [counts] = await this.database.query<{ pending: number; kept_months: number }>(COUNTS);
    return {
      ...{ ...head, root: root.toString('base64'), signedAt: signedAt.toISOString() },
      ...{ pending: counts?.pending ?? 0, keptMonths: counts?.kept_months ?? 0 },
      verifierKeys: await this.keys.verifierKeys(),
      closedBecause: this.gate.reasons(),
      ...{ copy: await this.#copy(), verification: await this.#verification() },
    };
  }

  async #copy(): Promise<LogView['copy']> {
    const copy = await this.database.entities().findOne(AuditCopy, { size: { $gte: 0 } });
    return copy && { place: this.outside.place, size: copy.size, copiedAt: copy.copiedAt.toISOString() };
  }

  async #verification(): Promise<LogView['verification']> {
    const options = { orderBy: { night: 'desc' }, limit: 1 } as const;
    const [last] = await this.database.entities().find(AuditVerification, {}, options);
    if (!last) return null;
    const { night, size, outcome, finding } = last;
    const [startedAt, finishedAt] = [last.startedAt.toISOString(), last.finishedAt?.toISOString() ?? null];
    return { night, startedAt, finishedAt, size: size ?? null, outcome: outcome ?? null, finding: finding ?? null };
  }
}

const COUNTS: Statement = {
  name: 'log-counts',
  text: `
    select (select count(*)::int from audit_pending) as pending, kept_months from audit_retention`,
};
