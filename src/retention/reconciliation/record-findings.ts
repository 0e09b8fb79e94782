import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM, type EventDraft } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { FINDING_KINDS, ReconciliationFinding, type FindingKind } from './reconciliation-finding.entity.js';
import type { RunLedger } from './run-ledger.js';

/** More of one kind in one run are counted only: something is wrong as a whole, and a longer list says no more. */
const MOST_OF_A_KIND = 1000;

/** Something that was found, by ids and days alone. */
export interface Finding {
  readonly kind: FindingKind;
  readonly unitKind: string;
  readonly unitId: string | null;
  readonly day: Day | null;
}

/** Writes down what a run finds, each with its event. */
@Injectable()
export class RecordFindings {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In a transaction of its own, committed when this returns: what is removed afterwards is on record before. */
  async record(ledger: RunLedger, finding: Finding): Promise<void> {
    await this.database.transaction(em => this.recordIn(em, ledger, finding));
  }

  /** In the caller's transaction. What is removed always has its event, whatever the number. */
  async recordIn(em: EntityManager, ledger: RunLedger, finding: Finding): Promise<void> {
    const isOneTooMany = ledger.count(finding.kind) > MOST_OF_A_KIND;
    const outcome = FINDING_KINDS[finding.kind];
    if (outcome !== 'removed' && isOneTooMany) return;
    const foundAt = this.clock.now();
    await em.insert(ReconciliationFinding, { id: newId(foundAt), runId: ledger.runId, outcome, foundAt, ...finding });
    if (outcome !== 'left') await this.trail.record(em, eventOf(ledger.runId, finding));
  }
}

function eventOf(runId: string, { kind, unitKind, unitId, day }: Finding): EventDraft {
  const isIncident = FINDING_KINDS[kind] === 'incident';
  return {
    action: isIncident ? 'reconciliation.incident-found' : 'reconciliation.orphan-removed',
    actor: THE_SYSTEM,
    ...(isIncident ? { outcome: 'failed', reason: kind } : {}),
    object: { kind: 'reconciliation', id: runId },
    ...(unitKind === 'recording' && unitId ? { recordingId: unitId } : {}),
    facts: { kind, unitKind, unitId, day },
  };
}
