import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Departure } from './departure.entity.js';
import { departureState } from './departure-state.js';

/** What was taken out: how many things of each kind, and the hash of the manifest that names them. */
export interface TakenOut {
  readonly counts: Readonly<Record<string, number>>;
  readonly manifestSha256: string;
  readonly encrypted: boolean;
}

/** The two ends of taking everything out: that it is allowed, and that it was done. */
@Injectable()
export class CarryOutDeparture {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `departure-not-approved` for one that does not exist, or waits, was refused, carried out, or lapsed */
  async assertApproved(id: string): Promise<void> {
    await this.#approved(this.database.entities(), id);
  }

  /** Writes down what was taken out. A departure is carried out once. @throws DomainError `departure-not-approved` */
  async finish(id: string, { counts, manifestSha256, encrypted }: TakenOut): Promise<void> {
    await this.database.transaction(async em => {
      const departure = await this.#approved(em, id, LockMode.PESSIMISTIC_WRITE);
      const exportedUnits = Object.values(counts).reduce((sum, count) => sum + count, 0);
      em.assign(departure, { exportedAt: this.clock.now(), exportedUnits, manifestSha256 });
      await em.flush();
      await this.trail.record(em, {
        action: 'departure.exported',
        actor: THE_COMMAND_LINE,
        object: { kind: 'departure', id },
        facts: { ...counts, manifestSha256, encrypted },
      });
    });
  }

  async #approved(em: EntityManager, id: string, lockMode: LockMode = LockMode.NONE): Promise<Departure> {
    const departure = await em.findOne(Departure, { id }, { lockMode });
    if (departure && departureState(departure, this.clock.now()) === 'approved') return departure;
    const sentence =
      'There is no approved departure of that id: one person proposes it, another approves it, for 7 days.';
    throw new DomainError('conflict', 'departure-not-approved', sentence);
  }
}
