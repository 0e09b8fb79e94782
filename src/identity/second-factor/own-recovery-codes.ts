import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { noSecondFactor } from '../refusals.js';
import { Staff } from '../staff/staff.entity.js';
import { TokenKeys } from '../token-keys.js';
import { Passkey } from './passkey.entity.js';
import { CODES, hashRecoveryCode, newRecoveryCode } from './recovery-code.js';
import { RecoveryCode } from './recovery-code.entity.js';
import type { RecoveryCodesState } from './second-factor.schemas.js';

/** A person's own recovery codes: each stands in for a passkey once. */
@Injectable()
export class OwnRecoveryCodes {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly keys: TokenKeys,
  ) {}

  /** How many are left, and since when the person has them. */
  async state({ id: staffId }: Requester): Promise<RecoveryCodesState> {
    const codes = await this.database.entities().find(RecoveryCode, { staffId });
    return {
      remaining: codes.filter(({ usedAt }) => !usedAt).length,
      createdAt: codes[0]?.createdAt.toISOString() ?? null,
    };
  }

  /**
   * Makes new ones, which are returned this once; the ones before open nothing any more.
   * @throws DomainError `no-second-factor` for a person without a passkey
   */
  create(requester: Requester): Promise<string[]> {
    return this.database.transaction(async em => {
      const { id: staffId } = requester;
      await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if ((await em.count(Passkey, { staffId })) === 0) throw noSecondFactor();
      const voided = await em.nativeDelete(RecoveryCode, { staffId });
      const codes = Array.from({ length: CODES }, newRecoveryCode);
      await this.#keep(em, staffId, codes);
      const facts = { codes: codes.length, voided };
      const object = { kind: 'staff', id: staffId };
      await this.trail.record(em, { action: 'recovery-codes.created', actor: actorOf(requester), object, facts });
      return codes;
    });
  }

  async #keep(em: EntityManager, staffId: string, codes: readonly string[]): Promise<void> {
    const createdAt = this.clock.now();
    const rows = codes.map(code => ({
      id: newId(createdAt),
      staffId,
      codeHash: hashRecoveryCode(this.keys.recoveryCode, staffId, code),
      createdAt,
    }));
    await em.insertMany(RecoveryCode, rows);
  }
}
