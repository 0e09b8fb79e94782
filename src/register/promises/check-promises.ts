import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type Fact } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { CheckResult } from './check-result.js';
import { OpenIncident } from './open-incident.js';
import { PromiseCheck } from './promise-check.entity.js';
import { PROMISE_NAMES, type PromiseName } from './promises.js';
import { RunChecks } from './run-checks.js';

/** What a promise came to. */
export interface CheckedPromise extends CheckResult {
  readonly promise: PromiseName;
}

/** Checks the promises one after the other, and keeps what comes of it. */
@Injectable()
export class CheckPromises {
  constructor(
    private readonly database: Database,
    private readonly checks: RunChecks,
    private readonly incidents: OpenIncident,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Every one. A crash leaves those before it with their result and event, each with its own commit.
   * @param night the night that it is for, in which each is checked once by one of several instances; null where somebody asks
   */
  async execute(actor: Actor, night: Day | null = null): Promise<CheckedPromise[]> {
    const checked: CheckedPromise[] = [];
    for (const promise of PROMISE_NAMES) {
      if (night !== null && (await this.#isDone(promise, night))) continue;
      const result = await this.checks.run(promise);
      await this.#keep(promise, result, actor, night);
      checked.push({ promise, ...result });
    }
    return checked;
  }

  async #isDone(promise: PromiseName, night: Day): Promise<boolean> {
    return (await this.database.entities().count(PromiseCheck, { promise, night })) > 0;
  }

  async #keep(promise: PromiseName, result: CheckResult, actor: Actor, night: Day | null): Promise<void> {
    try {
      await this.database.transaction(em => this.#write(em, promise, result, actor, night));
    } catch (error) {
      // Another instance has written its first result at this moment.
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
    }
  }

  /** Result, event and incident are one commit. */
  async #write(em: EntityManager, promise: PromiseName, result: CheckResult, actor: Actor, night: Day | null) {
    const before = await em.findOne(PromiseCheck, { promise }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (night !== null && before?.night === night) return;
    const checkedAt = this.clock.now();
    const { standing, broken, figures } = result;
    const eventId = await this.trail.record(em, {
      ...{ action: 'promise.checked', actor, object: { kind: 'promise', id: promise } },
      facts: { standing, broken, ...(figures as Readonly<Record<string, Fact>>) }, // no figure is undefined
    });
    const since = before?.standing === standing ? before.since : checkedAt;
    const heldAt = standing === 'kept' ? checkedAt : (before?.heldAt ?? null);
    const row = { standing, broken, figures, checkedAt, since, heldAt, eventId, night: night ?? before?.night ?? null };
    if (before) await em.nativeUpdate(PromiseCheck, { promise }, row);
    else await em.insert(PromiseCheck, { promise, ...row });
    await this.incidents.ifBroken(em, { promise, result, heldAt: before?.heldAt ?? null, eventId, actor });
  }
}
