import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Credential } from './credential.entity.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { passwordFault } from './password-policy.js';
import { passwordRefused, wrongPassword } from '../refusals.js';
import type { PasswordChange } from '../sessions/sessions.schemas.js';
import { SecondFactorChallenge } from '../second-factor/second-factor-challenge.entity.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.js';
import { Staff } from '../staff/staff.entity.js';

/** A signed-in person sets a new password of their own; their other sessions end. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
    private readonly endSessions: EndSessions,
  ) {}

  /**
   * Guesses at the current password count like failed sign-ins.
   * @throws DomainError `password-refused` with `fault`, `wrong-password`, `sign-in-throttled`; `not-found` for a machine
   */
  async execute({ currentPassword, newPassword }: PasswordChange, requester: Requester): Promise<void> {
    const { username, currentHash } = await this.#find(requester.id);
    checkNew(newPassword, currentPassword, username);
    const by = { username, address: requester.address };
    const newHash = await this.attempts.run(by, async () => {
      if (await verifyPassword(currentHash, currentPassword)) return hashPassword(newPassword);
      await this.#recordRefusal(requester);
      return null;
    });
    if (newHash === null) throw wrongPassword();
    await this.#replace(currentHash, newHash, requester);
  }

  async #find(staffId: string): Promise<{ username: string; currentHash: string }> {
    const em = this.database.entities();
    const staff = await em.findOne(Staff, { id: staffId });
    const credential = await em.findOne(Credential, { staffId });
    if (!staff || !credential) throw notFound();
    return { username: staff.username, currentHash: credential.passwordHash };
  }

  async #replace(currentHash: string, newHash: string, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const staff = await em.findOne(Staff, { id: requester.id, status: 'active' }, lock);
      const credential = await em.findOne(Credential, { staffId: requester.id });
      if (!staff || credential?.passwordHash !== currentHash) throw wrongPassword();
      em.assign(credential, { passwordHash: newHash, mustChange: false, changedAt: this.clock.now() });
      const actor = actorOf(requester);
      await this.trail.record(em, { action: 'password.changed', actor, object: { kind: 'staff', id: staff.id } });
      // Whoever knew only the password before must not complete a sign-in that was begun with it.
      await em.nativeDelete(SecondFactorChallenge, { staffId: staff.id });
      await this.endSessions.ofStaff(em, staff.id, 'password-changed', { actor, except: requester.sessionId });
    });
  }

  async #recordRefusal(requester: Requester): Promise<void> {
    const object = { kind: 'staff', id: requester.id };
    const reason = 'wrong-password';
    await this.trail.recordAlone({
      action: 'password.refused',
      outcome: 'refused',
      actor: actorOf(requester),
      object,
      reason,
    });
  }
}

function checkNew(newPassword: string, currentPassword: string, username: string): void {
  const fault = passwordFault(newPassword, username);
  if (fault) throw passwordRefused(fault);
  if (newPassword.normalize('NFKC') === currentPassword.normalize('NFKC')) throw passwordRefused('same-as-before');
}
