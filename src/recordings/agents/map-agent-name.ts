import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor, type EventDraft } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { lockToMap } from '../ingest/filing-locks.js';
import { AgentName } from './agent-name.entity.js';
import type { AgentMapping, MappedAgent } from './agent-names.schemas.js';
import { changeAgents, type AgentChange } from './agent-rows.js';

type Target = AgentChange['to'];

/** A mapping as it is being carried out. */
interface Mapped {
  readonly id: string;
  readonly change: AgentChange;
}

/**
 * Says whose a name is that a source uses for an agent. Who took a call may hear it as an own one, so this gives access: nobody
 * maps a name to themselves.
 */
@Injectable()
export class MapAgentName {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-own`, `nobody-there`, `agent-known`; the attempt is on record */
  async execute(mapping: AgentMapping, requester: Requester): Promise<MappedAgent> {
    const actor = actorOf(requester);
    try {
      const target = await this.#target(mapping, requester);
      const recordings = await this.#carryOut(mapping, target, actor);
      return { ...mapping, staffName: target?.displayName ?? null, recordings };
    } catch (error) {
      if (error instanceof DomainError) await this.trail.recordAlone(refused(mapping, actor, error.code));
      throw error;
    }
  }

  async #target({ kind, name, staffId }: AgentMapping, requester: Requester): Promise<Target> {
    if (staffId === requester.id) throw notOwn();
    const key = { [kind === '' ? 'username' : kind]: name };
    if (staffId !== null && kind !== '' && (await this.staff.findAgent(key as never))) throw agentKnown();
    if (staffId === null) return null;
    const displayName = (await this.staff.names([staffId])).get(staffId);
    if (displayName === undefined) throw nobodyThere();
    return { id: staffId, displayName };
  }

  /** One transaction: a crash leaves whoever had them with all of the recordings, and the name, or without any. */
  async #carryOut(mapping: AgentMapping, to: Target, actor: Actor): Promise<number> {
    return this.database.transaction(async em => {
      await lockToMap(em, mapping);
      const mapped = await this.#write(em, mapping, to, actor);
      return this.#change(em, mapping, mapped, actor);
    });
  }

  async #write(em: EntityManager, { source, kind, name }: AgentMapping, to: Target, actor: Actor): Promise<Mapped> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const known = await em.findOne(AgentName, { source, kind, name }, { lockMode });
    const id = known?.id ?? newId(this.clock.now());
    const change = { from: known?.staffId ?? null, to };
    if (!to) await em.nativeDelete(AgentName, { id });
    else {
      const said = { staffId: to.id, mappedBy: actor.id ?? '', mappedAt: this.clock.now() };
      await em.upsert(AgentName, { id, source, kind, name, ...said });
    }
    return { id, change };
  }

  async #change(em: EntityManager, mapping: AgentMapping, { id, change }: Mapped, actor: Actor): Promise<number> {
    const recordings = await changeAgents(em, mapping, change);
    const { source, kind, name } = mapping;
    const { from, to } = change;
    const concerned = to?.id ?? from;
    await this.trail.record(em, {
      action: 'agent-name.mapped',
      actor,
      object: { kind: 'agent-name', id },
      ...(concerned === null ? {} : { concernsStaffId: concerned }),
      facts: { source, namedBy: kind, from, to: to?.id ?? null, recordings },
      texts: { name },
    });
    return recordings;
  }
}

function refused({ source, kind, staffId }: AgentMapping, actor: Actor, reason: string): EventDraft {
  return {
    action: 'agent-name.mapped',
    outcome: 'refused',
    reason,
    actor,
    ...(staffId === null ? {} : { concernsStaffId: staffId }),
    facts: { source, namedBy: kind },
  };
}

function notOwn(): DomainError {
  return new DomainError('forbidden', 'not-own', 'Nobody maps a name of a source to themselves; ask somebody else.');
}

function nobodyThere(): DomainError {
  return new DomainError('unprocessable', 'nobody-there', 'There is no such person.');
}

function agentKnown(): DomainError {
  const sentence = 'The staff directory knows whose this is; change it there.';
  return new DomainError('conflict', 'agent-known', sentence);
}
