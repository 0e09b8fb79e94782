import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';

/** What a directory did to a person. */
export interface Provisioned {
  readonly staffId: string;
  readonly operation: 'created' | 'linked' | 'taken-back' | 'changed' | 'removed';
  /** Names of attributes, never what they hold. */
  readonly attributes: readonly string[];
}

/** What a directory did to a group. */
export interface ChangedGroup {
  readonly groupId: string;
  readonly operation: 'created' | 'changed' | 'removed';
  readonly added: number;
  readonly removed: number;
}

/** Refusals that somebody should see: the directory wants what is not its to do, rather than says it wrongly. */
const TOLD: ReadonlySet<string> = new Set([
  ...['scim-not-unique', 'staff-exists', 'last-administrator', 'deactivated-elsewhere'],
]);

/** What the log is told of a directory. */
@Injectable()
export class DirectoryEvents {
  constructor(private readonly trail: AuditTrail) {}

  /** In the transaction of the change. */
  async provisioned(em: EntityManager, { staffId, operation, attributes }: Provisioned, actor: Actor): Promise<void> {
    const concerning = { object: { kind: 'staff', id: staffId }, concernsStaffId: staffId };
    const facts = { operation, attributes };
    await this.trail.record(em, { action: 'directory.provisioned', actor, ...concerning, facts });
  }

  /** In the transaction of the change. */
  async groupChanged(em: EntityManager, { groupId, ...facts }: ChangedGroup, actor: Actor): Promise<void> {
    const object = { kind: 'directory-group', id: groupId };
    await this.trail.record(em, { action: 'directory-group.changed', actor, object, facts });
  }

  /** In a transaction that goes on without what was refused. */
  async refusedWithin(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<void> {
    await this.trail.record(em, { ...refused(reason, actor, staffId) });
  }

  /** Does `work`; a refusal that somebody should see is on record, by itself, before it is thrown on. */
  async tellingRefusals<T>(requester: Requester, staffId: string | null, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && TOLD.has(error.code)) {
        await this.trail.recordAlone(refused(error.code, actorOf(requester), staffId));
      }
      throw error;
    }
  }
}

function refused(reason: string, actor: Actor, staffId: string | null) {
  const concerning = staffId === null ? {} : { object: { kind: 'staff', id: staffId }, concernsStaffId: staffId };
  return { action: 'directory.refused', outcome: 'refused', reason, actor, ...concerning } as const;
}
